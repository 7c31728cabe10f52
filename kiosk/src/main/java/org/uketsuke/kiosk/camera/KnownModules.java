package org.uketsuke.kiosk.camera;

import com.google.zxing.qrcode.decoder.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * The modules of a QR code whose colour is known before it is read (ISO/IEC 18004 §6.3): marks with their light frame, timing
 * lines, alignment patterns. How well a picture shows them tells how well the code's place in it is known.
 *
 * @param side modules on a side
 * @param columns column of each
 * @param rows row of each
 * @param dark whether it is dark
 * @param alignment columns and rows of the middle of the alignment pattern nearest to the fourth corner; empty in the smallest
 *     code
 */
record KnownModules(int side, int[] columns, int[] rows, boolean[] dark, int[] alignment) {

    static KnownModules of(int side) {
        Version version = Version.getVersionForNumber((side - 17) / 4);
        List<int[]> modules = new ArrayList<>();
        addMark(modules, side, 0, 0);
        addMark(modules, side, side - 7, 0);
        addMark(modules, side, 0, side - 7);
        for (int i = 8; i < side - 8; i++) {
            modules.add(new int[] {i, 6, 1 - i % 2});
            modules.add(new int[] {6, i, 1 - i % 2});
        }
        int[] centres = version.getAlignmentPatternCenters();
        for (int column : centres) {
            for (int row : centres) {
                if (!atMark(column, row, side)) {
                    addAlignment(modules, column, row);
                }
            }
        }
        int last = side - 7;
        return new KnownModules(
                side,
                modules.stream().mapToInt(it -> it[0]).toArray(),
                modules.stream().mapToInt(it -> it[1]).toArray(),
                darkOf(modules),
                centres.length == 0 ? new int[0] : new int[] {last, last});
    }

    /** Whether an alignment pattern would lie on one of the three marks, where there is none. */
    static boolean atMark(int column, int row, int side) {
        return column == 6 && (row == 6 || row == side - 7) || column == side - 7 && row == 6;
    }

    private static boolean[] darkOf(List<int[]> modules) {
        boolean[] dark = new boolean[modules.size()];
        for (int i = 0; i < dark.length; i++) {
            dark[i] = modules.get(i)[2] == 1;
        }
        return dark;
    }

    private static void addMark(List<int[]> modules, int side, int left, int top) {
        for (int y = -1; y <= 7; y++) {
            for (int x = -1; x <= 7; x++) {
                boolean inside = left + x >= 0 && left + x < side && top + y >= 0 && top + y < side;
                if (inside) {
                    int ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
                    modules.add(new int[] {left + x, top + y, ring == 2 || ring == 4 ? 0 : 1});
                }
            }
        }
    }

    private static void addAlignment(List<int[]> modules, int column, int row) {
        for (int y = -2; y <= 2; y++) {
            for (int x = -2; x <= 2; x++) {
                modules.add(new int[] {column + x, row + y, Math.max(Math.abs(x), Math.abs(y)) == 1 ? 0 : 1});
            }
        }
    }
}
