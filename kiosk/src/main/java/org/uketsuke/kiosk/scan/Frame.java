package org.uketsuke.kiosk.scan;

/**
 * One camera picture in shades of grey.
 *
 * @param width in pixels, 1 to {@link #SIDE_MAX}
 * @param height in pixels, 1 to {@link #SIDE_MAX}
 * @param luminance row by row, one byte a pixel, 0 black to 255 white; not copied, so its maker must not change it
 */
public record Frame(int width, int height, byte[] luminance) {
    /** Longest side that is taken, in pixels. */
    public static final int SIDE_MAX = 4096;

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if the sides are out of range or the bytes do not fill them exactly
     */
    public Frame {
        if (width < 1 || width > SIDE_MAX || height < 1 || height > SIDE_MAX) {
            throw new IllegalArgumentException(
                    "A frame's sides are 1 to %d pixels, these are %d x %d".formatted(SIDE_MAX, width, height));
        }
        if (luminance.length != width * height) {
            throw new IllegalArgumentException("A frame of %d x %d has %d bytes, this one %d"
                    .formatted(width, height, width * height, luminance.length));
        }
    }
}
