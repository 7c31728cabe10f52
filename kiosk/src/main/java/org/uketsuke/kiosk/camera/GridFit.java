package org.uketsuke.kiosk.camera;

/**
 * Where a code lies: three corners come from its marks, the fourth is found by trying, and then all are moved a little as long
 * as the picture shows the {@link KnownModules} better. That holds where a single alignment pattern is lost to glare.
 */
final class GridFit {
    /** A module this much darker or lighter than its surroundings is as sure as it gets. */
    private static final double SURE_LEVEL = 24;

    private static final double[] STEPS_MODULES = {0.6, 0.3, 0.12};
    /** The first, long steps look at every third known module only. */
    private static final int[] STRIDES = {3, 2, 2};

    private static final int ROUNDS_MAX = 4;

    /** The slant is searched in steps that move the far corner by about so many modules, to both sides. */
    private static final double STEP_MODULES = 0.6;

    private static final int STEPS = 6;
    private static final double FAR_COST = 0.006;

    /** About so many known modules are looked at for each slant. */
    private static final int SAMPLES = 130;

    private final Contrast contrast;
    private final KnownModules known;
    private final double low = 3.5;
    private final double high;

    /**
     * A place for the code and how well it fits.
     *
     * @param mapping from modules to pixels
     * @param score 1 when all known modules are as they should be, 0 for no better than chance
     */
    record Fit(Mapping mapping, double score) {}

    GridFit(Contrast contrast, KnownModules known) {
        this.contrast = contrast;
        this.known = known;
        this.high = known.side() - 3.5;
    }

    /**
     * Corners as the marks give them. The slant that the lengths of modules at the marks tell gives the fourth; around it the
     * slant is searched under which the known modules show best.
     */
    double[] guess(Layout layout) {
        double across = layout.across().depth() - 1;
        double down = layout.down().depth() - 1;
        double step = STEP_MODULES / (known.side() - 7);
        int stride = 1 + known.dark().length / SAMPLES;
        double[] best = corners(layout, across, down);
        double bestScore = score(Mapping.of(low, high, best), stride);
        for (int i = -STEPS; i <= STEPS; i++) {
            for (int j = -STEPS; j <= STEPS; j++) {
                double[] tried = corners(layout, across + i * step, down + j * step);
                double far = (Math.abs(i) + Math.abs(j)) * FAR_COST;
                double score = score(Mapping.of(low, high, tried), stride) - far;
                if (score > bestScore) {
                    bestScore = score;
                    best = tried;
                }
            }
        }
        return best;
    }

    /**
     * The corners of a plane seen at a slant.
     *
     * @param across how much farther away the second mark is than the first, as a share of the first's distance
     * @param down the same for the third mark
     */
    private static double[] corners(Layout layout, double across, double down) {
        Finder corner = layout.topLeft();
        Finder right = layout.topRight();
        Finder below = layout.bottomLeft();
        double far = 1 / Math.max(0.1, 1 + across + down);
        return new double[] {
            corner.x(),
            corner.y(),
            right.x(),
            right.y(),
            (right.x() * (1 + across) + below.x() * (1 + down) - corner.x()) * far,
            (right.y() * (1 + across) + below.y() * (1 + down) - corner.y()) * far,
            below.x(),
            below.y()
        };
    }

    /** How well every {@code stride}th known module shows under a mapping, from −1 to 1. */
    private double score(Mapping mapping, int stride) {
        int[] columns = known.columns();
        int[] rows = known.rows();
        boolean[] dark = known.dark();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < dark.length; i += stride, count++) {
            double u = columns[i] + 0.5;
            double v = rows[i] + 0.5;
            double divisor = 1 / (mapping.g() * u + mapping.h() * v + 1);
            double x = (mapping.a() * u + mapping.b() * v + mapping.c()) * divisor;
            double y = (mapping.d() * u + mapping.e() * v + mapping.f()) * divisor;
            double level = clamped(contrast.between(x, y));
            sum += dark[i] ? -level : level;
        }
        return sum / count;
    }

    private static double clamped(double level) {
        return Math.max(-1, Math.min(1, level / SURE_LEVEL));
    }

    /** The score of a guess as it is. */
    Fit asIs(double[] points) {
        return fit(points, 1);
    }

    private Fit fit(double[] points, int stride) {
        Mapping mapping = Mapping.of(low, high, points);
        return new Fit(mapping, score(mapping, stride));
    }

    /** Climbs from a guess to the best fit near it. */
    Fit climb(double[] guess, double module) {
        double[] points = guess.clone();
        for (int i = 0; i < STEPS_MODULES.length; i++) {
            climb(points, STEPS_MODULES[i] * module, STRIDES[i]);
        }
        return asIs(points);
    }

    private void climb(double[] points, double step, int stride) {
        double best = fit(points, stride).score();
        boolean better = true;
        for (int round = 0; round < ROUNDS_MAX && better; round++) {
            better = false;
            for (int i = 0; i < points.length; i++) {
                double kept = points[i];
                for (int sign = -1; sign <= 1; sign += 2) {
                    points[i] = kept + sign * step;
                    double score = fit(points, stride).score();
                    if (score > best) {
                        best = score;
                        kept = points[i];
                        better = true;
                        break;
                    }
                }
                points[i] = kept;
            }
        }
    }
}
