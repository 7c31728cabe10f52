package org.uketsuke.protocol;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a kiosk's journal. Its exact UTF-8 JSON text is what was hashed, stored and sent; nobody re-serialises it.
 *
 * @param seq 1, 2, 3 … without gaps within one journal
 * @param at device clock, UTC, milliseconds
 * @param upMillis monotonic milliseconds since the process run began
 * @param run random id of the process run, 16 hex digits
 * @param offset what the kiosk then knew of the server's clock; empty before the first contact of the run
 * @param origin where the entry stood first, if it was carried over into a new journal: after a fork, a new enrolment, or on another machine
 * @param event what happened
 */
public record JournalEntry(
        long seq,
        Instant at,
        long upMillis,
        String run,
        Optional<ClockOffset> offset,
        Optional<Origin> origin,
        JournalEvent event) {

    /**
     * The place an entry was carried over from.
     *
     * @param journal journal id, 32 hex digits
     * @param seq its number there
     */
    public record Origin(String journal, long seq) {}
}
