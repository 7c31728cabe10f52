package org.uketsuke.kiosk.printer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads ESC/POS as a printer does: written from the command reference, not from the kiosk's code. */
final class EscPosPaper {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private EscPosPaper() {}

    /** Reads the rest of a command whose first byte was just read; whether it was the cut that ends a print. */
    static boolean endsCommand(ByteArrayOutputStream print, InputStream in) throws IOException {
        byte[] bytes = print.toByteArray();
        int first = bytes[bytes.length - 1];
        int second = in.read();
        print.write(second);
        if (first == 0x1B && second == '@') {
            return false;
        } else if (first == 0x1D && second == 'v') {
            byte[] head = in.readNBytes(6);
            print.writeBytes(head);
            print.writeBytes(in.readNBytes(rowBytes(head, 2) * rows(head, 4)));
            return false;
        } else if (first == 0x1D && second == 'V') {
            print.writeBytes(in.readNBytes(2));
            return true;
        }
        throw new IOException("A printer would print " + first + " " + second + " as letters");
    }

    private static int rowBytes(byte[] head, int at) {
        return (head[at] & 0xFF) + 256 * (head[at + 1] & 0xFF);
    }

    private static int rows(byte[] head, int at) {
        return rowBytes(head, at);
    }

    /** What comes out of the printer, up to the cut. */
    static BufferedImage picture(byte[] print) {
        List<byte[]> lines = new ArrayList<>();
        int at = 0;
        while (at < print.length) {
            if (print[at] == 0x1B) {
                at += 2;
            } else if (print[at + 1] == 'V') {
                at += 4;
            } else {
                int width = rowBytes(print, at + 4);
                int height = rows(print, at + 6);
                at += 8;
                for (int row = 0; row < height; row++, at += width) {
                    lines.add(java.util.Arrays.copyOfRange(print, at, at + width));
                }
            }
        }
        BufferedImage picture = new BufferedImage(lines.get(0).length * 8, lines.size(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < lines.size(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean burnt = (lines.get(y)[x / 8] >> 7 - x % 8 & 1) == 1;
                picture.setRGB(x, y, burnt ? BLACK : WHITE);
            }
        }
        return picture;
    }
}
