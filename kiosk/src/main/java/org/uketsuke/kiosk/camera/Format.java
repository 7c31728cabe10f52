package org.uketsuke.kiosk.camera;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/**
 * How a code's data are protected and masked (ISO/IEC 18004 §7.8, §7.9).
 *
 * @param level of error correction
 * @param mask 0 to 7
 * @param likeness how well the picture shows it: 1 fully, about 0 not at all
 */
record Format(ErrorCorrectionLevel level, int mask, double likeness) {
    private static final int GENERATOR = 0x537;
    private static final int MASK = 0x5412;
    private static final int ALL = 32;

    /**
     * The likeliest of all 32 formats.
     *
     * @param darkness of every module, above 0 for dark
     * @param mirrored whether rows and columns are exchanged
     */
    static Format likeliest(double[] darkness, DataModules modules, boolean mirrored) {
        int side = modules.side();
        double[] bits = new double[15];
        double most = 1e-9;
        for (int[] copy : modules.format()) {
            for (int i = 0; i < bits.length; i++) {
                int module = mirrored ? copy[i] % side * side + copy[i] / side : copy[i];
                double bit = Math.max(-1, Math.min(1, darkness[module]));
                bits[i] += bit;
                most += Math.abs(bit);
            }
        }
        int best = 0;
        double bestSum = Double.NEGATIVE_INFINITY;
        for (int data = 0; data < ALL; data++) {
            int word = word(data);
            double sum = 0;
            for (int i = 0; i < bits.length; i++) {
                sum += (word >> (14 - i) & 1) == 1 ? bits[i] : -bits[i];
            }
            if (sum > bestSum) {
                bestSum = sum;
                best = data;
            }
        }
        return new Format(ErrorCorrectionLevel.forBits(best >> 3), best & 7, bestSum / most);
    }

    /** The 15 bits for 5 bits of format. */
    static int word(int data) {
        int rest = data << 10;
        for (int bit = 14; bit >= 10; bit--) {
            if ((rest >> bit & 1) == 1) {
                rest ^= GENERATOR << (bit - 10);
            }
        }
        return (data << 10 | rest) ^ MASK;
    }

    /** Its 15 bits. */
    int word() {
        return word(level.getBits() << 3 | mask);
    }

    /** Whether the mask turns a module over. */
    boolean turns(int column, int row) {
        return switch (mask) {
            case 0 -> (row + column) % 2 == 0;
            case 1 -> row % 2 == 0;
            case 2 -> column % 3 == 0;
            case 3 -> (row + column) % 3 == 0;
            case 4 -> (row / 2 + column / 3) % 2 == 0;
            case 5 -> row * column % 2 + row * column % 3 == 0;
            case 6 -> (row * column % 2 + row * column % 3) % 2 == 0;
            default -> ((row + column) % 2 + row * column % 3) % 2 == 0;
        };
    }
}
