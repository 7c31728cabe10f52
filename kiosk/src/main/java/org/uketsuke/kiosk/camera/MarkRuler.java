package org.uketsuke.kiosk.camera;

import java.util.Optional;

/** Measures along a line through the middle of a mark: where dark and light change, and how long a module is there. */
final class MarkRuler {
    private static final int EDGES = 6;

    /** Lines shorter than this many pixels a module hold no ratio any more. */
    private static final double MODULE_MIN = 0.9;

    /** The middle square reaches 1.5 modules to every side. */
    private static final double OFF_MIDDLE = 0.8;

    private final Contrast contrast;

    MarkRuler(Contrast contrast) {
        this.contrast = contrast;
    }

    /**
     * What a line shows of a mark.
     *
     * @param module its length along the line, in pixels
     * @param middle how far along the line the middle is from where the line was laid through
     */
    record Measure(double module, double middle) {
        Measure times(double scale) {
            return new Measure(module * scale, middle * scale);
        }
    }

    /**
     * Measures a mark.
     *
     * @param x a point in its middle square
     * @param y a point in its middle square
     * @param stepX the line's direction: of length 1
     * @param stepY the line's direction
     * @param module about how long a module is, in pixels
     */
    Optional<Measure> along(double x, double y, double stepX, double stepY, double module) {
        double[] edges = new double[EDGES];
        double limit = 8 * module;
        double from = 0;
        double back = 0;
        for (int i = 0; i < 3; i++) {
            from = edge(x, y, stepX, stepY, from, limit);
            back = edge(x, y, -stepX, -stepY, back, limit);
            if (from >= limit || back >= limit) {
                return Optional.empty();
            }
            edges[3 + i] = from;
            edges[2 - i] = -back;
        }
        return fits(edges)
                ? Optional.of(new Measure((edges[5] + edges[4] - edges[1] - edges[0]) / 12, (edges[2] + edges[3]) / 2))
                : Optional.empty();
    }

    /** The mean of three lines side by side through the middle square, as far as they meet the mark. */
    Optional<Measure> acrossMiddle(Finder mark, double stepX, double stepY, double module) {
        double modules = 0;
        double middles = 0;
        int lines = 0;
        for (int i = -1; i <= 1; i++) {
            double aside = i * OFF_MIDDLE * module;
            Optional<Measure> line = along(mark.x() - stepY * aside, mark.y() + stepX * aside, stepX, stepY, module);
            if (line.isPresent()) {
                modules += line.get().module();
                middles += line.get().middle();
                lines++;
            }
        }
        return lines == 0 ? Optional.empty() : Optional.of(new Measure(modules / lines, middles / lines));
    }

    /** Whether six edges are one module, one, three, one and one apart, as exactly as so few pixels can tell. */
    static boolean fits(double[] edges) {
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

    /** Distance of the next change between dark and light beyond {@code from}; {@code limit} if there is none before it. */
    private double edge(double x, double y, double stepX, double stepY, double from, double limit) {
        double at = Math.floor(from) + 1;
        double before = contrast.between(x + stepX * (at - 1), y + stepY * (at - 1));
        if (at - 1 < from) {
            before = Math.copySign(1e-3, contrast.between(x + stepX * at, y + stepY * at));
        }
        while (at < limit) {
            double px = x + stepX * at;
            double py = y + stepY * at;
            if (px < 0 || py < 0 || px > contrast.width() - 1.001 || py > contrast.height() - 1.001) {
                return limit;
            }
            double here = contrast.between(px, py);
            if (before < 0 != here < 0) {
                return at - 1 + before / (before - here);
            }
            before = here;
            at++;
        }
        return limit;
    }
}
