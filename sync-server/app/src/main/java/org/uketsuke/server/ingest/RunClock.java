package org.uketsuke.server.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.JournalEntry;

/**
 * What is known of the clocks of a process run.
 *
 * @param offsetMillis server time minus wall clock, when it was measured
 * @param beganAt the server's time at which the monotonic clock of the run stood at 0, if that was measured too
 * @param measuredAt when, by the server's clock
 */
record RunClock(long offsetMillis, Optional<Instant> beganAt, Instant measuredAt) {
    /**
     * Server time minus wall clock of an entry of this run: by the monotonic clock, which nobody puts right within a run; by
     * the wall clock's offset where that is unknown, or says that the entry was made after it was sent.
     */
    long offsetOf(JournalEntry entry) {
        return beganAt.map(began -> began.plusMillis(entry.upMillis()))
                .filter(at -> !at.isAfter(measuredAt))
                .map(at -> Duration.between(entry.at(), at).toMillis())
                .orElse(offsetMillis);
    }
}
