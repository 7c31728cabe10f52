package org.uketsuke.kiosk.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.duty.Check.Item;
import org.uketsuke.kiosk.duty.Check.Level;
import org.uketsuke.kiosk.duty.ReadinessFacts.PrinterFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.ReaderFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.RosterFacts;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a booth is looked over for, one fact at a time. */
final class ReadinessTest {
    /** 8:30 of the first day in Japan. */
    private static final Instant MORNING = Instant.parse("2026-10-15T23:30:00Z");

    private static final Instant FROM = Instant.parse("2026-10-16T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-10-18T09:00:00Z");

    private Instant now = MORNING;
    private Optional<Agenda> agenda = Optional.of(SampleAgenda.at(Direction.NONE, true));
    private Optional<Duration> agendaAge = Optional.of(Duration.ofMinutes(3));
    private boolean keyWanted;
    private Optional<String> check = Optional.of("check");
    private Optional<RosterFacts> roster = Optional.of(new RosterFacts(7, 20_000, Optional.of(Duration.ofMinutes(3))));
    private List<ReaderFacts> readers = List.of(new ReaderFacts("RC-S300", "sony-rc-s300", true));
    private Optional<ClockOffset> clock = Optional.of(new ClockOffset(-400, 20, 60_000));
    private long diskFreeBytes = 10L << 30;
    private boolean ballastFreed;
    private Optional<List<String>> journal = Optional.of(List.of());
    private long unsent;
    private Optional<PrinterFacts> printer = Optional.of(new PrinterFacts(true, "ready"));

    @Test
    void aBoothThatIsWellIsGreenButForWhatAPersonMustHear() {
        assertThat(checks())
                .filteredOn(line -> line.level() != Level.GREEN)
                .extracting(Check::item)
                .containsExactly(Item.SOUND, Item.CAMERA);
        assertThat(checks()).extracting(Check::item).containsExactly(Item.values());
    }

    @Test
    void theDatesAreThoseOfTheMeetingsZoneAndNothingOverridesThem() {
        now = Instant.parse("2026-10-15T14:59:59Z");
        assertRefused("MEETING_NOT_YET");
        now = Instant.parse("2026-10-15T15:00:00Z");
        assertThat(Readiness.mayOpen(checks()))
                .as("first minute of the first day in Japan")
                .isTrue();
        now = Instant.parse("2026-10-18T14:59:59Z");
        assertThat(Readiness.mayOpen(checks()))
                .as("last minute of the last day")
                .isTrue();
        now = Instant.parse("2026-10-18T15:00:00Z");
        assertRefused("MEETING_OVER");
    }

    private void assertRefused(String advice) {
        assertThat(line(Item.MEETING)).extracting(Check::level, Check::advice).containsExactly(Level.REFUSED, advice);
        assertThat(Readiness.mayOpen(checks())).isFalse();
    }

    @Test
    void whateverElseIsWrongABoothMayOpen() {
        agenda = Optional.of(SampleAgenda.at("C", Direction.NONE, true));
        keyWanted = true;
        roster = Optional.empty();
        readers = List.of();
        clock = Optional.of(new ClockOffset(Duration.ofHours(9).toMillis(), 20, 0));
        ballastFreed = true;
        journal = Optional.of(List.of("a difference"));
        unsent = 900;
        printer = Optional.of(new PrinterFacts(false, "no-paper"));

        assertThat(checks())
                .extracting(Check::advice)
                .containsExactly(
                        "MEETING_TODAY",
                        "AGENDA_NONE",
                        "LOCK_CLOSED",
                        "ROSTER_LOCKED",
                        "READER_NONE",
                        "CLOCK_WRONG",
                        "DISK_FULL",
                        "JOURNAL_NOT_WHOLE",
                        "UNSENT_OFFLINE",
                        "SOUND_ASK",
                        "CAMERA_ASK",
                        "PRINTER_AWAY");
        assertThat(Readiness.mayOpen(checks())).isTrue();
    }

    @Test
    void whatIsNotKnownIsNotGreen() {
        roster = Optional.of(new RosterFacts(7, 20_000, Optional.empty()));
        clock = Optional.empty();
        diskFreeBytes = -1;
        journal = Optional.empty();

        for (Item item : List.of(Item.ROSTER, Item.CLOCK, Item.DISK, Item.JOURNAL)) {
            assertThat(line(item).level()).as(item.name()).isEqualTo(Level.AMBER);
        }
    }

    @Test
    void whatIsOldOrScarceIsSaidBeforeItHurts() {
        roster = Optional.of(new RosterFacts(7, 20_000, Optional.of(Duration.ofHours(13))));
        clock = Optional.of(new ClockOffset(-400, 20, Duration.ofHours(13).toMillis()));
        diskFreeBytes = 500L << 20;
        readers = List.of(
                new ReaderFacts("RC-S300", "sony-rc-s300", true), new ReaderFacts("ACR122U", "acs-acr122u", false));
        unsent = 3;

        assertThat(checks())
                .extracting(Check::advice)
                .contains("ROSTER_OLD", "CLOCK_OLD", "DISK_SCARCE", "READER_SILENT", "UNSENT_OFFLINE");
        roster = Optional.of(new RosterFacts(7, 0, Optional.of(Duration.ZERO)));
        clock = Optional.of(new ClockOffset(Duration.ofMinutes(-3).toMillis(), 20, 0));
        assertThat(checks()).extracting(Check::advice).contains("ROSTER_EMPTY", "CLOCK_OFF");
    }

