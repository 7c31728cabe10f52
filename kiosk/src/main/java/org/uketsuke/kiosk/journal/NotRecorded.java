package org.uketsuke.kiosk.journal;

/**
 * An event is not durable: the disk is full or broken. The screen must not turn green; the journal tries again by itself
 * with the next event.
 */
public final class NotRecorded extends Exception {
    NotRecorded(String message, Throwable cause) {
        super(message, cause);
    }
}
