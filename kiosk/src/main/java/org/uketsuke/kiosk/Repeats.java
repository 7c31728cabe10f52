package org.uketsuke.kiosk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Scan;

/**
 * The same card on the same kind of reader within three seconds is one scan; two readers of one profile count as one. The
 * last scan of each profile is held in memory, and nowhere else, until the next one.
 */
final class Repeats {
    private static final long WINDOW_NANOS = 3_000_000_000L;

    private final LongSupplier nanoTime;
    private final Map<String, Last> lastByReader = new HashMap<>();

    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Last(Scan scan, long atNanos) {}

    /** Whether this is still the scan before. A code in front of a camera is seen again and again: each sight renews it. */
    boolean isRepeat(Scan scan) {
        Last last = lastByReader.get(scan.reader());
        boolean repeat = last != null
                && last.scan.equals(scan)
                && !(scan instanceof Scan.Unidentified)
                && nanoTime.getAsLong() - last.atNanos < WINDOW_NANOS;
        if (repeat && scan instanceof Scan.Text) {
            remember(scan);
        }
        return repeat;
    }

    /** Remembers a scan that was recorded; one that could not be is not remembered, so that it can be repeated at once. */
    void remember(Scan scan) {
        lastByReader.put(scan.reader(), new Last(scan, nanoTime.getAsLong()));
    }
}
