package org.uketsuke.server.adjudicate;

import java.util.EnumSet;
import java.util.Set;

/** Why a person must look at an entry, or would want to know of it: E01 to E26 of the reconciliation table (domain 4). */
public enum ExceptionKind {
    /** A card or pass that no member of the society holds. */
    UNKNOWN_TOKEN("E01"),
    /** Card of an earlier term; the credit went to the current one. */
    CARD_PREV_TERM("E04"),
    /** No qualification with a current term: attendance only. */
    TERM_NONE("E05"),
    /** The tap and the meeting's credit date lie in different terms. */
    TERM_BOUNDARY("E06"),
    /** The card was reported lost, or revoked, before the tap. */
    CARD_LOST("E07"),
    /** The card or pass had been replaced by a newer one before the tap. */
    CARD_SUPERSEDED("E08"),
    /** The member already has the credits of this meeting. */
    DUP_TAP("E09"),
    /** Registered by hand without a look at any evidence. */
    MANUAL_UNVERIFIED("E12"),
    /** Registered by hand at the door of a room without a look at any evidence. */
    TOUCH_UNVERIFIED("E12"),
    /** The kiosk holds entries that the server has not got. */
    SEQ_GAP("E17"),
    /** A batch whose signature or hash does not hold. */
    BATCH_HASH("E17"),
    /** An entry that contradicts its own place in the journal, or voids what cannot be voided. */
    EVENT_CONFLICT("E18"),
    /** A temporary card that is somebody's own, or of which clocks cannot tell whose it was. */
    CARD_CONFLICT("E18"),
    /** The server holds two histories of one journal. */
    JOURNAL_FORK("E18"),
    /** The server holds as many histories of one journal as it keeps; of further ones nothing is kept. */
    TOO_MANY_HISTORIES("E18"),
    /** A text that is no journal entry, or none that this version understands. */
    ENTRY_UNREADABLE("E18"),
    /** The device clock was off by more than the tolerance; the time was corrected. */
    CLOCK_SKEW("E19"),
    /** The corrected time lies outside the meeting. */
    OUT_OF_HOURS("E19"),
    /** The scan names another meeting than the kiosk was assigned to. */
    WRONG_MEETING("E20"),
    /** The meeting was settled or cancelled when the entry arrived. */
    LATE_AFTER_SETTLED("E21"),
    /** The same of a touch at the door of a room, which is no attendance of the meeting as such. */
    TOUCH_AFTER_SETTLED("E21"),
    /** In one room before having left the other: one of the two was somebody else, or a clock is wrong. */
    IMPOSSIBLE_TRAVEL("E22"),
    /** A pass that is a sample, expired, or not genuine. */
    PASS_REFUSED("E23"),
    /** No credit rule for this class of meeting on the credit date. */
    RULE_MISSING("E24"),
    /** The member has left, died, or the id is not known any more. */
    MEMBER_LEFT("E25"),
    /** The entry came in a batch whose signature is not its kiosk's. */
    JOURNAL_UNTRUSTED("E26"),
    /** The kiosk was revoked when the entry arrived. */
    KIOSK_UNTRUSTED("E26");

    /** Held for other reasons than doubt about who was there and when: the member's attendance counts at once. */
    private static final Set<ExceptionKind> ATTENDANCE_STANDS =
            EnumSet.of(TERM_BOUNDARY, RULE_MISSING, LATE_AFTER_SETTLED);

    /** The same each time that the person, or the card, comes back: one case tells of all of it. */
    private static final Set<ExceptionKind> PER_PERSON = EnumSet.of(
            UNKNOWN_TOKEN,
            TERM_NONE,
            TERM_BOUNDARY,
            CARD_LOST,
            CARD_SUPERSEDED,
            MANUAL_UNVERIFIED,
            TOUCH_UNVERIFIED,
            CARD_CONFLICT,
            OUT_OF_HOURS,
            LATE_AFTER_SETTLED,
            TOUCH_AFTER_SETTLED,
            RULE_MISSING,
            MEMBER_LEFT);

    private final String code;

    ExceptionKind(String code) {
        this.code = code;
    }

    /** Number in the reconciliation table, such as {@code E07}. */
    public String code() {
        return code;
    }

    /** Whether one case per person, or card, and meeting is enough. */
    public boolean perPerson() {
        return PER_PERSON.contains(this);
    }

    /** Whether the person's attendance stands although the credit is held. */
    public boolean attendanceStands() {
        return ATTENDANCE_STANDS.contains(this);
    }

    /** Whether an entry that raises it says nothing of whether somebody was there, so that copies of it may still count. */
    public boolean silent() {
        return this == KIOSK_UNTRUSTED || this == JOURNAL_UNTRUSTED || this == TOUCH_AFTER_SETTLED;
    }
}
