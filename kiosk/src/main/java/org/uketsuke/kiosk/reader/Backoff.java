package org.uketsuke.kiosk.reader;

/** Pauses between attempts: 0.2 s, doubled up to 2 s (hardware.md decision 5). Used by one thread. */
final class Backoff {
    private static final int FIRST_MILLIS = 200;
    private static final int LAST_MILLIS = 2_000;

    private int nextMillis = FIRST_MILLIS;

    /** How long to wait now, in milliseconds. */
    int next() {
        int millis = nextMillis;
        nextMillis = Math.min(nextMillis * 2, LAST_MILLIS);
        return millis;
    }

    /** It worked. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
