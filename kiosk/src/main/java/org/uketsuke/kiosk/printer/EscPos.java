package org.uketsuke.kiosk.printer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.uketsuke.kiosk.profile.ByteString;
import org.uketsuke.kiosk.profile.PrinterProfile;

/** Slips as the bytes of ESC/POS, and its answers (Epson, "ESC/POS Application Programming Guide"). */
final class EscPos {
    /** DLE EOT 4: paper sensors, answered at once also while it prints or is out of paper. */
    static final byte[] ASK_PAPER = {0x10, 0x04, 0x04};

    /** Rows of one GS v 0; small printers have small buffers. */
    static final int BAND_ROWS = 240;

    private static final int GS = 0x1D;
    private static final int DOTS_PER_BYTE = 8;
    private static final int BYTE = 0xFF;
    /** Bits 0, 1, 4 and 7 of every real-time status are 0, 1, 1, 0. */
    private static final int STATUS_FIXED_MASK = 0x93;

    private static final int STATUS_FIXED = 0x12;
    private static final int STATUS_PAPER_END = 0x60;

    private EscPos() {}

    /** What the printer's answer to {@link #ASK_PAPER} says. */
    enum Paper {
        THERE,
        OUT,
        /** Not an answer to this question. */
        UNKNOWN
    }

    /** A picture as one print: what the profile sends before, raster bands, what it sends after. */
    static byte[] print(BufferedImage picture, PrinterProfile profile) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, profile.begin());
        for (int top = 0; top < picture.getHeight(); top += BAND_ROWS) {
            raster(bytes, picture, top, Math.min(BAND_ROWS, picture.getHeight() - top));
        }
        write(bytes, profile.end());
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, List<ByteString> commands) {
        commands.forEach(command -> bytes.writeBytes(command.bytes()));
    }

    /** GS v 0 m xL xH yL yH d1…dk: m 0 is normal size, x counts bytes, y counts rows, a set bit is burnt. */
    private static void raster(ByteArrayOutputStream bytes, BufferedImage picture, int top, int rows) {
        int rowBytes = (picture.getWidth() + DOTS_PER_BYTE - 1) / DOTS_PER_BYTE;
        bytes.writeBytes(new byte[] {GS, 'v', '0', 0});
        bytes.write(rowBytes & BYTE);
        bytes.write(rowBytes >> DOTS_PER_BYTE);
        bytes.write(rows & BYTE);
        bytes.write(rows >> DOTS_PER_BYTE);
        for (int row = top; row < top + rows; row++) {
            for (int at = 0; at < rowBytes; at++) {
                bytes.write(dots(picture, at * DOTS_PER_BYTE, row));
            }
        }
    }

    /** Eight dots, the leftmost in the highest bit. */
    private static int dots(BufferedImage picture, int left, int row) {
        int dots = 0;
        for (int bit = 0; bit < DOTS_PER_BYTE; bit++) {
            int x = left + bit;
            boolean black = x < picture.getWidth() && (picture.getRGB(x, row) & BYTE) == 0;
            dots = dots << 1 | (black ? 1 : 0);
        }
        return dots;
    }

    /** Reads one byte of status. */
    static Paper paper(int answer) {
        if ((answer & STATUS_FIXED_MASK) != STATUS_FIXED) {
            return Paper.UNKNOWN;
        }
        return (answer & STATUS_PAPER_END) == 0 ? Paper.THERE : Paper.OUT;
    }
}
