package org.uketsuke.kiosk.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations of one thing done many times. */
public final class Times {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    private long[] nanos = new long[1024];
    private int count;

    /** One more. */
    public void add(long durationNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = durationNanos;
    }

    /** The duration that this share of all does not exceed, in microseconds. */
    public double micros(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int at = (int) Math.ceil(share * count) - 1;
        return count == 0 ? 0 : (double) sorted[Math.max(0, at)] / NANOS_PER_MICRO;
    }

    /** Both percentiles that all goals speak of. */
    public String line(String what) {
        return String.format(
                Locale.ROOT, "%-34s p50 %8.0f us   p99 %8.0f us   n=%d", what, micros(0.5), micros(0.99), count);
    }

    /** What a person waits for, in milliseconds. */
    public String waitingLine(String what, int goal95Millis) {
        return String.format(
                Locale.ROOT,
                "%-34s p50 %8.1f ms   p95 %8.1f ms   max %8.1f ms   n=%d   (goal p95 %d ms)",
                what,
                micros(0.5) / MICROS_PER_MILLI,
                micros(0.95) / MICROS_PER_MILLI,
                micros(1) / MICROS_PER_MILLI,
                count,
                goal95Millis);
    }

    /** Ratios to a floor. */
    public String ratio(Times floor, double goal50, double goal99) {
        return String.format(
                Locale.ROOT,
                "%-34s p50 %8.2f x    p99 %8.2f x    (goals %.1f x and %.1f x)",
                "ratio to the floor",
                micros(0.5) / floor.micros(0.5),
                micros(0.99) / floor.micros(0.99),
                goal50,
                goal99);
    }
}
