package org.uketsuke.kiosk.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Looks along all rows of a picture for the marks of QR codes, and along columns to confirm them. */
final class FinderScan {
    /** More marks than this are noise; the ones met least are dropped. */
    private static final int FINDERS_MAX = 14;

    /** Lines shorter than this many pixels a module hold no ratio any more. */
    private static final double MODULE_MIN = 0.9;

    private static final int EDGES = 6;

    /** Levels within this of the local threshold are neither dark nor light. */
    private static final int NOISE = 3;

    private final Contrast contrast;
    private final List<Finder> finders = new ArrayList<>();
    private final int[] ends = new int[EDGES];
    private final double[] edges = new double[EDGES];

    private FinderScan(Contrast contrast) {
        this.contrast = contrast;
    }

    /** The marks found, those met by most lines first. */
    static List<Finder> find(Contrast contrast) {
        FinderScan scan = new FinderScan(contrast);
        for (int y = 1; y < contrast.height() - 1; y++) {
            scan.row(y);
        }
        scan.finders.sort(Comparator.comparingInt(Finder::hits).reversed());
        return scan.finders.size() > FINDERS_MAX ? scan.finders.subList(0, FINDERS_MAX) : scan.finders;
    }

    /**
     * Slides a window of six edges (five runs) along a row; it fits only when it ends at a dark-to-light edge. A change that
     * stays within the noise is no edge.
     */
    private void row(int y) {
        int width = contrast.width();
        short[] levels = contrast.levels();
        int base = y * width;
        int known = 0;
        int crossing = 0;
        boolean dark = false;
        for (int x = 1; x < width; x++) {
            int here = levels[base + x];
            if (here < 0 != levels[base + x - 1] < 0) {
                crossing = x;
            }
            if (dark ? here > NOISE : here < -NOISE) {
                dark = !dark;
                ends[known++ % EDGES] = crossing;
                if (!dark && known >= EDGES && roughly(known)) {
                    refine(y, base, known);
                }
            }
        }
    }

    /** A quick look in whole pixels. */
    private boolean roughly(int known) {
        int first = ends[known % EDGES];
        int total = ends[(known + 5) % EDGES] - first;
        int middle = ends[(known + 3) % EDGES] - ends[(known + 2) % EDGES];
        int dark = ends[(known + 1) % EDGES] - first;
        int light = ends[(known + 2) % EDGES] - ends[(known + 1) % EDGES];
        int slack = total + 14;
        return total >= 6
                && Math.abs(7 * middle - 3 * total) < 2 * slack
                && 7 * dark < 2 * slack
                && 7 * light < 2 * slack;
    }

    private void refine(int y, int base, int known) {
        for (int i = 0; i < EDGES; i++) {
            int x = ends[(known + i) % EDGES];
            double before = contrast.levels()[base + x - 1];
            edges[i] = x - 1 + before / (before - contrast.levels()[base + x]);
        }
        if (fits(edges)) {
            confirm((edges[2] + edges[3]) / 2, y, (edges[5] - edges[0]) / 7);
        }
    }

    private static boolean fits(double[] edges) {
        double module = (edges[5] - edges[0]) / 7;
        if (module < MODULE_MIN) {
            return false;
        }
        double slack = 0.6 * module + 0.35;
        return Math.abs(edges[1] - edges[0] - module) < slack
                && Math.abs(edges[2] - edges[1] - module) < slack
                && Math.abs(edges[3] - edges[2] - 3 * module) < 1.5 * slack
                && Math.abs(edges[4] - edges[3] - module) < slack
                && Math.abs(edges[5] - edges[4] - module) < slack;
    }

    private void confirm(double x, double y, double module) {
        for (int i = 0; i < finders.size(); i++) {
            Finder known = finders.get(i);
            if (Math.abs(known.x() - x) < 1.5 * known.module()
                    && Math.abs(known.y() - y) < 2 * known.module()
                    && Math.abs(known.module() - module) < 0.5 * known.module() + 0.5) {
                finders.set(i, known.and(x, known.y(), module));
                return;
            }
        }
        double[] vertical = new double[EDGES];
        if (!cross(x, y, 0, 1, module, vertical) || !fits(vertical)) {
            return;
        }
        double down = (vertical[5] - vertical[0]) / 7;
        if (down > 2 * module || module > 2 * down) {
            return;
        }
        double middleY = y + (vertical[2] + vertical[3]) / 2;
        double[] horizontal = new double[EDGES];
        if (!cross(x, middleY, 1, 0, module, horizontal) || !fits(horizontal)) {
            return;
        }
        double middleX = x + (horizontal[2] + horizontal[3]) / 2;
        double across = (horizontal[5] - horizontal[0]) / 7;
        finders.add(new Finder(middleX, middleY, (across + down) / 2, 1));
    }

    /** The three edges on either side of a dark point along a line, as distances from it. */
    private boolean cross(double x, double y, int stepX, int stepY, double module, double[] edges) {
        double limit = 8 * module;
        double from = 0;
        for (int i = 0; i < 3; i++) {
            OptionalDouble next = edge(x, y, stepX, stepY, from, limit);
            if (next.isEmpty()) {
                return false;
            }
            from = next.getAsDouble();
            edges[3 + i] = from;
        }
        from = 0;
        for (int i = 0; i < 3; i++) {
            OptionalDouble next = edge(x, y, -stepX, -stepY, from, limit);
            if (next.isEmpty()) {
                return false;
            }
            from = next.getAsDouble();
            edges[2 - i] = -from;
        }
        return true;
    }

    /** Distance of the next change between dark and light beyond {@code from}. */
    private OptionalDouble edge(double x, double y, int stepX, int stepY, double from, double limit) {
        double at = Math.floor(from) + 1;
        double before = contrast.between(x + stepX * (at - 1), y + stepY * (at - 1));
        if (at - 1 < from) {
            before = Math.copySign(1e-3, contrast.between(x + stepX * at, y + stepY * at));
        }
        while (at < limit) {
            double px = x + stepX * at;
            double py = y + stepY * at;
            if (px < 0 || py < 0 || px > contrast.width() - 1.001 || py > contrast.height() - 1.001) {
                return OptionalDouble.empty();
            }
            double here = contrast.between(px, py);
            if (before < 0 != here < 0) {
                return OptionalDouble.of(at - 1 + before / (before - here));
            }
            before = here;
            at++;
        }
        return OptionalDouble.empty();
    }
}
