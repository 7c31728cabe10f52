package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/**
 * What a kiosk said to the person at the reader. Closed list; it is the last word on feedback only: credit is decided by
 * the server (domain 3.6).
 */
public enum Outcome {
    /** Registered. */
    ACCEPTED,
    /** Registered before; the first time is shown. */
    ALREADY,
    /** Registered with the card of an earlier term; the member has a current one (H14, domain 3.5-5). */
    PREVIOUS_CARD,
    /** Recorded, but no qualification has a current term (Q3). */
    NO_TERM,
    /** Well-formed card that the roster does not know; recorded under its keyed token. */
    UNKNOWN_CARD,
    /** Card reported lost, revoked or superseded; recorded, a person must look (domain 3.5-6). */
    STOPPED_CARD,
    /** The portal's sample picture, not a pass (C05). */
    PASS_SAMPLE,
    /** A genuine pass outside its time window. */
    PASS_EXPIRED,
    /** A text that claims to be a pass and is none: damaged, forged, of another society, voided by a newer one. */
    PASS_INVALID,
    /** Before the meeting or session opens. */
    TOO_EARLY,
    /** After the meeting or session closed. */
    TOO_LATE,
    /** A pass or card for another session or room. */
    WRONG_SESSION,
    /** A card that cannot be one of the society's; only counted, its id is not kept (domain 3.3-4). */
    NOT_A_MEMBER_CARD,
    /** The card could not be read; only counted. */
    UNREADABLE,
    /** The card answers with a random id, such as a phone; only counted, its id is not kept. */
    RANDOM_ID,
    /** No roster is unlocked: recorded sealed to the server, which decides. */
    NO_ROSTER,
    /** A value this version does not know. */
    @JsonEnumDefaultValue
    UNRECOGNISED;

    /** Whether such scans are only counted (in a {@code tally}), never journaled one by one, so that no id is left behind. */
    public boolean countedOnly() {
        return this == NOT_A_MEMBER_CARD || this == UNREADABLE || this == RANDOM_ID;
    }
}
