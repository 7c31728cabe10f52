package org.uketsuke.kiosk.camera;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.Optional;

/** Reads a sharp code whose place is known: a module is dark where it is darker than its surroundings. */
final class GridReading {
    private static final double OFF_MIDDLE = 0.22;

    private final Decoder decoder = new Decoder();

    /** The text, if the code's own error correction finds one. */
    Optional<CodeRead> read(Contrast contrast, Mapping mapping, int side) {
        BitMatrix bits = new BitMatrix(side);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double level = 0;
                for (int i = 0; i < 5; i++) {
                    double u = column + 0.5 + (i == 1 ? OFF_MIDDLE : i == 2 ? -OFF_MIDDLE : 0);
                    double v = row + 0.5 + (i == 3 ? OFF_MIDDLE : i == 4 ? -OFF_MIDDLE : 0);
                    level += contrast.between(mapping.x(u, v), mapping.y(u, v));
                }
                if (level < 0) {
                    bits.set(column, row);
                }
            }
        }
        try {
            return Optional.of(new CodeRead(decoder.decode(bits).getText(), CodeRead.Kind.SHARP));
        } catch (FormatException | ChecksumException e) {
            return Optional.empty();
        }
    }
}
