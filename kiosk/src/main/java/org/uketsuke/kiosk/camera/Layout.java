package org.uketsuke.kiosk.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Three marks that may be the corners of one QR code.
 *
 * @param topLeft the one at the right angle
 * @param topRight clockwise from it
 * @param bottomLeft counter-clockwise from it
 * @param oddness how far from a square's corners; the likely ones are small
 */
record Layout(Finder topLeft, Finder topRight, Finder bottomLeft, double oddness) {
    private static final double ODDNESS_MAX = 1.6;
    private static final int SIDE_MIN = 21;
    private static final int SIDE_MAX = 177;

    /** The likely layouts among the marks, the likeliest first. */
    static List<Layout> among(List<Finder> finders, int most) {
        List<Layout> layouts = new ArrayList<>();
        for (int i = 0; i < finders.size(); i++) {
            for (int j = i + 1; j < finders.size(); j++) {
                for (int k = j + 1; k < finders.size(); k++) {
                    Layout layout = of(finders.get(i), finders.get(j), finders.get(k));
                    if (layout.oddness < ODDNESS_MAX) {
                        layouts.add(layout);
                    }
                }
            }
        }
        layouts.sort(Comparator.comparingDouble(Layout::oddness));
        return layouts.size() > most ? layouts.subList(0, most) : layouts;
    }

    private static Layout of(Finder a, Finder b, Finder c) {
        double ab = a.distanceTo(b);
        double bc = b.distanceTo(c);
        double ca = c.distanceTo(a);
        if (bc >= ab && bc >= ca) {
            return turned(a, b, c);
        }
        return ca >= ab ? turned(b, c, a) : turned(c, a, b);
    }

    private static Layout turned(Finder corner, Finder one, Finder other) {
        double cross =
                (one.x() - corner.x()) * (other.y() - corner.y()) - (one.y() - corner.y()) * (other.x() - corner.x());
        Finder right = cross > 0 ? one : other;
        Finder below = cross > 0 ? other : one;
        return new Layout(corner, right, below, oddness(corner, right, below));
    }

    private static double oddness(Finder corner, Finder right, Finder below) {
        double a = corner.distanceTo(right);
        double b = corner.distanceTo(below);
        double cosine = ((right.x() - corner.x()) * (below.x() - corner.x())
                        + (right.y() - corner.y()) * (below.y() - corner.y()))
                / (a * b);
        double largest = Math.max(corner.module(), Math.max(right.module(), below.module()));
        double smallest = Math.min(corner.module(), Math.min(right.module(), below.module()));
        double modules = (a + b) / 2 / module(corner, right, below);
        if (modules + 7 < SIDE_MIN - 5 || modules + 7 > SIDE_MAX + 12) {
            return Double.MAX_VALUE;
        }
        double few = 3.0 / (corner.hits() + right.hits() + below.hits());
        return Math.abs(cosine) + Math.abs(Math.log(a / b)) + Math.abs(Math.log(largest / smallest)) + few * 0.3;
    }

    /** Length of a module in pixels along the code's own sides: rows cut a turned square at a slant. */
    double module() {
        return module(topLeft, topRight, bottomLeft);
    }

    private static double module(Finder corner, Finder right, Finder below) {
        double angle = Math.atan2(right.y() - corner.y(), right.x() - corner.x());
        double slant = Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
        return (corner.module() + right.module() + below.module()) / 3 * slant;
    }

    /** The likeliest number of modules on a side: 21, 25, … 177. */
    int side() {
        double modules = (topLeft.distanceTo(topRight) + topLeft.distanceTo(bottomLeft)) / 2 / module() + 7;
        int side = (int) Math.round((modules - 17) / 4) * 4 + 17;
        return Math.max(SIDE_MIN, Math.min(SIDE_MAX, side));
    }
}
