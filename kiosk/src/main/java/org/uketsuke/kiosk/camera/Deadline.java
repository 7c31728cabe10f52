package org.uketsuke.kiosk.camera;

import java.util.function.LongSupplier;

/**
 * The end of the time that one picture may take.
 *
 * @param nanoTime monotonic clock
 * @param endNanos when it ends, by that clock
 */
record Deadline(LongSupplier nanoTime, long endNanos) {

    static Deadline in(long nanos, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos);
    }

    /** No end. */
    static Deadline never() {
        return new Deadline(() -> 0, Long.MAX_VALUE);
    }

    boolean passed() {
        return nanoTime.getAsLong() - endNanos >= 0;
    }
}
