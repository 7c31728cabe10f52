package org.uketsuke.kiosk.camera;

import java.util.Arrays;
import org.uketsuke.kiosk.scan.Frame;

/**
 * A picture in shades of grey that the decoder works on.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels row by row, 0 black to 255 white
 */
record Grey(int width, int height, byte[] pixels) {

    /** Pictures smaller than this on a side may be cut close around the code. */
    private static final int CUT_CLOSE_MAX = 640;

    private static final int BORDER = 8;
    private static final int NOISE_ROWS = 20;

    /** Of normally distributed noise: 1 / (0.6745 √6). */
    private static final double DEVIATION_PER_MEDIAN = 0.605;

    /** A whole frame; a small one gets a white border, in place of the quiet zone that it may have lost. */
    static Grey of(Frame frame) {
        Grey whole = new Grey(frame.width(), frame.height(), frame.luminance());
        return Math.max(frame.width(), frame.height()) > CUT_CLOSE_MAX ? whole : whole.bordered();
    }

    private Grey bordered() {
        int w = width + 2 * BORDER;
        int h = height + 2 * BORDER;
        byte[] larger = new byte[w * h];
        Arrays.fill(larger, (byte) 0xFF);
        for (int y = 0; y < height; y++) {
            System.arraycopy(pixels, y * width, larger, (y + BORDER) * w + BORDER, width);
        }
        return new Grey(w, h, larger);
    }

    int at(int x, int y) {
        return pixels[y * width + x] & 0xFF;
    }

    /** The shade between four pixels; {@code x} and {@code y} count pixel middles and must lie inside. */
    double between(double x, double y) {
        int column = Math.min((int) x, width - 2);
        int row = Math.min((int) y, height - 2);
        double right = x - column;
        double below = y - row;
        int i = row * width + column;
        double upper = (pixels[i] & 0xFF) * (1 - right) + (pixels[i + 1] & 0xFF) * right;
        double lower = (pixels[i + width] & 0xFF) * (1 - right) + (pixels[i + width + 1] & 0xFF) * right;
        return upper * (1 - below) + lower * below;
    }

    /** Half the size: noise halves, blur too, and so does the time to look. A single row or column stays as it is. */
    Grey half() {
        if (width < 2 || height < 2) {
            return this;
        }
        int w = width / 2;
        int h = height / 2;
        byte[] halved = new byte[w * h];
        for (int y = 0, i = 0; y < h; y++) {
            int at = 2 * y * width;
            for (int x = 0; x < w; x++, at += 2) {
                int sum = (pixels[at] & 0xFF)
                        + (pixels[at + 1] & 0xFF)
                        + (pixels[at + width] & 0xFF)
                        + (pixels[at + width + 1] & 0xFF);
                halved[i++] = (byte) (sum + 2 >> 2);
            }
        }
        return new Grey(w, h, halved);
    }

    /**
     * How much noise there is: the standard deviation, in shades, as the median of second differences along some rows tells it,
     * which edges do not disturb.
     */
    double noise() {
        int[] counts = new int[4 * 0xFF + 1];
        int all = 0;
        int rows = Math.max(1, height / NOISE_ROWS);
        for (int y = rows / 2; y < height; y += rows) {
            for (int x = 1; x < width - 1; x += 3, all++) {
                counts[Math.abs(at(x - 1, y) - 2 * at(x, y) + at(x + 1, y))]++;
            }
        }
        int median = 0;
        for (int below = counts[0]; below < all / 2; below += counts[median]) {
            median++;
        }
        return (median + 0.5) * DEVIATION_PER_MEDIAN;
    }
}
