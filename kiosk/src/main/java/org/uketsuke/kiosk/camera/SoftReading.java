package org.uketsuke.kiosk.camera;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a code whose place is known, however blurred: learns from its known modules how to undo the blur, decides every module
 * with a measure of doubt, and lets the error correction of each block judge. A block that could be corrected tells what its
 * modules are, so that the blur is known better for the others.
 */
final class SoftReading {
    private static final double FORMAT_LIKENESS_MIN = 0.35;
    private static final int ROUNDS_MAX = 4;
    private static final int REACH_FIRST = 2;
    private static final int REACH_LATER = 4;

    private final Map<Integer, KnownModules> known;
    private final Map<Integer, DataModules> data = new HashMap<>();
    private final ReedSolomon reedSolomon = new ReedSolomon();
    private final Decoder decoder = new Decoder();

    SoftReading(Map<Integer, KnownModules> known) {
        this.known = known;
    }

    /** The text, if the blocks could be corrected. */
    Optional<String> read(Flat flat) {
        int side = flat.side();
        Lesson lesson = new Lesson(side * side);
        KnownModules modules = known.computeIfAbsent(side, KnownModules::of);
        for (int i = 0; i < modules.dark().length; i++) {
            lesson.add(modules.rows()[i] * side + modules.columns()[i], modules.dark()[i]);
        }
        DataModules order = data.computeIfAbsent(side, DataModules::of);
        double[] darkness = lesson.learn(flat, REACH_FIRST).darkness(flat);
        Format format = Format.likeliest(darkness, order, false);
        Format inMirror = Format.likeliest(darkness, order, true);
        Flat seen = flat;
        if (inMirror.likeness() > format.likeness()) {
            seen = flat.mirrored();
            format = inMirror;
            darkness = lesson.learn(seen, REACH_FIRST).darkness(seen);
        }
        return format.likeness() < FORMAT_LIKENESS_MIN
                ? Optional.empty()
                : correct(seen, lesson, darkness, order, format);
    }

    private Optional<String> correct(Flat flat, Lesson lesson, double[] first, DataModules order, Format format) {
        Blocks blocks = new Blocks(order, format, reedSolomon);
        double[] darkness = first;
        boolean[] done = new boolean[blocks.count()];
        int left = done.length;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            int before = left;
            for (int block = 0; block < done.length; block++) {
                if (!done[block] && blocks.correct(block, darkness)) {
                    done[block] = true;
                    left--;
                    lesson.addAll(blocks.modulesOf(block), darkness);
                }
            }
            if (left == 0) {
                return text(lesson, order, format);
            }
            if (left == before && round > 0) {
                return Optional.empty();
            }
            darkness = lesson.learn(flat, left == done.length ? REACH_LATER - 1 : REACH_LATER)
                    .darkness(flat);
        }
        return Optional.empty();
    }

    private Optional<String> text(Lesson lesson, DataModules order, Format format) {
        BitMatrix bits = new BitMatrix(order.side());
        lesson.paint(bits);
        order.paint(bits, format);
        try {
            return Optional.of(decoder.decode(bits).getText());
        } catch (FormatException | ChecksumException e) {
            return Optional.empty();
        }
    }

    /** What is known of the code so far. */
    private static final class Lesson {
        private final int[] modules;
        private final boolean[] dark;
        private int count;

        Lesson(int most) {
            modules = new int[2 * most];
            dark = new boolean[2 * most];
        }

        void add(int module, boolean isDark) {
            modules[count] = module;
            dark[count++] = isDark;
        }

        void addAll(int[] more, double[] darkness) {
            for (int module : more) {
                add(module, darkness[module] > 0);
            }
        }

        Equaliser learn(Flat flat, int reach) {
            return Equaliser.learn(flat, reach, modules, dark, count);
        }

        void paint(BitMatrix bits) {
            for (int i = 0; i < count; i++) {
                if (dark[i]) {
                    bits.set(modules[i] % bits.getWidth(), modules[i] / bits.getWidth());
                }
            }
        }
    }
}
