package org.uketsuke.kiosk.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Frame;

/**
 * Finds and reads a QR code or a barcode in one picture after the other, within a budget of time for each. The ways of looking that read most
 * for their time come first in every picture; the others take turns, so that a code that is held still meets all of them
 * within a few pictures.
 */
final class FrameDecoder {
    /** Time after which no further way of looking is begun on a picture. */
    static final long BUDGET_NANOS = 22_000_000;

    /** More marks than this are noise; the ones met least are dropped. */
    private static final int FINDERS_MAX = 14;

    private static final int LAYOUTS_MAX = 3;

    /** Fits below this have never been codes. */
    private static final double LIKE_A_CODE = 0.4;

    /**
     * A way of looking for marks.
     *
     * @param halvings how often the picture is halved first
     * @param shift of the blocks that pixels are compared with
     * @param rows every so many rows are looked at
     */
    private record Way(int halvings, int shift, int rows) {}

    /** A layout with its likeliest size and where that would lie. */
    private record Candidate(Layout layout, Contrast contrast, GridFit fit, double[] guess, double score, int side) {}

    private static final List<Way> ALWAYS = List.of(new Way(1, 3, 1), new Way(0, 3, 2));
    private static final List<Way> IN_TURN =
            List.of(new Way(0, 2, 2), new Way(1, 2, 1), new Way(2, 3, 1), new Way(0, 4, 2), new Way(1, 4, 1));

    private final LongSupplier nanoTime;
    private final PlainReading plainly = new PlainReading();
    private final BarReading bars = new BarReading();
    private final GridReading reading = new GridReading();
    private final Map<Integer, KnownModules> knownModules = new HashMap<>();
    private final SoftReading softly = new SoftReading(knownModules);
    private int turn;
    private int pictures;
    private boolean likeACode;
    private boolean barsUpright = true;

    FrameDecoder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is known of one picture so far. */
    private record Look(Views views, List<Finder> finders, Set<List<Long>> tried) {}

    /** The code in a picture, if it could be read in time. */
    Optional<CodeRead> decode(Frame frame) {
        Deadline deadline = Deadline.in(BUDGET_NANOS, nanoTime);
        likeACode = false;
        Look look = new Look(Views.of(frame), new ArrayList<>(), new HashSet<>());
        if (Math.min(look.views().grey(0).width(), look.views().grey(0).height()) < 21) {
            return Optional.empty();
        }
        Optional<CodeRead> read = Optional.empty();
        for (int i = 0; i < ALWAYS.size() && read.isEmpty() && !(i > 0 && deadline.passed()); i++) {
            // one layout is always tried, of the ways in turn: a slow or busy machine reads late, but it reads
            read = look(look, ALWAYS.get((pictures + i) % ALWAYS.size()), i == 0, deadline);
        }
        pictures++;
        if (read.isEmpty() && !likeACode && !deadline.passed()) {
            read = bars.read(look.views().contrastsForBars(), barsUpright, deadline);
            // bars that were read are looked for in the same direction again, so that two pictures in a row can agree
            barsUpright = read.isPresent() == barsUpright;
        }
        if (read.isEmpty() && !deadline.passed()) {
            read = plainly.read(look.views().grey(0));
        }
        for (int i = 0; i < IN_TURN.size() && read.isEmpty() && !deadline.passed(); i++) {
            read = look(look, IN_TURN.get(turn++ % IN_TURN.size()), false, deadline);
        }
        return read;
    }

    private Optional<CodeRead> look(Look look, Way way, boolean finishOne, Deadline deadline) {
        Contrast contrast = look.views().contrast(way.halvings(), way.shift(), false);
        FinderScan.find(contrast, way.halvings(), way.rows(), look.finders());
        Optional<CodeRead> read = Optional.empty();
        boolean goOn = finishOne;
        for (boolean inverted : new boolean[] {false, true}) {
            List<Finder> likely = look.finders().stream()
                    .filter(it -> it.inverted() == inverted)
                    .sorted(Comparator.comparingInt(Finder::hits).reversed())
                    .limit(FINDERS_MAX)
                    .toList();
            for (Layout layout : Layout.among(look.views(), likely, LAYOUTS_MAX)) {
                if (read.isEmpty()
                        && (goOn || !deadline.passed())
                        && look.tried().add(key(layout))) {
                    read = read(look.views(), likeliest(look.views(), layout));
                    goOn = false;
                }
            }
        }
        return read;
    }

    /** Marks move by parts of a pixel as more lines meet them; that makes no other layout. */
    private static List<Long> key(Layout layout) {
        List<Long> key = new ArrayList<>();
        for (Finder mark : List.of(layout.topLeft(), layout.topRight(), layout.bottomLeft())) {
            key.add(Math.round(mark.x() / 4));
            key.add(Math.round(mark.y() / 4));
        }
        return key;
    }

    /** The number of modules on a side that fits a layout best. */
    private Candidate likeliest(Views views, Layout layout) {
        Candidate best = candidate(views, layout, layout.side());
        int side = layout.otherSide();
        if (side >= 21 && side <= 177) {
            Candidate other = candidate(views, layout, side);
            best = other.score() > best.score() + 0.02 ? other : best;
        }
        return best;
    }

    private Candidate candidate(Views views, Layout layout, int side) {
        Contrast contrast = views.contrastFor(layout.module(), layout.topLeft().inverted());
        Layout there = layout.halved(Views.halvingsFor(layout.module()));
        GridFit fit = new GridFit(contrast, known(side));
        double[] guess = fit.guess(there);
        return new Candidate(there, contrast, fit, guess, fit.asIs(guess).score(), side);
    }

    private Optional<CodeRead> read(Views views, Candidate candidate) {
        if (candidate.score() < LIKE_A_CODE) {
            return Optional.empty();
        }
        likeACode = true;
        GridFit.Fit best =
                candidate.fit().climb(candidate.guess(), candidate.layout().module());
        Contrast contrast = candidate.contrast();
        Optional<CodeRead> plain = reading.read(contrast, best.mapping(), candidate.side());
        return plain.isPresent()
                ? plain
                : softly.read(Flat.of(contrast, best.mapping(), candidate.side()))
                        .map(it -> new CodeRead(it, CodeRead.Kind.REPAIRED));
    }

    private KnownModules known(int side) {
        return knownModules.computeIfAbsent(side, KnownModules::of);
    }

    /** Whether the last picture held something like a QR code. */
    boolean sawSomethingLikeACode() {
        return likeACode;
    }
}
