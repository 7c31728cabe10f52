package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * What the journal tells of the day: who opened and closed the booth, and how much was counted. It follows the journal as far
 * as somebody asks, also into a new file. Thread-safe; {@link #state} never waits.
 */
public final class DutyBook {
    private final Supplier<Assignment> assignment;
    private final Journal journal;
    private final Supplier<Instant> now;
    private Pages pages = new Pages("", "", LocalDate.EPOCH, new DayCounts("", LocalDate.EPOCH, ZoneId.of("UTC")));
    private volatile DutyState last = DutyState.none();

    /**
     * A book that has read nothing yet.
     *
     * @param assignment where the booth serves
     * @param journal the journal
     * @param now what time it is, by the corrected clock
     */
    public DutyBook(Supplier<Assignment> assignment, Journal journal, Supplier<Instant> now) {
        this.assignment = assignment;
        this.journal = journal;
        this.now = now;
    }

    /** What was read of one journal for one day. */
    private static final class Pages {
        private final String journalId;
        private final String meeting;
        private final LocalDate day;
        private final DayCounts counts;
        private long seq;
        private long newer;
        private boolean sealed;
        private Optional<JournalEvent.Closed> closed = Optional.empty();
        private List<SessionCount> sealedSessions = List.of();

        Pages(String journalId, String meeting, LocalDate day, DayCounts counts) {
            this.journalId = journalId;
            this.meeting = meeting;
            this.day = day;
            this.counts = counts;
        }
    }

    /**
     * The day as far as it is read.
     *
     * @param counts what was counted
     * @param state who opened or closed last, if that was today
     * @param closed the seal, if the state is of a closing
     * @param newer taps and what staff recorded since that seal
     * @param sealed whether the journal's last entry is a seal
     * @param sealedSessions what was counted for sessions up to that seal
     */
    public record Reading(
            DayCounts counts,
            DutyState state,
            Optional<JournalEvent.Closed> closed,
            long newer,
            boolean sealed,
            List<SessionCount> sealedSessions) {
        /** Whether the booth is closed and whole, yet something without weight, such as a log-in, stands after the seal. */
        public boolean wantsSeal() {
            return closed.isPresent() && newer == 0 && !sealed;
        }
    }

    /** Today's state, as of the last reading. */
    public DutyState state() {
        return last.on(today(), zone());
    }

    /** Reads what is new. */
    public synchronized Reading read() {
        LocalDate today = today();
        String meeting = assignment.get().meeting().id();
        String id = journal.id();
        if (!pages.journalId.equals(id) || !pages.meeting.equals(meeting) || !pages.day.equals(today)) {
            pages = new Pages(id, meeting, today, new DayCounts(meeting, today, zone()));
        }
        journal.forEach(pages.seq, this::take);
        DutyState state = state();
        return new Reading(
                pages.counts,
                state,
                pages.closed.filter(seal -> state.phase() == DutyState.Phase.CLOSED),
                pages.newer,
                pages.sealed,
                pages.sealedSessions);
    }

    private void take(JournalEntry entry) {
        pages.seq = entry.seq();
        pages.counts.take(entry);
        pages.sealed = entry.event() instanceof JournalEvent.Closed;
        Optional<DutyState> told = DutyState.told(entry);
        if (told.isPresent()) {
            last = told.get();
            pages.newer = 0;
        }
        if (entry.event() instanceof JournalEvent.Closed closed) {
            if (closed.by().isPresent()) {
                pages.closed = Optional.of(closed);
                pages.sealedSessions = pages.counts.sessions();
            }
        } else if (entry.event() instanceof JournalEvent.Scan
                || entry.event() instanceof JournalEvent.Manual
                || entry.event() instanceof JournalEvent.Voided) {
            pages.newer++;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now.get(), zone());
    }

    private ZoneId zone() {
        return ZoneId.of(assignment.get().meeting().zone());
    }
}
