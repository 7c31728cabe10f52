package org.uketsuke.kiosk.camera;

/**
 * How much lighter (+) or darker (−) each pixel is than its surroundings. The sign is a local threshold, and because the
 * amount is kept, an edge can be placed between two pixels: codes of fewer than two pixels a module stay readable.
 *
 * @param width in pixels
 * @param height in pixels
 * @param levels row by row
 */
record Contrast(int width, int height, short[] levels) {
    /** So much darker than its surroundings must a pixel be to count as dark: flat paper with noise stays light. */
    private static final int BIAS = 4;

    /**
     * Compares every pixel with the mean of the square around it.
     *
     * @param radius half the side of the square, in pixels; seven modules of the code should fit into the side
     * @param inverted for codes that are light on dark, as phones in dark mode show them
     */
    static Contrast of(Grey grey, int radius, boolean inverted) {
        int w = grey.width();
        int h = grey.height();
        short[] levels = new short[w * h];
        int[] columnSums = new int[w];
        float[] perColumns = new float[w];
        for (int x = 0; x < w; x++) {
            perColumns[x] = 1f / (Math.min(w - 1, x + radius) - Math.max(0, x - radius) + 1);
        }
        for (int y = 0; y <= Math.min(radius - 1, h - 1); y++) {
            addRow(grey, y, columnSums, 1);
        }
        for (int y = 0; y < h; y++) {
            if (y + radius < h) {
                addRow(grey, y + radius, columnSums, 1);
            }
            if (y - radius - 1 >= 0) {
                addRow(grey, y - radius - 1, columnSums, -1);
            }
            float perRows = 1f / (Math.min(h - 1, y + radius) - Math.max(0, y - radius) + 1);
            compareRow(grey, y, radius, inverted, columnSums, perColumns, perRows, levels);
        }
        return new Contrast(w, h, levels);
    }

    private static void addRow(Grey grey, int y, int[] columnSums, int sign) {
        byte[] pixels = grey.pixels();
        int i = y * grey.width();
        for (int x = 0; x < columnSums.length; x++, i++) {
            columnSums[x] += sign * (pixels[i] & 0xFF);
        }
    }

    private static void compareRow(
            Grey grey,
            int y,
            int radius,
            boolean inverted,
            int[] columnSums,
            float[] perColumns,
            float perRows,
            short[] levels) {
        int w = columnSums.length;
        int sum = 0;
        for (int x = 0; x < Math.min(radius, w); x++) {
            sum += columnSums[x];
        }
        byte[] pixels = grey.pixels();
        int i = y * w;
        for (int x = 0; x < w; x++, i++) {
            if (x + radius < w) {
                sum += columnSums[x + radius];
            }
            if (x - radius - 1 >= 0) {
                sum -= columnSums[x - radius - 1];
            }
            int mean = (int) (sum * perColumns[x] * perRows);
            int lighter = (pixels[i] & 0xFF) - mean;
            levels[i] = (short) ((inverted ? -lighter : lighter) + BIAS);
        }
    }

    int at(int x, int y) {
        return levels[y * width + x];
    }

    boolean dark(int x, int y) {
        return levels[y * width + x] < 0;
    }

    /** The level between four pixels; outside the picture it is light. */
    double between(double x, double y) {
        if (x < 0 || y < 0 || x > width - 1.001 || y > height - 1.001) {
            return BIAS;
        }
        int column = (int) x;
        int row = (int) y;
        double right = x - column;
        double below = y - row;
        int i = row * width + column;
        double upper = levels[i] + (levels[i + 1] - levels[i]) * right;
        double lower = levels[i + width] + (levels[i + width + 1] - levels[i + width]) * right;
        return upper + (lower - upper) * below;
    }
}
