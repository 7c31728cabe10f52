package org.uketsuke.kiosk.scan;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a code that is still held out from one that is held out again: the same text within 3 s of when it was last seen is
 * one scan. Remembers one text, in memory only. Used by one device; safe from any thread.
 */
public final class Repeats {
    /** How long a text stays the same scan after it was last seen. */
    public static final long SAME_SCAN_NANOS = 3_000_000_000L;

    private final LongSupplier nanoTime;
    private Optional<String> last = Optional.empty();
    private long lastSeenNanos;
    private boolean failed;

    /**
     * Remembers nothing yet.
     *
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     */
    public Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes that a text was seen now, and says whether it still is the scan before. */
    public synchronized boolean sameScan(String text) {
        long now = nanoTime.getAsLong();
        boolean same = last.isPresent() && last.get().equals(text) && now - lastSeenNanos < SAME_SCAN_NANOS;
        if (!same || !failed) {
            last = Optional.of(text);
            lastSeenNanos = now;
            failed = false;
        }
        return same;
    }

    /** Notes that a text could not be recorded: it is a scan of its own again after 3 s, however often it is seen till then. */
    public synchronized void tryAgainLater(String text) {
        if (last.isPresent() && last.get().equals(text)) {
            lastSeenNanos = nanoTime.getAsLong();
            failed = true;
        }
    }

    /** Forgets the text: it could not be recorded, so the next sight of it is a scan of its own. */
    public synchronized void forget() {
        last = Optional.empty();
    }
}
