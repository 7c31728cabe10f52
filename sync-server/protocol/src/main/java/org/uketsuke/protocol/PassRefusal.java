package org.uketsuke.protocol;

/** Why a text is not taken as a member pass, in the order of the checks. */
public enum PassRefusal {
    /** The portal's decorative picture (C05). */
    SAMPLE,
    /** Does not begin as a pass does; perhaps a plain barcode. */
    NOT_A_PASS,
    /** Cut short or run on. */
    WRONG_LENGTH,
    /** A letter that passes never hold. */
    WRONG_LETTER,
    /** A version that this software does not know. */
    UNKNOWN_VERSION,
    /** Signed with a key that is not on the roster. */
    UNKNOWN_KEY,
    /** The signature does not hold: damaged or forged. */
    BAD_SIGNATURE,
    /** A genuine pass of another society. */
    OTHER_SOCIETY,
    /** Good from a later time on. */
    NOT_YET,
    /** Was good until an earlier time. */
    EXPIRED,
    /** A newer issue has voided it. */
    OLD_GENERATION,
    /** Genuine, but its holder is not on the roster. */
    UNKNOWN_HOLDER;

    /** What the screen says for it. */
    public Outcome outcome() {
        return switch (this) {
            case SAMPLE -> Outcome.PASS_SAMPLE;
            case NOT_YET, EXPIRED -> Outcome.PASS_EXPIRED;
            case UNKNOWN_HOLDER -> Outcome.UNKNOWN_CARD;
            default -> Outcome.PASS_INVALID;
        };
    }
}
