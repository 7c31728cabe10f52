package org.uketsuke.kiosk;

import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.screen.Display;

/**
 * Where the card readers' scans go: the reception decides, and the screen hears while a card is being read.
 *
 * @param reception decides on scans
 * @param display asks not to lift a card
 */
record ReaderSink(ScanSink reception, Display display) implements ScanSink {
    @Override
    public Feedback accept(Scan scan) {
        return reception.accept(scan);
    }

    @Override
    public Taken take(Scan scan) {
        return reception.take(scan);
    }

    @Override
    public void reading() {
        display.reading();
    }

    @Override
    public void readingEnded() {
        display.readingEnded();
    }
}
