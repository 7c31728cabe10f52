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

    /** A card has come and is being read; a scan may follow. Never blocks and never throws. */
    default void reading() {}

    /** The card was read, or could not be; what scan there was has been handed over. Never blocks and never throws. */
    default void readingEnded() {}

    /**
     * As {@link #accept}, and tells whether the scan is dealt with. A device that passes over repetitions asks here, and
     * forgets a scan that could not be recorded: the person was asked to try again.
     */
    default Taken take(Scan scan) {
        return new Taken(accept(scan), true);
    }

    /**
     * What became of a scan.
     *
     * @param feedback what the reader's light and buzzer shall say
     * @param recorded whether it is on disk, or was counted if there is nothing to record
     */
    record Taken(Feedback feedback, boolean recorded) {}
}
