package org.uketsuke.kiosk.camera;

import java.util.Optional;

/**
 * Two marks and how long a module is at each of them along the line from one to the other. On a slanted plane these lengths
 * change as the square of the distance, so that their ratio tells the slant and their product the number of modules between.
 *
 * @param fromModule at the first mark, in pixels
 * @param toModule at the second mark, in pixels
 * @param modules between the middles of the marks
 * @param measured whether both could be measured along the line
 */
record Span(double fromModule, double toModule, double modules, boolean measured) {

    static Span between(Views views, Finder from, Finder to) {
        double distance = from.distanceTo(to);
        double stepX = (to.x() - from.x()) / distance;
        double stepY = (to.y() - from.y()) / distance;
        double slant = Math.max(Math.abs(stepX), Math.abs(stepY));
        Optional<MarkRuler.Measure> atFrom = measured(views, from, stepX, stepY, slant);
        Optional<MarkRuler.Measure> atTo = measured(views, to, stepX, stepY, slant);
        double fromModule = atFrom.map(MarkRuler.Measure::module).orElse(from.module() * slant);
        double toModule = atTo.map(MarkRuler.Measure::module).orElse(to.module() * slant);
        double modules = distance / Math.sqrt(fromModule * toModule);
        return new Span(fromModule, toModule, modules, atFrom.isPresent() && atTo.isPresent());
    }

    private static Optional<MarkRuler.Measure> measured(
            Views views, Finder mark, double stepX, double stepY, double slant) {
        int halvings = Views.halvingsFor(mark.module());
        Contrast contrast = views.contrastFor(mark.module(), mark.inverted());
        Finder there = mark.halved(halvings);
        return new MarkRuler(contrast)
                .acrossMiddle(there, stepX, stepY, there.module() * slant)
                .map(it -> it.times(1 << halvings));
    }

    /** The same in a picture that was halved. */
    Span halved(int halvings) {
        double scale = 1 << halvings;
        return new Span(fromModule / scale, toModule / scale, modules, measured);
    }

    Span reversed() {
        return new Span(toModule, fromModule, modules, measured);
    }

    /** How many times as far from the camera the second mark is as the first. */
    double depth() {
        return Math.sqrt(fromModule / toModule);
    }
}
