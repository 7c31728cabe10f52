package org.uketsuke.kiosk.camera;

/**
 * How much lighter (+) or darker (−) each point of a picture is than its surroundings. The sign is a local threshold, and
 * because the amount is kept, an edge can be placed between two pixels: codes of fewer than two pixels a module stay readable.
 * The surroundings are known for square blocks of pixels only, which takes a tenth of the time and changes nothing that
 * matters.
 *
 * @param grey the picture
 * @param shift the blocks are 2 to the power of this many pixels wide and high
 * @param blocks how many blocks lie in a row
 * @param means mean shade of the surroundings of each block, 0 to 255
 * @param sign 1, or −1 for codes that are light on dark, as phones in dark mode show them
 */
record Contrast(Grey grey, int shift, int blocks, short[] means, int sign) {
    /** So much darker than its surroundings must a pixel be to count as dark: flat paper with noise stays light. */
    static final int BIAS = 4;

    private static final int NOISE_MIN = 3;

    /** A code of one pixel a module looks like noise. */
    private static final int NOISE_MAX = 20;

    private static final double NOISE_SHARE = 1.2;

    /** The surroundings of a block reach this many blocks to every side. */
    private static final int REACH = 2;

    /**
     * Compares with the surroundings.
     *
     * @param small the same picture, halved {@code shift} times
     */
    static Contrast of(Grey grey, Grey small, int shift) {
        int wide = (grey.width() - 1 >> shift) + 1;
        int high = (grey.height() - 1 >> shift) + 1;
        int[] sums = new int[(wide + 1) * (high + 1)];
        for (int row = 0; row < high; row++) {
            int line = 0;
            for (int column = 0; column < wide; column++) {
                line += small.at(Math.min(column, small.width() - 1), Math.min(row, small.height() - 1));
                sums[(row + 1) * (wide + 1) + column + 1] = sums[row * (wide + 1) + column + 1] + line;
            }
        }
        short[] means = new short[wide * high];
        for (int row = 0, i = 0; row < high; row++) {
            int above = Math.max(0, row - REACH);
            int below = Math.min(high, row + REACH + 1);
            for (int column = 0; column < wide; column++, i++) {
                int left = Math.max(0, column - REACH);
                int right = Math.min(wide, column + REACH + 1);
                int sum = sums[below * (wide + 1) + right]
                        - sums[below * (wide + 1) + left]
                        - sums[above * (wide + 1) + right]
                        + sums[above * (wide + 1) + left];
                means[i] = (short) (sum / ((below - above) * (right - left)));
            }
        }
        return new Contrast(grey, shift, wide, means, 1);
    }

    /** The same picture with dark and light exchanged. */
    Contrast inverted() {
        return new Contrast(grey, shift, blocks, means, -sign);
    }

    int width() {
        return grey.width();
    }

    int height() {
        return grey.height();
    }

    /** Computes the levels of a row of pixels. */
    void row(int y, short[] levels) {
        byte[] pixels = grey.pixels();
        int width = grey.width();
        int base = y * width;
        int block = (y >> shift) * blocks;
        for (int x = 0; x < width; block++) {
            int end = Math.min(width, x + (1 << shift));
            int mean = means[block] - BIAS * sign;
            for (; x < end; x++) {
                levels[x] = (short) (sign * ((pixels[base + x] & 0xFF) - mean));
            }
        }
    }

    /** The levels of a row of pixels, or of a column. */
    short[] line(int number, boolean isRow) {
        short[] levels = new short[isRow ? grey.width() : grey.height()];
        if (isRow) {
            row(number, levels);
        }
        for (int y = 0; y < levels.length && !isRow; y++) {
            int mean = means[(y >> shift) * blocks + (number >> shift)] - BIAS * sign;
            levels[y] = (short) (sign * (grey.at(number, y) - mean));
        }
        return levels;
    }

    /** Levels within this of the local threshold are neither dark nor light; more of them, the more noise there is. */
    int noise() {
        return (int) Math.max(NOISE_MIN, Math.min(NOISE_MAX, Math.round(NOISE_SHARE * grey.noise())));
    }

    /** Where a line that is dark or light at {@code from} first is the other beyond the noise; its end if nowhere. */
    static int nextChange(short[] levels, int from, boolean dark, int noise) {
        int x = from;
        if (dark) {
            while (x < levels.length && levels[x] <= noise) {
                x++;
            }
        } else {
            while (x < levels.length && levels[x] >= -noise) {
                x++;
            }
        }
        return x;
    }

    /** The first of the places up to {@code x} that have its sign without a break; at least 1. */
    static int crossing(short[] levels, int x) {
        int first = x;
        while (first > 1 && levels[first - 1] < 0 == levels[x] < 0) {
            first--;
        }
        return first;
    }

    /** The level between four pixels; outside the picture it is light. */
    double between(double x, double y) {
        int width = grey.width();
        if (x < 0 || y < 0 || x > width - 1.001 || y > grey.height() - 1.001) {
            return BIAS;
        }
        int column = (int) x;
        int row = (int) y;
        double right = x - column;
        int i = row * width + column;
        byte[] pixels = grey.pixels();
        int a = pixels[i] & 0xFF;
        int b = pixels[i + 1] & 0xFF;
        int c = pixels[i + width] & 0xFF;
        int d = pixels[i + width + 1] & 0xFF;
        double upper = a + (b - a) * right;
        double lower = c + (d - c) * right;
        double shade = upper + (lower - upper) * (y - row);
        return sign * (shade - means[(row >> shift) * blocks + (column >> shift)]) + BIAS;
    }
}
