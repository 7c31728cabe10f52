package org.uketsuke.kiosk.scan;

/** Takes scans, from any thread. */
@FunctionalInterface
public interface ScanSink {
    /**
     * Decides on a scan and records it; returns once the result is durable and shown.
     *
     * @return what the reader's light and buzzer shall say
     */
    Feedback accept(Scan scan);
}
