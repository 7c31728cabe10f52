package org.uketsuke.kiosk.camera;

/**
 * A plane seen at a slant: from places on the code, in modules, to places in the picture, in pixels.
 *
 * @param a see {@link #x}
 * @param b see {@link #x}
 * @param c see {@link #x}
 * @param d see {@link #y}
 * @param e see {@link #y}
 * @param f see {@link #y}
 * @param g divisor
 * @param h divisor
 */
record Mapping(double a, double b, double c, double d, double e, double f, double g, double h) {

    /**
     * The mapping that takes a square's corners to four points (Heckbert 1989, §2.2.3).
     *
     * @param low place of the near corners on both axes, in modules
     * @param high place of the far corners on both axes, in modules
     * @param points x and y of the images of (low, low), (high, low), (high, high), (low, high)
     */
    static Mapping of(double low, double high, double[] points) {
        double dx1 = points[2] - points[4];
        double dx2 = points[6] - points[4];
        double dx3 = points[0] - points[2] + points[4] - points[6];
        double dy1 = points[3] - points[5];
        double dy2 = points[7] - points[5];
        double dy3 = points[1] - points[3] + points[5] - points[7];
        double determinant = dx1 * dy2 - dx2 * dy1;
        double g = (dx3 * dy2 - dx2 * dy3) / determinant;
        double h = (dx1 * dy3 - dx3 * dy1) / determinant;
        double a = points[2] - points[0] + g * points[2];
        double b = points[6] - points[0] + h * points[6];
        double d = points[3] - points[1] + g * points[3];
        double e = points[7] - points[1] + h * points[7];
        double span = high - low;
        double c = points[0] - (a + b) * low / span;
        double f = points[1] - (d + e) * low / span;
        double unit = 1 - (g + h) * low / span;
        double perSpan = 1 / (span * unit);
        return new Mapping(
                a * perSpan, b * perSpan, c / unit, d * perSpan, e * perSpan, f / unit, g * perSpan, h * perSpan);
    }

    /** Column in the picture of a place on the code. */
    double x(double u, double v) {
        return (a * u + b * v + c) / (g * u + h * v + 1);
    }

    /** Row in the picture of a place on the code. */
    double y(double u, double v) {
        return (d * u + e * v + f) / (g * u + h * v + 1);
    }
}
