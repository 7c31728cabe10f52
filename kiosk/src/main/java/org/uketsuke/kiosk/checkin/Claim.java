package org.uketsuke.kiosk.checkin;

import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/** What is known of the person at the reader. */
public sealed interface Claim {
    /**
     * A card on the roster.
     *
     * @param card the card
     * @param member its holder
     */
    record Card(RosterToken card, RosterMember member) implements Claim {}

    /**
     * A pass that holds.
     *
     * @param member its holder
     */
    record Pass(RosterMember member) implements Claim {}

    /**
     * A card that staff gave out for this meeting.
     *
     * @param member for whom it stands
     */
    record TemporaryCard(RosterMember member) implements Claim {}

    /** A card that the roster does not know. */
    record UnknownCard() implements Claim {}

    /**
     * A text that is not taken as a pass.
     *
     * @param why the first check that failed
     */
    record RefusedPass(PassRefusal why) implements Claim {}

    /** Anything, while no roster is unlocked. */
    record NoRoster() implements Claim {}
}
