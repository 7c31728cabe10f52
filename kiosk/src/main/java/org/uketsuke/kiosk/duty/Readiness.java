package org.uketsuke.kiosk.duty;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.uketsuke.kiosk.duty.Check.Item;
import org.uketsuke.kiosk.duty.Check.Level;
import org.uketsuke.kiosk.duty.ReadinessFacts.PrinterFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.ReaderFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.RosterFacts;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * What to look at before a booth opens: a pure function of the facts. Only the meeting's dates can keep a booth from opening;
 * whatever else is wrong, a person decides, because taps are recorded in any case.
 */
public final class Readiness {
    /** A card that was reported lost since then is still taken for a good one. */
    static final Duration ROSTER_FRESH = Duration.ofHours(12);

    /** Beyond it taps are flagged at the office (E19). */
    static final Duration CLOCK_OFF_MAX = Duration.ofMinutes(10);

    /** Beyond it people at the booth see another time than on their watches. */
    static final Duration CLOCK_OFF_NOTE = Duration.ofMinutes(2);

    static final Duration CLOCK_FRESH = Duration.ofHours(12);

    /** Room for a roster of a million and a day's journal many times over. */
    static final long DISK_BYTES_GOOD = 1L << 30;

    /** Where room is less than the ballast, a roster is no longer kept. */
    static final long DISK_BYTES_LEAST = 200L << 20;

    private Readiness() {}

    /** The list, one line for each item that the booth has. */
    public static List<Check> of(ReadinessFacts facts) {
        List<Check> list = new ArrayList<>();
        list.add(meeting(facts));
        AgendaCheck.of(facts).ifPresent(list::add);
        lock(facts).ifPresent(list::add);
        list.add(roster(facts));
        list.add(reader(facts.readers()));
        list.add(clock(facts.clock()));
        list.add(disk(facts));
        list.add(journal(facts.journal()));
        list.add(unsent(facts));
        list.add(check(Item.SOUND, Level.ASK, "SOUND_ASK"));
        if (facts.camera()) {
            list.add(check(Item.CAMERA, Level.ASK, "CAMERA_ASK"));
        }
        facts.printer().map(Readiness::printer).ifPresent(list::add);
        return List.copyOf(list);
    }

