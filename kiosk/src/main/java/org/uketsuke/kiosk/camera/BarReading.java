package org.uketsuke.kiosk.camera;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.DecodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.MultiFormatOneDReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the barcodes that membership cards bear: Code 128, Code 39, ITF and Codabar. These check themselves hardly or not at
 * all, so that a text counts only when two lines of a picture show the same.
 */
final class BarReading {
    /** Shorter texts are noise: no card's number is so short. */
    static final int LENGTH_MIN = 4;

    /** So many lines of a picture are looked at. */
    static final int LINES = 24;

    /** Lines to either side that are taken together. */
    private static final int NEIGHBOURS = 2;

    /** Four digits of the shortest of them change so often between dark and light. */
    private static final int CHANGES_MIN = 26;

    private final Map<DecodeHintType, Object> hints = Map.of(
            DecodeHintType.POSSIBLE_FORMATS,
            List.of(BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.ITF, BarcodeFormat.CODABAR));
    private final MultiFormatOneDReader reader = new MultiFormatOneDReader(hints);

    /**
     * Looks along lines that lie from the middle outwards.
     *
     * @param views a picture with surroundings of several sizes: small ones follow shadows, large ones wide bars
     * @param upright whether bars stand upright, so that the lines are rows; else they are columns
     */
    Optional<CodeRead> read(List<Contrast> views, boolean upright, Deadline deadline) {
        Grey grey = views.get(0).grey();
        int count = upright ? grey.height() : grey.width();
        int noise = views.get(0).noise();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < LINES && !deadline.passed(); i++) {
            int line = count / 2 + (i % 2 == 0 ? i + 1 : -i) * count / (2 * LINES);
            Optional<String> text = views.stream()
                    .map(view -> bits(mean(view, line, upright), noise).flatMap(bits -> decoded(line, bits)))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (text.isPresent() && !seen.add(text.get())) {
                return text.map(it -> new CodeRead(it, CodeRead.Kind.BARS));
            }
        }
        return Optional.empty();
    }

    /** The levels of a line and its neighbours: bars stay, noise goes. */
    private static short[] mean(Contrast view, int line, boolean upright) {
        int last = (upright ? view.height() : view.width()) - 1;
        short[] sum = new short[upright ? view.width() : view.height()];
        for (int aside = -NEIGHBOURS; aside <= NEIGHBOURS; aside++) {
            short[] levels = view.line(Math.max(0, Math.min(last, line + aside)), upright);
            for (int x = 0; x < sum.length; x++) {
                sum[x] += levels[x];
            }
        }
        for (int x = 0; x < sum.length; x++) {
            sum[x] /= 2 * NEIGHBOURS + 1;
        }
        return sum;
    }

    /** Dark and light along a line; a change that stays within the noise is none. Empty if too few change for a barcode. */
    private static Optional<BitArray> bits(short[] levels, int noise) {
        BitArray bits = new BitArray(levels.length);
        int changes = 0;
        int dark = 0;
        for (int x = Contrast.nextChange(levels, 1, false, noise);
                x < levels.length;
                x = Contrast.nextChange(levels, x + 1, changes % 2 == 1, noise)) {
            int crossing = Contrast.crossing(levels, x);
            if (++changes % 2 == 1) {
                dark = crossing;
            } else {
                bits.setRange(dark, crossing);
            }
        }
        return changes < CHANGES_MIN ? Optional.empty() : Optional.of(bits);
    }

    private Optional<String> decoded(int line, BitArray bits) {
        for (int turn = 0; turn < 2; turn++) {
            try {
                String text = reader.decodeRow(line, bits, hints).getText();
                if (text.length() >= LENGTH_MIN) {
                    return Optional.of(text);
                }
            } catch (ReaderException e) {
                // the line shows no barcode in this direction
            }
            bits.reverse();
        }
        return Optional.empty();
    }
}
