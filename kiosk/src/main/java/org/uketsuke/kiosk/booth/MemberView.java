package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/**
 * A member as staff see one.
 *
 * @param member the roster's row
 * @param sameName whether another one of the same list is written or read alike: staff must ask for the affiliation
 * @param firstAt when this kiosk registered the member first, if it did
 * @param entries numbers of the entries that registered the member
 * @param atDoor what is known of the member at the door of a room; there the two before are empty
 */
public record MemberView(
        RosterMember member, boolean sameName, Optional<Instant> firstAt, List<Long> entries, Optional<AtDoor> atDoor) {
    /**
     * A member at the door of a room.
     *
     * @param preset what to offer first; empty if there is nothing to offer
     * @param touched what the member was registered for today
     */
    public record AtDoor(Optional<SessionWay> preset, List<Touched> touched) {}

    /**
     * A session, one way, for which a member was registered.
     *
     * @param way which
     * @param at when first
     * @param entries numbers of the entries that registered the member
     */
    public record Touched(SessionWay way, Instant at, List<Long> entries) {}
}
