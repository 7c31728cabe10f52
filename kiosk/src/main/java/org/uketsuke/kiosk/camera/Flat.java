package org.uketsuke.kiosk.camera;

/**
 * A code as if it were looked at straight on: two samples a module each way, each as its difference to its surroundings in
 * shares of the contrast there, so that shadows and glare play no part.
 *
 * @param side modules on a side
 * @param levels samples row by row; lighter is above 0
 */
record Flat(int side, double[] levels) {
    /** Samples a module. */
    static final int PER_MODULE = 2;

    /** Samples around the code that a filter may reach. */
    static final int BORDER = 2 * PER_MODULE;

    /** The surroundings reach this many samples to every side. */
    private static final int REACH = 4 * PER_MODULE;

    private static final double CONTRAST_MIN = 2;

    /** Takes the samples. */
    static Flat of(Contrast contrast, Mapping mapping, int side) {
        Grey grey = contrast.grey();
        int width = width(side);
        double[] shades = new double[width * width];
        double right = grey.width() - 1.001;
        double bottom = grey.height() - 1.001;
        for (int row = 0, i = 0; row < width; row++) {
            double v = (row - BORDER) / (double) PER_MODULE;
            for (int column = 0; column < width; column++, i++) {
                double u = (column - BORDER) / (double) PER_MODULE;
                double x = Math.max(0, Math.min(right, mapping.x(u, v)));
                double y = Math.max(0, Math.min(bottom, mapping.y(u, v)));
                shades[i] = contrast.sign() * grey.between(x, y);
            }
        }
        double[] means = means(shades, width);
        double[] away = new double[shades.length];
        for (int i = 0; i < shades.length; i++) {
            shades[i] -= means[i];
            away[i] = Math.abs(shades[i]);
        }
        double[] contrasts = means(away, width);
        for (int i = 0; i < shades.length; i++) {
            shades[i] /= Math.max(CONTRAST_MIN, contrasts[i]);
        }
        return new Flat(side, shades);
    }

    private static int width(int side) {
        return side * PER_MODULE + 2 * BORDER + 1;
    }

    /** Samples in a row. */
    int width() {
        return width(side);
    }

    /** Where the middle of a module is among the samples. */
    int middle(int module) {
        int row = module / side * PER_MODULE + BORDER + PER_MODULE / 2;
        int column = module % side * PER_MODULE + BORDER + PER_MODULE / 2;
        return row * width() + column;
    }

    /** Rows and columns exchanged, as in a code seen in a mirror. */
    Flat mirrored() {
        int width = width();
        double[] turned = new double[levels.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i % width * width + i / width] = levels[i];
        }
        return new Flat(side, turned);
    }

    /** The mean of the square around each sample, as far as it lies on the code. */
    private static double[] means(double[] values, int width) {
        double[] sums = new double[(width + 1) * (width + 1)];
        for (int row = 0; row < width; row++) {
            double line = 0;
            for (int column = 0; column < width; column++) {
                line += values[row * width + column];
                sums[(row + 1) * (width + 1) + column + 1] = sums[row * (width + 1) + column + 1] + line;
            }
        }
        double[] means = new double[values.length];
        for (int row = 0, i = 0; row < width; row++) {
            int top = Math.max(BORDER / 2, row - REACH) * (width + 1);
            int bottom = Math.min(width - BORDER / 2, row + REACH + 1) * (width + 1);
            for (int column = 0; column < width; column++, i++) {
                int left = Math.max(BORDER / 2, column - REACH);
                int right = Math.min(width - BORDER / 2, column + REACH + 1);
                double sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
                means[i] = sum * (width + 1) / ((double) (bottom - top) * (right - left));
            }
        }
        return means;
    }
}
