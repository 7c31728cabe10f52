package org.uketsuke.server.attempt;

import java.time.Duration;
import java.time.Instant;

/**
 * How many tries are free and how long the next ones must wait: a delay that doubles, never a lock-out (SEC-55).
 *
 * @param free tries without delay
 * @param first delay after them, doubled with each further failure
 * @param longest it never grows beyond this
 */
public record Limit(int free, Duration first, Duration longest) {
    /** After so long without a failure the count starts anew. */
    static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private static final int DOUBLINGS_MAX = 20;

    /**
     * How long to wait still.
     *
     * @param failures counted so far
     * @param last when the last of them was
     * @return zero or less if a try is free now
     */
    Duration wait(long failures, Instant last, Instant now) {
        if (failures < free || forgotten(last, now)) {
            return Duration.ZERO;
        }
        long doublings = Math.min(DOUBLINGS_MAX, failures - free);
        Duration delay = first.multipliedBy(1L << doublings);
        Duration capped = delay.compareTo(longest) > 0 ? longest : delay;
        return Duration.between(now, last.plus(capped));
    }

    static boolean forgotten(Instant last, Instant now) {
        return last.plus(FORGOTTEN_AFTER).isBefore(now);
    }
}
