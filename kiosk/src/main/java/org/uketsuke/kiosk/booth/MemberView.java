package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/**
 * A member as staff see one.
 *
 * @param member the roster's row
 * @param sameName whether another one of the same list is written or read alike: staff must ask for the affiliation
 * @param firstAt when this kiosk registered the member first, if it did
 * @param entries numbers of the entries that registered the member
 */
public record MemberView(RosterMember member, boolean sameName, Optional<Instant> firstAt, List<Long> entries) {}
