package org.uketsuke.kiosk.reader;

import java.util.Optional;

/**
 * Remembers the last reading of one reader, so that the same card within a short time is one scan: it trembles at the edge
 * of the field, or is held out twice in a hurry. Safe for any thread.
 */
final class RepeatGuard {
    /** A card that was away for less only trembled. */
    private static final long TREMBLE_NANOS = 500_000_000L;

    /** How long a card may have been out of sight while the service was away, and still not have been lifted. */
    private static final long OUT_OF_SIGHT_NANOS = 60_000_000_000L;

    private final long debounceNanos;
    private Optional<Reading> last = Optional.empty();
    private long scannedAt;
    private long seenAt;
    private boolean lies;

    RepeatGuard(int debounceMillis) {
        this.debounceNanos = debounceMillis * 1_000_000L;
    }

    /**
     * Takes what was just read.
     *
     * @param now monotonic time in nanoseconds
     * @return whether it is a scan, not a repetition
     */
    synchronized boolean isNew(Reading reading, long now) {
        boolean trembled = now - seenAt < TREMBLE_NANOS;
        boolean debounced = reading instanceof Reading.Identified && now - scannedAt < debounceNanos;
        boolean lay = lies && now - seenAt < OUT_OF_SIGHT_NANOS;
        boolean repeated = same(reading) && (trembled || debounced || lay);
        seenAt = now;
        lies = false;
        if (repeated) {
            return false;
        }
        last = Optional.of(reading);
        scannedAt = now;
        return true;
    }

    /**
     * Notes that a card lies there. Until it is seen to go, it is the same scan: also when the service is restarted
     * meanwhile and finds it again.
     */
    synchronized void stays(Reading reading, long now) {
        if (same(reading)) {
            seenAt = now;
            lies = true;
        }
    }

    /** Notes that a card was there until now. */
    synchronized void left(Reading reading, long now) {
        if (same(reading)) {
            seenAt = now;
        }
        lies = false;
    }

    /** Notes that no card is there. */
    synchronized void absent() {
        lies = false;
    }

    /** Forgets the card now. */
    synchronized void forget() {
        last = Optional.empty();
    }

    /** Forgets the card once it can no longer matter, so that no raw token stays in memory. */
    synchronized void forgetIfPast(long now) {
        if (now - scannedAt >= debounceNanos && now - seenAt >= TREMBLE_NANOS) {
            last = Optional.empty();
        }
    }

    /** Failures are all alike: why it failed may differ from attempt to attempt. */
    private boolean same(Reading reading) {
        return last.isPresent()
                && (last.get().equals(reading)
                        || (last.get() instanceof Reading.Failed && reading instanceof Reading.Failed));
    }
}
