package org.uketsuke.server.ingest;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;

/**
 * In what circumstances a batch of entries is judged.
 *
 * @param handle the transaction
 * @param journal where the entries stand
 * @param trusted whether their kiosk may give evidence
 * @param meeting the meeting
 * @param meetingFacts id under which the meeting's facts are kept
 * @param clocks clock offsets of process runs
 * @param now the server's clock when the push arrived
 */
record Setting(
        Handle handle,
        JournalRow journal,
        Facts.Trust trusted,
        MeetingFacts meeting,
        String meetingFacts,
        RunClocks clocks,
        Instant now) {
    /** The same for entries of another journal. */
    Setting in(JournalRow other) {
        return new Setting(handle, other, trusted, meeting, meetingFacts, clocks, now);
    }

    String society() {
        return meeting.society();
    }

    String meetingId() {
        return meeting.meeting();
    }
}
