package org.uketsuke.kiosk.reader;

import java.util.concurrent.atomic.AtomicBoolean;
import org.uketsuke.kiosk.scan.ScanSink;

/**
 * Tells a sink that a card is being read, and once that it is not any more: from the reader's thread, or from the watchdog
 * if that thread hangs. Thread-safe.
 */
final class ReadingNotice {
    private final ScanSink sink;
    private final AtomicBoolean given = new AtomicBoolean();

    ReadingNotice(ScanSink sink) {
        this.sink = sink;
    }

    void begin() {
        given.set(true);
        sink.reading();
    }

    void end() {
        if (given.getAndSet(false)) {
            sink.readingEnded();
        }
    }
}
