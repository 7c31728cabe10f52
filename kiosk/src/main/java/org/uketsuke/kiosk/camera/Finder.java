package org.uketsuke.kiosk.camera;

/**
 * One of the three square marks of a QR code (ISO/IEC 18004 §6.3.3): dark, light and dark in the ratio 1:1:3:1:1 on every
 * line through its middle.
 *
 * @param x middle, in pixels of the whole picture
 * @param y middle, in pixels of the whole picture
 * @param module length of a module along rows and columns, in pixels of the whole picture
 * @param inverted whether it is light, dark and light
 * @param hits how many lines met it
 */
record Finder(double x, double y, double module, boolean inverted, int hits) {

    double distanceTo(Finder other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** Whether a place is that of this mark, seen by another line or in another size. */
    boolean isAt(double otherX, double otherY, double otherModule, boolean otherInverted) {
        return inverted == otherInverted
                && Math.abs(x - otherX) < 1.5 * module
                && Math.abs(y - otherY) < 2 * module
                && Math.abs(module - otherModule) < 0.5 * module + 0.5;
    }

    /** The same mark, met by one more line. */
    Finder and(double otherX, double otherModule) {
        return new Finder(
                (x * hits + otherX) / (hits + 1), y, (module * hits + otherModule) / (hits + 1), inverted, hits + 1);
    }

    /** The same mark in a picture that was halved. */
    Finder halved(int halvings) {
        double scale = 1 << halvings;
        return new Finder((x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5, module / scale, inverted, hits);
    }
}
