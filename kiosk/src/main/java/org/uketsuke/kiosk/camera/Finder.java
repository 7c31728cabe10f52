package org.uketsuke.kiosk.camera;

/**
 * One of the three square marks of a QR code (ISO/IEC 18004 §6.3.3): dark, light and dark in the ratio 1:1:3:1:1 on every
 * line through its middle.
 *
 * @param x middle, in pixels
 * @param y middle, in pixels
 * @param module length of a module along rows and columns, in pixels
 * @param hits how many lines met it
 */
record Finder(double x, double y, double module, int hits) {

    double distanceTo(Finder other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** The same mark, met once more. */
    Finder and(double otherX, double otherY, double otherModule) {
        return new Finder(
                (x * hits + otherX) / (hits + 1),
                (y * hits + otherY) / (hits + 1),
                (module * hits + otherModule) / (hits + 1),
                hits + 1);
    }
}
