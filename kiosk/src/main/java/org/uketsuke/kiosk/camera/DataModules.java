package org.uketsuke.kiosk.camera;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Version;

/**
 * Which modules of a QR code carry its codewords, and in which order (ISO/IEC 18004 §7.7.3), and which carry its format.
 *
 * @param version of the code
 * @param order index (row × side + column) of each bit's module, codeword by codeword, highest bit first
 * @param format indices of the format's 15 bits, highest first, once for each of its two copies
 */
record DataModules(Version version, int[] order, int[][] format) {
    private static final int BITS_OF_FORMAT = 15;
    private static final int VERSION_GENERATOR = 0x1F25;

    static DataModules of(int side) {
        Version version = Version.getVersionForNumber((side - 17) / 4);
        boolean[] reserved = reserved(version, side);
        int bits = version.getTotalCodewords() * 8;
        int[] order = new int[bits];
        int next = 0;
        boolean up = true;
        for (int right = side - 1; right > 0; right -= 2) {
            if (right == 6) {
                right--;
            }
            for (int step = 0; step < side; step++) {
                int row = up ? side - 1 - step : step;
                for (int column = right; column >= right - 1; column--) {
                    if (!reserved[row * side + column] && next < bits) {
                        order[next++] = row * side + column;
                    }
                }
            }
            up = !up;
        }
        return new DataModules(version, order, format(side));
    }

    int side() {
        return version.getDimensionForVersion();
    }

    private static boolean[] reserved(Version version, int side) {
        boolean[] reserved = new boolean[side * side];
        fill(reserved, side, 0, 0, 9, 9);
        fill(reserved, side, side - 8, 0, 8, 9);
        fill(reserved, side, 0, side - 8, 9, 8);
        fill(reserved, side, 6, 0, 1, side);
        fill(reserved, side, 0, 6, side, 1);
        int[] centres = version.getAlignmentPatternCenters();
        for (int column : centres) {
            for (int row : centres) {
                if (!KnownModules.atMark(column, row, side)) {
                    fill(reserved, side, column - 2, row - 2, 5, 5);
                }
            }
        }
        if (version.getVersionNumber() >= 7) {
            fill(reserved, side, side - 11, 0, 3, 6);
            fill(reserved, side, 0, side - 11, 6, 3);
        }
        return reserved;
    }

    private static void fill(boolean[] reserved, int side, int left, int top, int wide, int high) {
        for (int row = top; row < top + high; row++) {
            for (int column = left; column < left + wide; column++) {
                reserved[row * side + column] = true;
            }
        }
    }

    /** Both copies run along row 8 and column 8, around the timing lines. */
    private static int[][] format(int side) {
        int[] near = new int[BITS_OF_FORMAT];
        int[] far = new int[BITS_OF_FORMAT];
        for (int i = 0; i < BITS_OF_FORMAT; i++) {
            int along = i < 8 ? i + (i > 5 ? 1 : 0) : 14 - i + (i < 9 ? 1 : 0);
            near[i] = i < 8 ? 8 * side + along : along * side + 8;
            far[i] = i < 7 ? (side - 1 - i) * side + 8 : 8 * side + side - BITS_OF_FORMAT + i;
        }
        return new int[][] {near, far};
    }

    /** Paints what a code says of itself: its format, and from version 7 on its version (§7.10). */
    void paint(BitMatrix bits, Format format) {
        int side = side();
        for (int[] copy : format()) {
            for (int i = 0; i < BITS_OF_FORMAT; i++) {
                if ((format.word() >> (BITS_OF_FORMAT - 1 - i) & 1) == 1) {
                    bits.set(copy[i] % side, copy[i] / side);
                }
            }
        }
        int number = version.getVersionNumber();
        if (number >= 7) {
            int rest = number << 12;
            for (int bit = 17; bit >= 12; bit--) {
                rest ^= (rest >> bit & 1) == 1 ? VERSION_GENERATOR << (bit - 12) : 0;
            }
            int word = number << 12 | rest;
            for (int bit = 0; bit < 18; bit++) {
                if ((word >> bit & 1) == 1) {
                    bits.set(bit / 3, side - 11 + bit % 3);
                    bits.set(side - 11 + bit % 3, bit / 3);
                }
            }
        }
    }
}
