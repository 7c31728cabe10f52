package org.uketsuke.kiosk.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Frame;

/**
 * Finds and reads a code in one picture after the other, within a budget of time for each. The ways of looking that read most
 * for their time come first in every picture; the others take turns, so that a code that is held still meets all of them
 * within a few pictures. Where something like a code was seen, the next picture is looked at closely there.
 */
final class FrameDecoder {
    /** Time after which no further way of looking is begun on a picture. */
    static final long BUDGET_NANOS = 22_000_000;

    /** Pictures larger than this on a side are halved first. */
    private static final int SIDE_MAX = 1400;

    private static final int LAYOUTS_MAX = 5;
    private static final int CLIMBS_MAX = 2;
    private static final double LIKE_A_CODE = 0.35;
    private static final double WORTH_READING = 0.25;

    /**
     * A way of looking.
     *
     * @param halvings how often the picture is halved first
     * @param radius of the surroundings that a pixel is compared with
     * @param inverted for light codes on dark
     */
    private record Way(int halvings, int radius, boolean inverted) {}

    /** A layout with its likeliest size and where that would lie. */
    private record Candidate(Layout layout, GridFit fit, double[] guess, double score, int side) {}

    private static final List<Way> ALWAYS = List.of(new Way(1, 20, false), new Way(0, 20, false));
    private static final List<Way> IN_TURN = List.of(
            new Way(0, 9, false),
            new Way(1, 20, true),
            new Way(2, 20, false),
            new Way(0, 40, false),
            new Way(1, 9, false),
            new Way(0, 20, true),
            new Way(1, 50, false));

    private final LongSupplier nanoTime;
    private final GridReading reading = new GridReading();
    private final Map<Integer, KnownModules> knownModules = new HashMap<>();
    private int turn;
    private int pictures;
    private boolean likeACode;

    FrameDecoder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The code in a picture, if it could be read in time. */
    Optional<CodeRead> decode(Frame frame) {
        Deadline deadline = Deadline.in(BUDGET_NANOS, nanoTime);
        likeACode = false;
        Grey[] sizes = new Grey[4];
        sizes[0] = Grey.of(frame);
        while (Math.max(sizes[0].width(), sizes[0].height()) > SIDE_MAX) {
            sizes[0] = sizes[0].half();
        }
        Optional<CodeRead> read = Optional.empty();
        for (int i = 0; i < ALWAYS.size() && read.isEmpty() && !(i > 0 && deadline.passed()); i++) {
            // one way is always finished, the ways in turn: a slow or busy machine reads late, but it reads
            read = look(sizes, ALWAYS.get((pictures + i) % ALWAYS.size()), i == 0 ? Deadline.never() : deadline);
        }
        pictures++;
        for (int i = 0; i < IN_TURN.size() && read.isEmpty() && !deadline.passed(); i++) {
            read = look(sizes, IN_TURN.get(turn++ % IN_TURN.size()), deadline);
        }
        return read;
    }

    private Optional<CodeRead> look(Grey[] sizes, Way way, Deadline deadline) {
        for (int i = 1; i <= way.halvings(); i++) {
            if (sizes[i] == null) {
                sizes[i] = sizes[i - 1].half();
            }
        }
        Grey grey = sizes[way.halvings()];
        if (Math.min(grey.width(), grey.height()) < 21) {
            return Optional.empty();
        }
        Contrast contrast = Contrast.of(grey, way.radius(), way.inverted());
        List<Candidate> candidates = new ArrayList<>();
        for (Layout layout : Layout.among(FinderScan.find(contrast), LAYOUTS_MAX)) {
            if (!deadline.passed()) {
                candidates.add(likeliest(contrast, layout));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        Optional<CodeRead> read = Optional.empty();
        for (int i = 0; i < Math.min(CLIMBS_MAX, candidates.size()) && read.isEmpty() && !deadline.passed(); i++) {
            read = read(grey, contrast, way.inverted(), candidates.get(i), deadline);
        }
        return read;
    }

    /** The number of modules on a side that fits a layout best. */
    private Candidate likeliest(Contrast contrast, Layout layout) {
        int likely = layout.side();
        Candidate best = candidate(contrast, layout, likely);
        for (int side = likely - 4; side <= likely + 4; side += 8) {
            if (side >= 21 && side <= 177) {
                Candidate other = candidate(contrast, layout, side);
                best = other.score() > best.score() + 0.02 ? other : best;
            }
        }
        return best;
    }

    private Candidate candidate(Contrast contrast, Layout layout, int side) {
        GridFit fit = new GridFit(contrast, known(side));
        double[] guess = fit.guess(layout);
        return new Candidate(layout, fit, guess, fit.asIs(guess).score(), side);
    }

    private Optional<CodeRead> read(
            Grey grey, Contrast contrast, boolean inverted, Candidate candidate, Deadline deadline) {
        GridFit.Fit best =
                candidate.fit().climb(candidate.guess(), candidate.layout().module());
        likeACode |= best.score() > LIKE_A_CODE;
        return best.score() > WORTH_READING
                ? reading.read(grey, contrast, inverted, best.mapping(), candidate.side(), deadline)
                : Optional.empty();
    }

    private KnownModules known(int side) {
        return knownModules.computeIfAbsent(side, KnownModules::of);
    }

    /** Whether the last picture held something like a QR code. */
    boolean sawSomethingLikeACode() {
        return likeACode;
    }
}
