package org.uketsuke.server.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.server.adjudicate.MeetingFacts;

/**
 * What is known of the clocks of a process run.
 *
 * @param offsetMillis server time minus wall clock, when it was measured
 * @param beganAt the server's time at which the monotonic clock of the run stood at 0, if that was measured too
 * @param measuredAt when, by the server's clock
 */
record RunClock(long offsetMillis, Optional<Instant> beganAt, Instant measuredAt) {
    /** Wall and monotonic clock part by less than this without anybody having set the wall clock. */
    private static final long SET_MILLIS_MIN = 30_000;

    /**
     * Server time minus wall clock of an entry of this run: what was measured, unless the wall clock was set between the entry
     * and the measurement, which the monotonic clock tells. A wall clock that ran ahead of the monotonic one was set forward,
     * or the machine slept, which stops the monotonic clock alone (Linux, macOS): the meeting's days decide where only one of
     * the two puts the entry there; else, as the kiosk decides, a clock is seldom wrong, and what leaves it nearer to the
     * server's is taken to have happened.
     */
    long offsetOf(JournalEntry entry, MeetingFacts meeting) {
        return beganAt.map(began -> began.plusMillis(entry.upMillis()))
                .filter(at -> !at.isAfter(measuredAt))
                .map(at ->
                        unlessSlept(entry.at(), Duration.between(entry.at(), at).toMillis(), meeting))
                .orElse(offsetMillis);
    }

    private long unlessSlept(Instant wall, long ifSet, MeetingFacts meeting) {
        long leapMillis = ifSet - offsetMillis;
        if (Math.abs(leapMillis) < SET_MILLIS_MIN) {
            return offsetMillis;
        }
        if (leapMillis < 0) {
            return ifSet;
        }
        boolean thereIfSlept = meeting.holdsOn(wall.plusMillis(offsetMillis));
        boolean thereIfSet = meeting.holdsOn(wall.plusMillis(ifSet));
        boolean slept = thereIfSlept == thereIfSet ? Math.abs(offsetMillis) < Math.abs(ifSet) : thereIfSlept;
        return slept ? offsetMillis : ifSet;
    }
}
