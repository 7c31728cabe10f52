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
 * @param across from the first to the second
 * @param down from the first to the third
 * @param oddness how far from the corners of a square seen at a slant; the likely ones are small
 */
record Layout(Finder topLeft, Finder topRight, Finder bottomLeft, Span across, Span down, double oddness) {
    private static final double ODDNESS_MAX = 1.4;
    private static final int SIDE_MIN = 21;
    private static final int SIDE_MAX = 177;

    /** No camera sees a code at such a slant that its far side is less than this share of its near side. */
    private static final double DEPTH_MAX = 2.6;

    private static final double COSINE_MAX = 0.75;

    /** The likely layouts among the marks, the likeliest first. */
    static List<Layout> among(Views views, List<Finder> finders, int most) {
        int count = finders.size();
        Span[][] spans = new Span[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                spans[i][j] = Span.between(views, finders.get(i), finders.get(j));
                spans[j][i] = spans[i][j].reversed();
            }
        }
        List<Layout> layouts = new ArrayList<>();
        for (int corner = 0; corner < count; corner++) {
            for (int j = 0; j < count; j++) {
                for (int k = j + 1; k < count; k++) {
                    if (j != corner && k != corner && alike(spans[corner][j], spans[corner][k])) {
                        Layout layout = turned(
                                finders.get(corner),
                                finders.get(j),
                                finders.get(k),
                                spans[corner][j],
                                spans[corner][k]);
                        if (layout.oddness < ODDNESS_MAX) {
                            layouts.add(layout);
                        }
                    }
                }
            }
        }
        layouts.sort(Comparator.comparingDouble(Layout::oddness));
        return layouts.size() > most ? layouts.subList(0, most) : layouts;
    }

    /** Whether two spans can be two sides of one code. */
    private static boolean alike(Span one, Span other) {
        double modules = (one.modules() + other.modules()) / 2 + 7;
        return modules > SIDE_MIN - 4
                && modules < SIDE_MAX + 12
                && Math.abs(one.modules() - other.modules()) < 0.35 * modules
                && Math.abs(Math.log(one.depth())) < Math.log(DEPTH_MAX)
                && Math.abs(Math.log(other.depth())) < Math.log(DEPTH_MAX);
    }

    private static Layout turned(Finder corner, Finder one, Finder other, Span toOne, Span toOther) {
        double cross =
                (one.x() - corner.x()) * (other.y() - corner.y()) - (one.y() - corner.y()) * (other.x() - corner.x());
        double dot =
                (one.x() - corner.x()) * (other.x() - corner.x()) + (one.y() - corner.y()) * (other.y() - corner.y());
        double cosine = Math.abs(dot) / Math.hypot(cross, dot);
        double few = 3.0 / (corner.hits() + one.hits() + other.hits());
        double unmeasured = (toOne.measured() ? 0 : 0.3) + (toOther.measured() ? 0 : 0.3);
        double slant = Math.abs(Math.log(toOne.depth())) + Math.abs(Math.log(toOther.depth()));
        double length = Math.abs(Math.log(corner.distanceTo(one) / corner.distanceTo(other)));
        double odd = cosine > COSINE_MAX
                ? Double.MAX_VALUE
                : 2 * Math.abs(Math.log(toOne.modules() / toOther.modules()))
                        + 0.5 * cosine
                        + 0.4 * slant
                        + 0.3 * length
                        + 0.3 * few
                        + unmeasured;
        return cross > 0
                ? new Layout(corner, one, other, toOne, toOther, odd)
                : new Layout(corner, other, one, toOther, toOne, odd);
    }

    /** The same in a picture that was halved. */
    Layout halved(int halvings) {
        return new Layout(
                topLeft.halved(halvings),
                topRight.halved(halvings),
                bottomLeft.halved(halvings),
                across.halved(halvings),
                down.halved(halvings),
                oddness);
    }

    /** Length of a module in pixels at the corner mark, along the code's own sides. */
    double module() {
        return (across.fromModule() + down.fromModule()) / 2;
    }

    /** The likeliest number of modules on a side, not rounded. */
    double modules() {
        return (across.modules() + down.modules()) / 2 + 7;
    }

    /** The number of modules on a side that comes nearest: 21, 25, … 177. */
    int side() {
        int side = (int) Math.round((modules() - 17) / 4) * 4 + 17;
        return Math.max(SIDE_MIN, Math.min(SIDE_MAX, side));
    }

    /** The one that comes second. */
    int otherSide() {
        return side() + (modules() > side() ? 4 : -4);
    }
}
