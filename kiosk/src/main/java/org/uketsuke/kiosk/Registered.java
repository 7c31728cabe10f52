package org.uketsuke.kiosk;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Recorded;
import org.uketsuke.kiosk.journal.Succession;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * Whom this kiosk registered for the meeting it serves, kept in step with the journal. For one thread at a time, but for
 * {@link #on}, which anybody may ask at any time.
 */
final class Registered {
    private final Journal journal;
    private Seen seen;
    private String seenJournal;
    private volatile Count count;

    Registered(Journal journal, Assignment assignment) {
        this.journal = journal;
        this.seenJournal = journal.id();
        this.seen = inJournal(assignment);
        this.count = new Count(seen.meeting(), seen.scansByDate());
    }

    private record Count(String meeting, Map<LocalDate, Long> scansByDate) {}

    /** Made anew for another meeting, and followed when the journal went on in a new file. */
    Seen of(Assignment assignment) {
        if (!seen.meeting().equals(assignment.meeting().id())) {
            seenJournal = journal.id();
            seen = inJournal(assignment);
            count = new Count(seen.meeting(), seen.scansByDate());
        } else if (!seenJournal.equals(journal.id())) {
            follow(assignment);
        }
        return seen;
    }

    /** From memory, where the journal says what became of its entries; so a tap need not wait until it is read again. */
    private void follow(Assignment assignment) {
        String now = journal.id();
        Optional<Succession> succession = journal.succession()
                .filter(last -> last.from().equals(seenJournal) && last.to().equals(now));
        Seen earlier = seen;
        seen = succession.map(last -> earlier.renumbered(last.newSeqs())).orElseGet(() -> inJournal(assignment));
        if (succession.isEmpty()) {
            seen.keepFrom(earlier);
        }
        seenJournal = now;
        count = new Count(seen.meeting(), seen.scansByDate());
    }

    private Seen inJournal(Assignment assignment) {
        Seen fresh = new Seen(
                assignment.meeting().id(), ZoneId.of(assignment.meeting().zone()));
        journal.forEach(0, fresh::take);
        return fresh;
    }

    /** Takes in what was recorded just now; its number counts in the journal that took it, which may be a new one. */
    void take(Recorded recorded, Assignment assignment) {
        if (!recorded.journal().equals(seenJournal)) {
            of(assignment);
        }
        seen.take(recorded.entry());
        count = new Count(seen.meeting(), seen.scansByDate());
    }

    /**
     * Scans that registered somebody on a day, as of the last commit: never waits for a disk. For a meeting that this kiosk
     * was assigned to just now it is 0 until the first scan.
     */
    long on(LocalDate date, String meeting) {
        Count now = count;
        return now.meeting().equals(meeting) ? now.scansByDate().getOrDefault(date, 0L) : 0;
    }
}
