package org.uketsuke.kiosk.camera;

import java.util.List;
import java.util.Optional;

/**
 * Looks along the rows of a picture for the marks of QR codes, dark on light and light on dark at once, and along columns to
 * confirm them.
 */
final class FinderScan {
    private static final int EDGES = 6;

    private final Contrast contrast;
    private final MarkRuler ruler;
    private final MarkRuler invertedRuler;
    private final int halvings;
    private final List<Finder> finders;
    private final short[] levels;
    private final int noise;
    private final int[] ends = new int[EDGES];
    private final double[] edges = new double[EDGES];

    private FinderScan(Contrast contrast, int halvings, List<Finder> finders) {
        this.contrast = contrast;
        this.ruler = new MarkRuler(contrast);
        this.invertedRuler = new MarkRuler(contrast.inverted());
        this.halvings = halvings;
        this.finders = finders;
        this.noise = contrast.noise();
        this.levels = new short[contrast.width()];
    }

    /**
     * Adds the marks of a picture to those that were found before.
     *
     * @param contrast the picture
     * @param halvings how often it was halved
     * @param rows look at every so many rows only
     * @param finders takes what is found, in pixels of the whole picture
     */
    static void find(Contrast contrast, int halvings, int rows, List<Finder> finders) {
        FinderScan scan = new FinderScan(contrast, halvings, finders);
        for (int y = 1; y < contrast.height() - 1; y += rows) {
            contrast.row(y, scan.levels);
            scan.row(y);
        }
    }

    /** Slides a window of six edges (five runs) along a row. A change that stays within the noise is no edge. */
    private void row(int y) {
        int known = 0;
        boolean dark = false;
        for (int x = Contrast.nextChange(levels, 1, false, noise);
                x < levels.length;
                x = Contrast.nextChange(levels, x + 1, dark, noise)) {
            dark = !dark;
            ends[known++ % EDGES] = Contrast.crossing(levels, x);
            if (known >= EDGES && roughly(known)) {
                refine(y, known, dark);
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

    private void refine(int y, int known, boolean inverted) {
        for (int i = 0; i < EDGES; i++) {
            int x = ends[(known + i) % EDGES];
            double before = levels[x - 1];
            edges[i] = x - 1 + before / (before - levels[x]);
        }
        if (MarkRuler.fits(edges)) {
            confirm((edges[2] + edges[3]) / 2, y, (edges[5] - edges[0]) / 7, inverted);
        }
    }

    private void confirm(double x, double y, double module, boolean inverted) {
        double scale = 1 << halvings;
        double wholeX = (x + 0.5) * scale - 0.5;
        double wholeY = (y + 0.5) * scale - 0.5;
        for (int i = 0; i < finders.size(); i++) {
            if (finders.get(i).isAt(wholeX, wholeY, module * scale, inverted)) {
                finders.set(i, finders.get(i).and(wholeX, module * scale));
                return;
            }
        }
        MarkRuler lines = inverted ? invertedRuler : ruler;
        Optional<MarkRuler.Measure> vertical = lines.along(x, y, 0, 1, module);
        if (vertical.isEmpty()) {
            return;
        }
        double down = vertical.get().module();
        double middleY = y + vertical.get().middle();
        Optional<MarkRuler.Measure> horizontal = lines.along(x, middleY, 1, 0, module);
        if (horizontal.isPresent() && down < 2 * module && module < 2 * down) {
            double middleX = x + horizontal.get().middle();
            double mean = (horizontal.get().module() + down) / 2;
            finders.add(new Finder(
                    (middleX + 0.5) * scale - 0.5, (middleY + 0.5) * scale - 0.5, mean * scale, inverted, 1));
        }
    }
}
