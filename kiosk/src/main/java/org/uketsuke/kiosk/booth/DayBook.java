package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.kiosk.booth.Line.Kind;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/**
 * What staff can know of a meeting at this booth, drawn from the journal: today's numbers, its latest entries, and the failed
 * scans that wait. It keeps the newest day only, so it does not grow with the meeting. For one thread at a time.
 */
final class DayBook {
    /** Most lines kept; older ones of the day are found by searching their member. */
    static final int LINES_MAX = 300;

    private static final Set<Outcome> REGISTERS = EnumSet.of(Outcome.ACCEPTED, Outcome.ALREADY, Outcome.PREVIOUS_CARD);

    private final String meeting;
    private final ZoneId zone;
    private final FailedScans failed;
    private final Deque<Line> lines = new ArrayDeque<>();
    private Day day = new Day(LocalDate.EPOCH);

    DayBook(String meeting, ZoneId zone) {
        this.meeting = meeting;
        this.zone = zone;
        this.failed = new FailedScans(meeting);
    }

    String meeting() {
        return meeting;
    }

    /** Takes in an entry, in order. */
    void take(JournalEntry entry) {
        Instant at = Moment.of(entry.at(), entry.offset()).at();
        failed.take(entry);
        JournalEvent event = entry.event();
        if (event instanceof JournalEvent.Scan scan && scan.meeting().equals(meeting)) {
            take(scan, entry.seq(), at);
        } else if (event instanceof JournalEvent.Manual manual
                && manual.meeting().equals(meeting)) {
            take(manual, entry.seq(), at);
        } else if (event instanceof JournalEvent.Linked linked
                && linked.meeting().equals(meeting)) {
            take(linked, entry.seq(), at);
        } else if (event instanceof JournalEvent.Voided voided) {
            cancel(voided, entry.seq(), at);
        } else if (event instanceof JournalEvent.Note note) {
            take(note, entry.seq(), at);
        }
    }

    private void take(JournalEvent.Note note, long seq, Instant at) {
        dayOf(at);
        add(new Line(
                seq,
                at,
                Kind.NOTE,
                Optional.empty(),
                Optional.empty(),
                note.by(),
                Optional.empty(),
                List.of(),
                Optional.of(note.text()),
                Optional.empty(),
                false));
    }

    private void take(JournalEvent.Scan scan, long seq, Instant at) {
        boolean registers = REGISTERS.contains(scan.outcome());
        boolean sealed = scan.outcome() == Outcome.NO_ROSTER;
        dayOf(at).scan(at, scan.outcome(), registers || sealed);
        if (registers) {
            scan.member().ifPresent(day::person);
        }
        Optional<SessionWay> way = SessionWay.of(scan);
        if (registers || sealed) {
            way.ifPresent(known -> day.sessions().touch(known, scan.member()));
        }
        add(new Line(
                seq,
                at,
                Kind.SCAN,
                Optional.of(scan.outcome()),
                scan.member(),
                Optional.empty(),
                scan.reason(),
                List.of(),
                Optional.empty(),
                way,
                false));
    }

    private void take(JournalEvent.Linked linked, long seq, Instant at) {
        dayOf(at).link();
        add(new Line(
                seq,
                at,
                Kind.LINK,
                Optional.empty(),
                Optional.of(linked.member()),
                Optional.of(linked.staff()),
                Optional.of(linked.reason()),
                linked.evidence(),
                Optional.empty(),
                Optional.empty(),
                false));
    }

    private void take(JournalEvent.Manual manual, long seq, Instant at) {
        dayOf(at).manual();
        day.person(manual.member());
        Optional<SessionWay> way = SessionWay.of(manual);
        way.ifPresent(known -> day.sessions().byHand(known, manual.member()));
        add(new Line(
                seq,
                at,
                Kind.MANUAL,
                Optional.empty(),
                Optional.of(manual.member()),
                Optional.of(manual.staff()),
                Optional.of(manual.reason()),
                manual.evidence(),
                Optional.empty(),
                way,
                false));
    }

    /** Takes in a scan that left no entry. */
    void take(Counted counted) {
        dayOf(counted.at()).scan(counted.at(), counted.outcome(), false);
        failed.take(counted);
    }

    /** A new day begins with nothing; a clock that was set back does not bring yesterday back. */
    private Day dayOf(Instant at) {
        LocalDate date = LocalDate.ofInstant(at, zone);
        if (date.isAfter(day.date())) {
            day = new Day(date);
            lines.clear();
        }
        return day;
    }

    private void cancel(JournalEvent.Voided voided, long seq, Instant at) {
        dayOf(at).voided();
        Optional<Line> cancelled =
                lines.stream().filter(line -> line.seq() == voided.voids()).findAny();
        if (cancelled.isPresent()) {
            List<Line> kept = List.copyOf(lines);
            lines.clear();
            kept.forEach(line -> lines.addLast(line.seq() == voided.voids() ? line.asVoided() : line));
        }
        add(new Line(
                seq,
                at,
                Kind.VOID,
                Optional.empty(),
                cancelled.flatMap(Line::member),
                Optional.of(voided.by()),
                Optional.of(voided.reason()),
                List.of(),
                Optional.empty(),
                cancelled.flatMap(Line::way),
                false));
    }

    private void add(Line line) {
        lines.addFirst(line);
        while (lines.size() > LINES_MAX) {
            lines.removeLast();
        }
    }

    /** Today's entries, newest first; none if the newest are of another day. */
    List<Line> lines(Instant now) {
        return isOf(now) ? List.copyOf(lines) : List.of();
    }

    /** Today's numbers. */
    DayFigures figures(Instant now) {
        return isOf(now) ? day.figures() : new Day(LocalDate.ofInstant(now, zone)).figures();
    }

    private boolean isOf(Instant now) {
        return day.date().equals(LocalDate.ofInstant(now, zone));
    }

    FailedScans failed() {
        return failed;
    }
}
