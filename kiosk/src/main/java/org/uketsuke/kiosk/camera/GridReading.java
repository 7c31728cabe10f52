package org.uketsuke.kiosk.camera;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.Optional;

/**
 * Reads a code whose place is known: takes the shade of every module, decides dark or light in several ways, and lets the
 * code's error correction judge. The first way is the picture's local threshold; the others compare a module with its
 * neighbours on the code and undo blur, and count as repaired.
 */
final class GridReading {
    /** How strongly to undo blur, as a share of the difference to the four neighbours. */
    private static final double[] SHARPEN = {0, 0.6, 1.2};

    private static final int[] NEIGHBOURHOODS = {3, 7};
    private static final double OFF_MIDDLE = 0.22;

    private final Decoder decoder = new Decoder();

    /** The text, if any way of deciding gives one. */
    Optional<CodeRead> read(
            Grey grey, Contrast contrast, boolean inverted, Mapping mapping, int side, Deadline deadline) {
        BitMatrix plain = new BitMatrix(side);
        double[] shades = new double[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double level = 0;
                double shade = 0;
                for (int i = 0; i < 5; i++) {
                    double u = column + 0.5 + (i == 1 ? OFF_MIDDLE : i == 2 ? -OFF_MIDDLE : 0);
                    double v = row + 0.5 + (i == 3 ? OFF_MIDDLE : i == 4 ? -OFF_MIDDLE : 0);
                    double x = Math.max(0, Math.min(grey.width() - 1.001, mapping.x(u, v)));
                    double y = Math.max(0, Math.min(grey.height() - 1.001, mapping.y(u, v)));
                    level += contrast.between(x, y);
                    shade += grey.between(x, y);
                }
                shades[row * side + column] = inverted ? -shade : shade;
                if (level < 0) {
                    plain.set(column, row);
                }
            }
        }
        Optional<String> text = decode(plain);
        if (text.isPresent()) {
            return text.map(it -> new CodeRead(it, true));
        }
        for (int neighbourhood : NEIGHBOURHOODS) {
            for (double strength : SHARPEN) {
                if (deadline.passed()) {
                    return Optional.empty();
                }
                text = decode(decided(sharpened(shades, side, strength), side, neighbourhood));
                if (text.isPresent()) {
                    return text.map(it -> new CodeRead(it, false));
                }
            }
        }
        return Optional.empty();
    }

    private static double[] sharpened(double[] shades, int side, double strength) {
        double[] sharp = new double[shades.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int i = row * side + column;
                double around = shades[row * side + Math.max(0, column - 1)]
                        + shades[row * side + Math.min(side - 1, column + 1)]
                        + shades[Math.max(0, row - 1) * side + column]
                        + shades[Math.min(side - 1, row + 1) * side + column];
                sharp[i] = shades[i] + strength * (shades[i] - around / 4);
            }
        }
        return sharp;
    }

    /** Dark where a module is darker than the middle between the darkest and lightest around it. */
    private static BitMatrix decided(double[] shades, int side, int radius) {
        double[] low = extremes(shades, side, radius, false);
        double[] high = extremes(shades, side, radius, true);
        BitMatrix bits = new BitMatrix(side);
        for (int i = 0; i < shades.length; i++) {
            if (shades[i] < (low[i] + high[i]) / 2) {
                bits.set(i % side, i / side);
            }
        }
        return bits;
    }

    /** The lightest or darkest shade of the square around each module: first along rows, then along columns. */
    private static double[] extremes(double[] shades, int side, int radius, boolean lightest) {
        double[] along = new double[shades.length];
        double[] both = new double[shades.length];
        extremesOfLines(shades, along, side, radius, lightest, side, 1);
        extremesOfLines(along, both, side, radius, lightest, 1, side);
        return both;
    }

    private static void extremesOfLines(
            double[] from, double[] to, int side, int radius, boolean lightest, int line, int step) {
        for (int n = 0; n < side; n++) {
            for (int k = 0; k < side; k++) {
                double extreme = from[n * line + k * step];
                int end = Math.min(side - 1, k + radius);
                for (int m = Math.max(0, k - radius); m <= end; m++) {
                    double shade = from[n * line + m * step];
                    extreme = lightest ? Math.max(extreme, shade) : Math.min(extreme, shade);
                }
                to[n * line + k * step] = extreme;
            }
        }
    }

    private Optional<String> decode(BitMatrix bits) {
        try {
            return Optional.of(decoder.decode(bits).getText());
        } catch (FormatException | ChecksumException e) {
            return Optional.empty();
        }
    }
}
