package org.uketsuke.server.roster;

import java.util.List;
import java.util.function.Consumer;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/**
 * All that a meeting's kiosks shall hold, as the society's books stood at one moment.
 *
 * @param meta the society's facts
 * @param passKeys by id
 * @param staff who may open the staff desk of the meeting's booths, by id
 * @param members all members of the society by id, also those without a qualification, since their attendance counts
 *     (domain 3.5-8)
 * @param tokens their cards, by keyed token
 */
record RosterFacts(
        RosterMeta meta,
        List<PassKey> passKeys,
        List<BoothStaff> staff,
        List<RosterMember> members,
        List<RosterToken> tokens) {
    /** Hands over every row. */
    void forEachRow(Consumer<RosterRow> rows) {
        RosterDigest digest = new RosterDigest();
        rows.accept(digest.row(meta));
        passKeys.forEach(key -> rows.accept(digest.row(key)));
        staff.forEach(person -> rows.accept(digest.row(person)));
        members.forEach(member -> rows.accept(digest.row(member)));
        tokens.forEach(token -> rows.accept(digest.row(token)));
    }
}
