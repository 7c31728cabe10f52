package org.uketsuke.server.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.DoorClaim;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/**
 * Touches at the doors of rooms that count: an index of the decisions on them, which can be built again.
 *
 * @param dialect the engine
 */
public record DoorTouchStore(Dialect dialect) {
    private static final String SELECT = "SELECT member, journal, seq, room, session, direction, at, by_hand"
            + " FROM session_touch WHERE society = :society AND meeting = :meeting";
    private static final String INSERT =
            "INSERT INTO session_touch (society, meeting, member, journal, seq, room, session, direction, at, by_hand)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    /** Notes touches. */
    public void add(Handle handle, String society, String meeting, List<MemberTouch> touches) {
        ManyRows.write(handle, INSERT, touches, (row, one) -> {
            DoorClaim claim = one.touch().claim();
            row.setString(1, society);
            row.setString(2, meeting);
            row.setString(3, one.member());
            row.setString(4, one.touch().place().journal());
            row.setLong(5, one.touch().place().seq());
            row.setString(6, claim.room());
            row.setString(7, claim.session().orElse(""));
            row.setString(8, claim.direction().name().toLowerCase(Locale.ROOT));
            row.setLong(9, one.touch().at().toEpochMilli());
            row.setLong(10, claim.byHand() ? 1 : 0);
        });
    }

    /** Forgets the touch of an entry. */
    public void remove(Handle handle, Origin place) {
        handle.execute("DELETE FROM session_touch WHERE journal = ? AND seq = ?", place.journal(), place.seq());
    }

    /** Touches of members at a meeting, by member. */
    public Map<String, List<SessionTouch>> ofMembers(
            Handle handle, String society, String meeting, Collection<String> members) {
        return members.isEmpty()
                ? Map.of()
                : byMember(handle.createQuery(SELECT + " AND member " + dialect.among(":members"))
                        .bind("society", society)
                        .bind("meeting", meeting)
                        .bind("members", Wire.write(members))
                        .map((row, context) -> touch(row))
                        .list());
    }

    /** All touches at a meeting, by member. */
    public Map<String, List<SessionTouch>> ofMeeting(Handle handle, String society, String meeting) {
        return byMember(handle.createQuery(SELECT)
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) -> touch(row))
                .list());
    }

    /** Meetings at which a member touched. */
    public List<String> meetingsOf(Handle handle, String society, String member) {
        return handle.createQuery("SELECT g.id FROM meeting g WHERE g.society = :society AND EXISTS (SELECT 1"
                        + " FROM session_touch t WHERE t.society = g.society AND t.meeting = g.id"
                        + " AND t.member = :member) ORDER BY g.start_date DESC, g.id")
                .bind("society", society)
                .bind("member", member)
                .mapTo(String.class)
                .list();
    }

    /** Members who touched at a meeting, in order, after one of them. */
    public List<String> members(Handle handle, String society, String meeting, String after, int most) {
        return handle.createQuery("SELECT DISTINCT member FROM session_touch WHERE society = :society"
                        + " AND meeting = :meeting AND member > :after ORDER BY member LIMIT :most")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("after", after)
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    private static Map<String, List<SessionTouch>> byMember(List<MemberTouch> touches) {
        Map<String, List<SessionTouch>> byMember = new TreeMap<>();
        touches.forEach(one -> byMember.computeIfAbsent(one.member(), member -> new ArrayList<>())
                .add(one.touch()));
        return byMember;
    }

    private static MemberTouch touch(ResultSet row) throws SQLException {
        String session = row.getString("session");
        return new MemberTouch(
                row.getString("member"),
                new SessionTouch(
                        new Origin(row.getString("journal"), row.getLong("seq")),
                        new DoorClaim(
                                row.getString("room"),
                                session.isEmpty() ? Optional.empty() : Optional.of(session),
                                direction(row.getString("direction")),
                                row.getLong("by_hand") == 1),
                        Instant.ofEpochMilli(row.getLong("at"))));
    }

    private static Direction direction(String word) {
        try {
            return Direction.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Direction.UNRECOGNISED;
        }
    }
}
