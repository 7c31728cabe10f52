package org.uketsuke.kiosk.scan;

/** Looks for codes in camera pictures, and hands what it reads to a {@link ScanSink}. */
@FunctionalInterface
public interface FrameReader {
    /** Looks at one picture; returns once a code found in it is durably recorded and shown. */
    Sighting look(Frame frame);

    /** What a picture held. */
    enum Sighting {
        /** Nothing like a code. */
        NOTHING,
        /** Something like a QR code that could not be read: too dark, too far, blurred. */
        LIKE_A_CODE,
        /** A code was read. */
        READ
    }
}
