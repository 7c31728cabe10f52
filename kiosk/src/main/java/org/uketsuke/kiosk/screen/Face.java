package org.uketsuke.kiosk.screen;

import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;

/**
 * The face the screen puts on for a result: sign, word, colour and sound together (security-and-ux C2). What each looks and
 * sounds like, and its words in both languages, stands in {@code screen/texts.json}.
 */
enum Face {
    REGISTERED,
    CHECKED_IN,
    CHECKED_OUT,
    ALREADY,
    PREVIOUS_CARD,
    NO_TERM,
    UNKNOWN_CARD,
    /** Instead of {@link #UNKNOWN_CARD} for a genuine pass: nobody held out a card. */
    UNKNOWN_PASS,
    STOPPED_CARD,
    PASS_SAMPLE,
    PASS_EXPIRED,
    PASS_INVALID,
    TOO_EARLY,
    TOO_LATE,
    WRONG_SESSION,
    NOT_A_MEMBER_CARD,
    UNREADABLE,
    RANDOM_ID,
    NO_ROSTER,
    /** The scan should be in the journal and is not: a device fault, whatever was decided. */
    NOT_RECORDED;

    /** The face for a result. Anything but a durable record is never a good face. */
    static Face of(Result result) {
        Outcome outcome = result.outcome();
        if (!result.recorded() && !outcome.countedOnly()) {
            return NOT_RECORDED;
        }
        return switch (outcome) {
            case ACCEPTED -> accepted(result.direction());
            case ALREADY -> ALREADY;
            case PREVIOUS_CARD -> PREVIOUS_CARD;
            case NO_TERM -> NO_TERM;
            case UNKNOWN_CARD -> ofUnknown(result);
            case STOPPED_CARD -> STOPPED_CARD;
            case PASS_SAMPLE -> PASS_SAMPLE;
            case PASS_EXPIRED -> PASS_EXPIRED;
            case PASS_INVALID -> PASS_INVALID;
            case TOO_EARLY -> TOO_EARLY;
            case TOO_LATE -> TOO_LATE;
            case WRONG_SESSION -> WRONG_SESSION;
            case NOT_A_MEMBER_CARD -> NOT_A_MEMBER_CARD;
            case UNREADABLE -> UNREADABLE;
            case RANDOM_ID -> RANDOM_ID;
            case NO_ROSTER -> NO_ROSTER;
            case UNRECOGNISED -> NOT_RECORDED;
        };
    }

    private static Face ofUnknown(Result result) {
        boolean pass = result.reason().equals(Optional.of(PassRefusal.UNKNOWN_HOLDER.name()));
        return pass ? UNKNOWN_PASS : UNKNOWN_CARD;
    }

    private static Face accepted(Direction direction) {
        return switch (direction) {
            case IN -> CHECKED_IN;
            case OUT -> CHECKED_OUT;
            case NONE, UNRECOGNISED -> REGISTERED;
        };
    }

    /** Whether the person may go on, content: such a face also says when the record is still to be sent. */
    boolean good() {
        return switch (this) {
            case REGISTERED, CHECKED_IN, CHECKED_OUT, PREVIOUS_CARD, NO_TERM, NO_ROSTER -> true;
            default -> false;
        };
    }
}
