package org.uketsuke.kiosk.camera;

import java.util.List;
import org.uketsuke.kiosk.scan.Frame;

/** A picture in several sizes and with several surroundings, each made when it is first asked for. */
final class Views {
    /** Pictures larger than this on a side are halved first. */
    private static final int SIDE_MAX = 1400;

    private static final int SIZES = 9;
    private static final int SHIFTS = 6;

    /** A module should not have more pixels than this: smaller pictures have less noise and take less time. */
    private static final double MODULE_MAX = 4.5;

    /** The surroundings are five blocks wide; so many modules of a code should one block hold. */
    private static final double MODULES_PER_BLOCK = 1.8;

    private final Grey[] sizes = new Grey[SIZES + SHIFTS];
    private final Contrast[][] contrasts = new Contrast[SIZES][SHIFTS];

    private Views(Grey whole) {
        sizes[0] = whole;
    }

    static Views of(Frame frame) {
        Grey whole = Grey.of(frame);
        while (Math.max(whole.width(), whole.height()) > SIDE_MAX && Math.min(whole.width(), whole.height()) > 1) {
            whole = whole.half();
        }
        return new Views(whole);
    }

    /** The picture halved so many times; never smaller than one pixel. */
    Grey grey(int halvings) {
        for (int i = 1; i <= halvings; i++) {
            if (sizes[i] == null) {
                sizes[i] = sizes[i - 1].half();
            }
        }
        return sizes[halvings];
    }

    /** The picture halved so many times, compared with surroundings of five blocks of 2 to the power of {@code shift}. */
    Contrast contrast(int halvings, int shift, boolean inverted) {
        if (contrasts[halvings][shift] == null) {
            contrasts[halvings][shift] = Contrast.of(grey(halvings), grey(halvings + shift), shift);
        }
        return inverted ? contrasts[halvings][shift].inverted() : contrasts[halvings][shift];
    }

    /** The view that suits a code, by the pixels that a module has in the whole picture. */
    Contrast contrastFor(double module, boolean inverted) {
        int halvings = halvingsFor(module);
        double blocks = MODULES_PER_BLOCK * module / (1 << halvings);
        int shift = (int) Math.round(Math.log(blocks) / Math.log(2));
        return contrast(halvings, Math.max(1, Math.min(SHIFTS - 1, shift)), inverted);
    }

    /** The whole picture with surroundings that suit narrow bars and with ones that suit wide bars. */
    List<Contrast> contrastsForBars() {
        return List.of(contrast(0, 3, false), contrast(0, SHIFTS - 1, false));
    }

    /** How often to halve the picture for a code. */
    static int halvingsFor(double module) {
        int halvings = 0;
        while (module / (1 << halvings) > MODULE_MAX && halvings < SIZES - 1) {
            halvings++;
        }
        return halvings;
    }
}
