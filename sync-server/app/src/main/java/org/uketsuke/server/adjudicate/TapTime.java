package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalEntry;

/**
 * When something happened, by the server's clock: the device's time plus what the kiosk then knew of its offset, else plus
 * what the server measured through that process run, else as the device says.
 *
 * @param at corrected instant, whole milliseconds
 * @param offsetMillis what was added
 */
public record TapTime(Instant at, long offsetMillis) {
    /** Corrections above this are told to the office (E19), in milliseconds. */
    public static final long SKEW_MILLIS_MAX = 10 * 60 * 1000L;

    /** The corrected time of an entry. */
    public static TapTime of(JournalEntry entry, Optional<Long> runOffsetMillis) {
        long offset = entry.offset()
                .map(ClockOffset::millis)
                .or(() -> runOffsetMillis)
                .orElse(0L);
        return new TapTime(entry.at().plusMillis(offset).truncatedTo(ChronoUnit.MILLIS), offset);
    }

    /** Whether the device clock was off by more than the tolerance. */
    public boolean skewed() {
        return Math.abs(offsetMillis) > SKEW_MILLIS_MAX;
    }
}
