package org.uketsuke.kiosk.install;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import javax.imageio.ImageIO;

/** A picture of an X screen, compared by small squares. */
final class XPicture {
    private static final int SQUARE = 16;
    // X11/XWDFile.h: 32-bit fields of the header, by their place
    private static final int HEADER_SIZE = 0;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 5;
    private static final int BYTE_ORDER = 7;
    private static final int BITS_PER_PIXEL = 11;
    private static final int BYTES_PER_LINE = 12;
    private static final int COLORS = 19;
    private static final int COLOR_BYTES = 12;
    private static final int RGB = 0xFFFFFF;

    private final BufferedImage image;

    private XPicture(BufferedImage image) {
        this.image = image;
    }

    /**
     * Of a screen of 24 colour bits.
     *
     * @param dump as {@code Xvfb -fbdir} writes it
     */
    static XPicture of(byte[] dump) {
        ByteBuffer file = ByteBuffer.wrap(dump);
        if (field(file, BITS_PER_PIXEL) != Integer.SIZE) {
            throw new IllegalArgumentException("Not four bytes a pixel, but bits: " + field(file, BITS_PER_PIXEL));
        }
        int pixels = field(file, HEADER_SIZE) + field(file, COLORS) * COLOR_BYTES;
        int line = field(file, BYTES_PER_LINE);
        BufferedImage image = new BufferedImage(field(file, WIDTH), field(file, HEIGHT), BufferedImage.TYPE_INT_RGB);
        ByteOrder order = field(file, BYTE_ORDER) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer data = ByteBuffer.wrap(dump).order(order);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, data.getInt(pixels + y * line + x * Integer.BYTES) & RGB);
            }
        }
        return new XPicture(image);
    }

    private static int field(ByteBuffer file, int place) {
        return file.getInt(place * Integer.BYTES);
    }

    /** The squares that do not look the same in both. */
    BitSet differsFrom(XPicture other) {
        BitSet squares = new BitSet();
        int perLine = (image.getWidth() + SQUARE - 1) / SQUARE;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != other.image.getRGB(x, y)) {
                    squares.set(y / SQUARE * perLine + x / SQUARE);
                }
            }
        }
        return squares;
    }

    /** Keeps it under {@code target/screens}, for people to look at. */
    Path keep(String name) throws IOException {
        Path file = Path.of("target", "screens", name + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
