package org.uketsuke.kiosk.camera;

/**
 * A code that was read in one picture.
 *
 * @param text its text
 * @param kind how it was read
 */
record CodeRead(String text, Kind kind) {
    /** How far a single picture can be trusted. */
    enum Kind {
        /** A QR code, without any repair beyond its own error correction: can be trusted. */
        SHARP,
        /** A QR code of which doubtful parts were left out. */
        REPAIRED,
        /** A barcode of bars: a check digit at most. */
        BARS
    }

    @Override
    public String toString() {
        return "CodeRead[hidden, kind=" + kind + "]";
    }
}