    /** Whether a booth may open: yesterday's meeting is not served, whoever says so. */
    public static boolean mayOpen(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.level() == Level.REFUSED);
    }

    /** By days in the meeting's zone: staff set up before the first tap counts, and tidy up after the last. */
    private static Check meeting(ReadinessFacts facts) {
        Assignment assignment = facts.assignment();
        ZoneId zone = ZoneId.of(assignment.meeting().zone());
        LocalDate today = LocalDate.ofInstant(facts.now(), zone);
        LocalDate from = LocalDate.ofInstant(assignment.validFrom(), zone);
        LocalDate to = LocalDate.ofInstant(assignment.validTo(), zone);
        Map<String, String> values = Map.of("from", from.toString(), "to", to.toString(), "today", today.toString());
        if (today.isAfter(to)) {
            return new Check(Item.MEETING, Level.REFUSED, "MEETING_OVER", values);
        }
        return today.isBefore(from)
                ? new Check(Item.MEETING, Level.REFUSED, "MEETING_NOT_YET", values)
                : new Check(Item.MEETING, Level.GREEN, "MEETING_TODAY", values);
    }

    private static Optional<Check> lock(ReadinessFacts facts) {
        if (facts.assignment().boothKeyCheck().isEmpty()) {
            return Optional.empty();
        }
        if (!facts.keyWanted()) {
            return Optional.of(check(Item.LOCK, Level.GREEN, "LOCK_OPEN"));
        }
        return Optional.of(
                facts.roster().isEmpty()
                        ? check(Item.LOCK, Level.RED, "LOCK_CLOSED")
                        : check(Item.LOCK, Level.AMBER, "LOCK_NEW_KEY"));
    }

    private static Check roster(ReadinessFacts facts) {
        if (facts.roster().isEmpty()) {
            return check(Item.ROSTER, Level.RED, facts.keyWanted() ? "ROSTER_LOCKED" : "ROSTER_MISSING");
        }
        RosterFacts roster = facts.roster().get();
        String members = String.valueOf(roster.members());
        if (roster.members() == 0) {
            return check(Item.ROSTER, Level.RED, "ROSTER_EMPTY");
        }
        if (roster.age().isEmpty()) {
            return new Check(Item.ROSTER, Level.AMBER, "ROSTER_UNCONFIRMED", Map.of("members", members));
        }
        Duration age = roster.age().get();
        boolean fresh = age.compareTo(ROSTER_FRESH) <= 0;
        return new Check(
                Item.ROSTER,
                fresh ? Level.GREEN : Level.AMBER,
                fresh ? "ROSTER_FRESH" : "ROSTER_OLD",
                Map.of("members", members, "ageMillis", String.valueOf(Math.max(0, age.toMillis()))));
    }

    private static Check reader(List<ReaderFacts> readers) {
        String working = readers.stream()
                .filter(ReaderFacts::works)
                .map(reader -> reader.name() + " (" + reader.profile() + ")")
                .collect(Collectors.joining(", "));
        String silent = readers.stream()
                .filter(reader -> !reader.works())
                .map(ReaderFacts::name)
                .collect(Collectors.joining(", "));
        if (working.isEmpty()) {
            return check(Item.READER, Level.RED, "READER_NONE");
        }
        return silent.isEmpty()
                ? new Check(Item.READER, Level.GREEN, "READER_READY", Map.of("names", working))
                : new Check(Item.READER, Level.AMBER, "READER_SILENT", Map.of("names", silent));
    }

    private static Check clock(Optional<ClockOffset> clock) {
        if (clock.isEmpty()) {
            return check(Item.CLOCK, Level.AMBER, "CLOCK_UNKNOWN");
        }
        Duration off = Duration.ofMillis(Math.abs(clock.get().millis()));
        Duration age = Duration.ofMillis(clock.get().ageMillis());
        Map<String, String> values =
                Map.of("offMillis", String.valueOf(off.toMillis()), "ageMillis", String.valueOf(age.toMillis()));
        if (off.compareTo(CLOCK_OFF_MAX) > 0) {
            return new Check(Item.CLOCK, Level.RED, "CLOCK_WRONG", values);
        }
        if (off.compareTo(CLOCK_OFF_NOTE) > 0) {
            return new Check(Item.CLOCK, Level.AMBER, "CLOCK_OFF", values);
        }
        return age.compareTo(CLOCK_FRESH) > 0
                ? new Check(Item.CLOCK, Level.AMBER, "CLOCK_OLD", values)
                : new Check(Item.CLOCK, Level.GREEN, "CLOCK_RIGHT", values);
    }

    private static Check disk(ReadinessFacts facts) {
        Map<String, String> values = Map.of("megabytes", String.valueOf(facts.diskFreeBytes() >> 20));
        if (facts.ballastFreed() || (facts.diskFreeBytes() >= 0 && facts.diskFreeBytes() < DISK_BYTES_LEAST)) {
            return new Check(Item.DISK, Level.RED, "DISK_FULL", values);
        }
        if (facts.diskFreeBytes() < 0) {
            return check(Item.DISK, Level.AMBER, "DISK_UNKNOWN");
        }
        return facts.diskFreeBytes() < DISK_BYTES_GOOD
                ? new Check(Item.DISK, Level.AMBER, "DISK_SCARCE", values)
                : new Check(Item.DISK, Level.GREEN, "DISK_ROOM", values);
    }

    private static Check journal(Optional<List<String>> differences) {
        if (differences.isEmpty()) {
            return check(Item.JOURNAL, Level.AMBER, "JOURNAL_CHECKING");
        }
        return differences.get().isEmpty()
                ? check(Item.JOURNAL, Level.GREEN, "JOURNAL_WHOLE")
                : new Check(
                        Item.JOURNAL,
                        Level.RED,
                        "JOURNAL_NOT_WHOLE",
                        Map.of("count", String.valueOf(differences.get().size())));
    }

    private static Check unsent(ReadinessFacts facts) {
        Map<String, String> values = Map.of("count", String.valueOf(facts.unsent()));
        if (facts.unsent() == 0) {
            return check(Item.UNSENT, Level.GREEN, "UNSENT_NONE");
        }
        return new Check(Item.UNSENT, Level.AMBER, facts.online() ? "UNSENT_SENDING" : "UNSENT_OFFLINE", values);
    }

    private static Check printer(PrinterFacts printer) {
        return printer.works()
                ? check(Item.PRINTER, Level.GREEN, "PRINTER_READY")
                : new Check(Item.PRINTER, Level.AMBER, "PRINTER_AWAY", Map.of("why", printer.why()));
    }

    private static Check check(Item item, Level level, String advice) {
        return new Check(item, level, advice, Map.of());
    }
}
