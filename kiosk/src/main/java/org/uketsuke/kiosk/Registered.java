package org.uketsuke.kiosk;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Recorded;
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

    /** Made anew for another meeting, and when the journal went on in a new file. */
    Seen of(Assignment assignment) {
        boolean otherMeeting = !seen.meeting().equals(assignment.meeting().id());
        if (otherMeeting || !seenJournal.equals(journal.id())) {
            Seen earlier = seen;
            seen = inJournal(assignment);
            if (!otherMeeting) {
                seen.keepFrom(earlier);
            }
            seenJournal = journal.id();
            count = new Count(seen.meeting(), seen.scansByDate());
        }
        return seen;
    }

    private Seen inJournal(Assignment assignment) {
        Seen fresh = new Seen(
                assignment.meeting().id(), ZoneId.of(assignment.meeting().zone()));
        journal.forEach(0, fresh::take);
        return fresh;
    }

    /** Takes in what was recorded just now. */
    void take(Recorded recorded) {
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
