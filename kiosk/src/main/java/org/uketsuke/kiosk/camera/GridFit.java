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

    /** Corners as the marks give them, the fourth completing a parallelogram or lying where an alignment pattern shows. */
    double[] guess(Layout layout) {
        Finder corner = layout.topLeft();
        Finder right = layout.topRight();
        Finder below = layout.bottomLeft();
        double[] points = {
            corner.x(),
            corner.y(),
            right.x(),
            right.y(),
            right.x() + below.x() - corner.x(),
            right.y() + below.y() - corner.y(),
            below.x(),
            below.y()
        };
        searchFourth(points);
        return points;
    }

    /** Moves the fourth corner over a grid until the alignment pattern near it, or in the smallest code all
     * known modules, show best; it stays if none shows. */
    private void searchFourth(double[] points) {
        double ux = (points[2] - points[0]) / (high - low);
        double uy = (points[3] - points[1]) / (high - low);
        double vx = (points[6] - points[0]) / (high - low);
        double vy = (points[7] - points[1]) / (high - low);
        double reach = Math.max(2.5, known.side() / 6.0);
        double bestScore = -1;
        double bestU = 0;
        double bestV = 0;
        double[] tried = points.clone();
        for (double v = -reach; v <= reach; v += 0.75) {
            for (double u = -reach; u <= reach; u += 0.75) {
                tried[4] = points[4] + u * ux + v * vx;
                tried[5] = points[5] + u * uy + v * vy;
                double far = (Math.abs(u) + Math.abs(v)) / reach * 0.15;
                Mapping mapping = Mapping.of(low, high, tried);
                double score = (known.alignment().length > 0 ? alignmentScore(mapping) : score(mapping, 2)) - far;
                if (score > bestScore) {
                    bestScore = score;
                    bestU = u;
                    bestV = v;
                }
            }
        }
        if (bestScore > 0.3) {
            points[4] += bestU * ux + bestV * vx;
            points[5] += bestU * uy + bestV * vy;
        }
    }

    private double alignmentScore(Mapping mapping) {
        double middle = 0;
        for (int i = 0; i < 5; i++) {
            double u = known.alignment()[0] + 0.5 + (i == 1 ? 1 : i == 2 ? -1 : 0);
            double v = known.alignment()[1] + 0.5 + (i == 3 ? 1 : i == 4 ? -1 : 0);
            double level = clamped(contrast.between(mapping.x(u, v), mapping.y(u, v)));
            middle += i == 0 ? -level : level;
        }
        if (middle < 1) {
            return -1;
        }
        double sum = 0;
        for (int y = -2; y <= 2; y++) {
            for (int x = -2; x <= 2; x++) {
                double u = known.alignment()[0] + 0.5 + x;
                double v = known.alignment()[1] + 0.5 + y;
                double level = clamped(contrast.between(mapping.x(u, v), mapping.y(u, v)));
                sum += Math.max(Math.abs(x), Math.abs(y)) == 1 ? level : -level;
            }
        }
        return sum / 25;
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
