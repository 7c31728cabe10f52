package org.uketsuke.kiosk.camera;

import java.util.Arrays;
import org.uketsuke.kiosk.scan.Frame;

/**
 * A picture in shades of grey that the decoder works on, and where it lies in the frame it was made from.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels row by row, 0 black to 255 white
 * @param left column of the frame where it begins
 * @param top row of the frame where it begins
 * @param scale frame pixels to one of its own
 */
record Grey(int width, int height, byte[] pixels, double left, double top, double scale) {

    /** Pictures smaller than this on a side may be cut close around the code. */
    private static final int CUT_CLOSE_MAX = 640;

    private static final int BORDER = 8;

    /** A whole frame; a small one gets a white border, in place of the quiet zone that it may have lost. */
    static Grey of(Frame frame) {
        Grey whole = new Grey(frame.width(), frame.height(), frame.luminance(), 0, 0, 1);
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
        return new Grey(w, h, larger, -BORDER, -BORDER, 1);
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

    /** Half the size: noise halves, blur too, and so does the time to look. */
    Grey half() {
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
        return new Grey(w, h, halved, left, top, 2 * scale);
    }

    /** A part; the rectangle is cut to what lies inside. */
    Grey crop(int x, int y, int w, int h) {
        int fromX = Math.max(0, x);
        int fromY = Math.max(0, y);
        int wide = Math.min(width, x + w) - fromX;
        int high = Math.min(height, y + h) - fromY;
        byte[] part = new byte[wide * high];
        for (int row = 0; row < high; row++) {
            System.arraycopy(pixels, (fromY + row) * width + fromX, part, row * wide, wide);
        }
        return new Grey(wide, high, part, left + fromX * scale, top + fromY * scale, scale);
    }
}
