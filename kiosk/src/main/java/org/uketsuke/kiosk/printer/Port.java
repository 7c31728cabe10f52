package org.uketsuke.kiosk.printer;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;

/** An open line to a printer. For one thread; no call takes longer than it says. */
interface Port extends AutoCloseable {
    /** Opens the line anew for every print and every look, so that a printer that was away is found again. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it.
         *
         * @throws IOException if nothing is there, or it does not answer in time
         */
        Port open(Duration patience) throws IOException;
    }

    /**
     * Sends all of it.
     *
     * @throws IOException if the line breaks, or the printer has not taken all in time
     */
    void write(byte[] bytes, Duration patience) throws IOException;

    /** Bytes that the line has taken so far. */
    long written();

    /**
     * Receives one byte; empty if none comes in time.
     *
     * @throws IOException if the line breaks
     */
    OptionalInt read(Duration patience) throws IOException;

    @Override
    void close() throws IOException;
}