    @Test
    void aMeetingWithoutABoothKeyHasNoLineForIt() {
        check = Optional.empty();

        assertThat(checks()).extracting(Check::item).doesNotContain(Item.LOCK);
        roster = Optional.empty();
        assertThat(line(Item.ROSTER).advice()).isEqualTo("ROSTER_MISSING");
    }

    @Test
    void aBoothAtARoomsDoorSaysWhatComesThereAndWhetherThatIsSure() {
        assertThat(line(Item.AGENDA)).satisfies(check -> {
            assertThat(check.advice()).isEqualTo("AGENDA_TODAY");
            assertThat(check.values())
                    .containsEntry("room", "A")
                    .containsEntry("count", "3")
                    .containsEntry("titleJa", "講習 a1")
                    .containsEntry("firstAt", "2026-10-16T00:00:00Z");
        });
        agendaAge = Optional.of(Readiness.ROSTER_FRESH);
        assertThat(line(Item.AGENDA).level()).isEqualTo(Level.GREEN);
        agendaAge = Optional.of(Readiness.ROSTER_FRESH.plusSeconds(1));
        assertThat(line(Item.AGENDA).advice()).isEqualTo("AGENDA_OLD");
        agendaAge = Optional.empty();
        assertThat(line(Item.AGENDA).advice()).isEqualTo("AGENDA_UNCONFIRMED");
        assertThat(line(Item.AGENDA).level()).isEqualTo(Level.AMBER);
        now = Instant.parse("2026-10-17T15:00:00Z");
        assertThat(line(Item.AGENDA).advice()).as("the third day").isEqualTo("AGENDA_NONE");
    }

    @Test
    void aBoothAtTheReceptionHasNoLineForSessions() {
        agenda = Optional.of(new Agenda(Optional.empty(), agenda.orElseThrow().sessions()));
        assertThat(checks()).extracting(Check::item).doesNotContain(Item.AGENDA);
        agenda = Optional.empty();
        assertThat(checks()).extracting(Check::item).doesNotContain(Item.AGENDA);
    }

    @Test
    void aNewKeyIsWantedWithoutHurryWhileTheRosterServes() {
        keyWanted = true;

        assertThat(line(Item.LOCK))
                .extracting(Check::level, Check::advice)
                .containsExactly(Level.AMBER, "LOCK_NEW_KEY");
    }

    /** Every word that this function can choose, the page can say. */
    @Test
    void thePageHasWordsInBothLanguagesForEveryAdvice() throws IOException {
        List<String> source = new ArrayList<>();
        try (InputStream in = ReadinessTest.class.getResourceAsStream("/screen/duty-texts.json")) {
            JsonNode texts = JsonMapper.shared().readTree(in);
            texts.propertyNames().forEach(source::add);
            texts.forEach(text -> {
                assertThat(text.path("ja").isString()).isTrue();
                assertThat(text.path("en").isString()).isTrue();
            });
        }
        whateverElseIsWrongABoothMayOpen();
        assertThat(source).containsAll(checks().stream().map(Check::advice).toList());
        for (Item item : Item.values()) {
            assertThat(source).contains("item_" + item);
        }
        assertThat(source)
                .contains(
                        "MEETING_OVER",
                        "MEETING_NOT_YET",
                        "AGENDA_TODAY",
                        "AGENDA_OLD",
                        "AGENDA_UNCONFIRMED",
                        "way_NONE",
                        "way_IN",
                        "way_OUT",
                        "LOCK_OPEN",
                        "LOCK_NEW_KEY",
                        "ROSTER_MISSING",
                        "ROSTER_EMPTY",
                        "ROSTER_UNCONFIRMED",
                        "ROSTER_FRESH",
                        "ROSTER_OLD",
                        "READER_READY",
                        "READER_SILENT",
                        "CLOCK_RIGHT",
                        "CLOCK_UNKNOWN",
                        "CLOCK_OFF",
                        "CLOCK_OLD",
                        "DISK_ROOM",
                        "DISK_SCARCE",
                        "DISK_UNKNOWN",
                        "JOURNAL_WHOLE",
                        "JOURNAL_CHECKING",
                        "UNSENT_NONE",
                        "UNSENT_SENDING",
                        "PRINTER_READY");
    }

    private Check line(Item item) {
        return checks().stream().filter(line -> line.item() == item).findAny().orElseThrow();
    }

    private List<Check> checks() {
        Text name = new Text("見本", "Sample");
        LocalDate day = LocalDate.parse("2026-10-16");
        MeetingFacts meeting =
                new MeetingFacts("m", name, "annual", Optional.empty(), day, day, day, "東京", "Asia/Tokyo");
        Assignment assignment = new Assignment("s", 1, name, meeting, "A", FROM, TO, check, agenda);
        return Readiness.of(new ReadinessFacts(
                now,
                assignment,
                agendaAge,
                keyWanted,
                roster,
                readers,
                clock,
                diskFreeBytes,
                ballastFreed,
                journal,
                unsent,
                false,
                true,
                printer));
    }
}
