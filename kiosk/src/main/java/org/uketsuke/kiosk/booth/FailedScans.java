package org.uketsuke.kiosk.booth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/** The failed scans of the last half hour that nobody has dealt with. For one thread at a time. */
final class FailedScans {
    /** Who was not helped within it has gone. */
    static final Duration KEPT = Duration.ofMinutes(30);

    /** As many as a page shows without losing the newest; older ones are in the journal. */
    static final int KEPT_MAX = 50;

    /** A person who holds a card badly tries again within seconds; that is one line, not five. */
    private static final Duration SAME_PERSON = Duration.ofSeconds(20);

    private static final Set<Outcome> GOOD =
            EnumSet.of(Outcome.ACCEPTED, Outcome.ALREADY, Outcome.PREVIOUS_CARD, Outcome.NO_ROSTER);

    private final String meeting;
    private final Deque<FailedScan> waiting = new ArrayDeque<>();
    private long nextId = 1;

    FailedScans(String meeting) {
        this.meeting = meeting;
    }

    /** Takes in a scan without an entry. */
    void take(Counted counted) {
        FailedScan last = waiting.peekLast();
        boolean same = last != null
                && last.seq().isEmpty()
                && last.outcome() == counted.outcome()
                && last.reader().equals(counted.reader())
                && counted.at().isBefore(last.at().plus(SAME_PERSON));
        if (same) {
            waiting.removeLast();
            waiting.addLast(last.again(counted.at()));
        } else {
            add(new FailedScan(
                    nextId++,
                    counted.at(),
                    counted.outcome(),
                    Optional.empty(),
                    Optional.empty(),
                    counted.reader(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1));
        }
    }

    /**
     * Takes in an entry: a failed scan waits, one that staff mended waits no more, nor do those of a member registered since. Who came
     * too early to the door of a room need only touch again, and would push out those who need help.
     */
    void take(JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Scan scan && scan.meeting().equals(meeting)) {
            if (GOOD.contains(scan.outcome())) {
                scan.member().ifPresent(member -> registered(member, SessionWay.of(scan)));
            } else if (scan.outcome() != Outcome.TOO_EARLY || scan.room().isEmpty()) {
                add(new FailedScan(
                        nextId++,
                        Moment.of(entry.at(), entry.offset()).at(),
                        scan.outcome(),
                        scan.reason(),
                        Optional.of(scan.medium()),
                        scan.reader(),
                        scan.member(),
                        Optional.of(entry.seq()),
                        SessionWay.of(scan),
                        1));
            }
        } else if (entry.event() instanceof JournalEvent.Manual manual) {
            registered(manual.member(), SessionWay.of(manual));
            manual.rescues()
                    .ifPresent(rescued -> waiting.removeIf(scan -> scan.seq().equals(Optional.of(rescued))));
        }
    }

    /** Who is in for one session may still need help to get out of the one before. */
    private void registered(String member, Optional<SessionWay> way) {
        waiting.removeIf(scan -> scan.member().equals(Optional.of(member))
                && (scan.way().equals(way)
                        || scan.way().flatMap(SessionWay::session).isEmpty()));
    }

    private void add(FailedScan scan) {
        waiting.addLast(scan);
        while (waiting.size() > KEPT_MAX) {
            waiting.removeFirst();
        }
    }

    /** Somebody saw to it. */
    void dismiss(long id) {
        waiting.removeIf(scan -> scan.id() == id);
    }

    /** Those of the last half hour, newest first. */
    List<FailedScan> waiting(Instant now) {
        waiting.removeIf(scan -> scan.at().isBefore(now.minus(KEPT)));
        return waiting.stream()
                .sorted(Comparator.comparingLong(FailedScan::id).reversed())
                .toList();
    }
}
