package org.uketsuke.kiosk.camera;

import com.google.zxing.qrcode.decoder.Version.ECB;
import com.google.zxing.qrcode.decoder.Version.ECBlocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The blocks of a code's codewords (ISO/IEC 18004 §7.6), each of which corrects itself. A block that cannot be corrected as it
 * is read once more with its most doubtful codewords left out.
 */
final class Blocks {
    /**
     * So many codewords for correction stay unused when codewords are left out: a wrong block then passes fewer than once in
     * 65,536 tries.
     */
    private static final int SPARE = 2;

    private final DataModules modules;
    private final Format format;
    private final ReedSolomon reedSolomon;
    private final int corrections;
    private final List<int[]> codewords = new ArrayList<>();

    Blocks(DataModules modules, Format format, ReedSolomon reedSolomon) {
        this.modules = modules;
        this.format = format;
        this.reedSolomon = reedSolomon;
        ECBlocks blocks = modules.version().getECBlocksForLevel(format.level());
        corrections = blocks.getECCodewordsPerBlock();
        List<Integer> data = new ArrayList<>();
        for (ECB same : blocks.getECBlocks()) {
            for (int i = 0; i < same.getCount(); i++) {
                data.add(same.getDataCodewords());
                codewords.add(new int[same.getDataCodewords() + corrections]);
            }
        }
        int next = 0;
        int longest = data.stream().mapToInt(it -> it).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (int block = 0; block < codewords.size(); block++) {
                if (place < data.get(block)) {
                    codewords.get(block)[place] = next++;
                }
            }
        }
        for (int place = 0; place < corrections; place++) {
            for (int block = 0; block < codewords.size(); block++) {
                codewords.get(block)[data.get(block) + place] = next++;
            }
        }
    }

    int count() {
        return codewords.size();
    }

    /** The modules of a block. */
    int[] modulesOf(int block) {
        return IntStream.of(codewords.get(block))
                .flatMap(codeword -> IntStream.range(8 * codeword, 8 * codeword + 8))
                .map(bit -> modules.order()[bit])
                .toArray();
    }

    /**
     * Corrects a block.
     *
     * @param darkness of every module, above 0 for dark; the modules of the block are set to what they should be, 1 or −1
     * @return whether the block could be corrected; if not, nothing is set
     */
    boolean correct(int block, double[] darkness) {
        int[] places = codewords.get(block);
        int[] values = new int[places.length];
        double[] sureness = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            sureness[i] = Double.MAX_VALUE;
            for (int bit = 8 * places[i]; bit < 8 * places[i] + 8; bit++) {
                int module = modules.order()[bit];
                values[i] = values[i] << 1 | (darkness[module] > 0 != turned(module) ? 1 : 0);
                sureness[i] = Math.min(sureness[i], Math.abs(darkness[module]));
            }
        }
        boolean corrected = reedSolomon.correct(values, corrections, new int[0], 0, corrections);
        if (!corrected) {
            int[] doubtful = IntStream.range(0, places.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> sureness[i]))
                    .mapToInt(i -> i)
                    .limit(corrections)
                    .toArray();
            for (int left = 2; left <= corrections - SPARE && !corrected; left += 2) {
                corrected = reedSolomon.correct(values, corrections, doubtful, left, corrections - SPARE);
            }
        }
        if (corrected) {
            set(places, values, darkness);
        }
        return corrected;
    }

    private void set(int[] places, int[] values, double[] darkness) {
        for (int i = 0; i < places.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                int module = modules.order()[8 * places[i] + bit];
                boolean one = (values[i] >> (7 - bit) & 1) == 1;
                darkness[module] = one != turned(module) ? 1 : -1;
            }
        }
    }

    private boolean turned(int module) {
        int side = modules.side();
        return format.turns(module % side, module / side);
    }
}
