package org.uketsuke.server.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.SessionJudgement;
import org.uketsuke.server.adjudicate.SessionStay;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/**
 * Who was at which session: an index of what members' touches come to, which can be built again, so that pages need not judge
 * everybody to count.
 *
 * @param dialect the engine
 */
public record SessionStayStore(Dialect dialect) {
    private static final String INSERT =
            "INSERT INTO session_stay (society, meeting, member, session, came_in, went_out)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";

    /**
     * A stay that is worth telling.
     *
     * @param member member id
     * @param session session id
     * @param cameIn whether there is a touch on the way in
     * @param wentOut whether there is one on the way out
     */
    public record Stay(String member, String session, boolean cameIn, boolean wentOut) {
        /** Those of a member. */
        public static List<Stay> of(String member, SessionJudgement judgement) {
            return judgement.stays().stream()
                    .filter(SessionStay::meant)
                    .map(stay -> new Stay(
                            member,
                            stay.session().id(),
                            stay.in().isPresent(),
                            stay.out().isPresent()))
                    .toList();
        }
    }

    /**
     * How many were at a session.
     *
     * @param in members with a touch on the way in
     * @param out members with a touch on the way out
     */
    public record Count(long in, long out) {
        /** Nobody. */
        public static final Count NOBODY = new Count(0, 0);
    }

    /** Puts what members' touches come to in place of what is there. */
    void put(Handle handle, String society, String meeting, Map<String, SessionJudgement> judgements) {
        handle.createUpdate("DELETE FROM session_stay WHERE society = :society AND meeting = :meeting AND member "
                        + dialect.among(":members"))
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("members", Wire.write(judgements.keySet()))
                .execute();
        List<Stay> stays = new ArrayList<>();
        judgements.forEach((member, judgement) -> stays.addAll(Stay.of(member, judgement)));
        ManyRows.write(handle, INSERT, stays, (row, stay) -> {
            row.setString(1, society);
            row.setString(2, meeting);
            row.setString(3, stay.member());
            row.setString(4, stay.session());
            row.setLong(5, stay.cameIn() ? 1 : 0);
            row.setLong(6, stay.wentOut() ? 1 : 0);
        });
    }

    /** All stays at a meeting. */
    public Collection<Stay> ofMeeting(Handle handle, String society, String meeting) {
        return handle.createQuery("SELECT member, session, came_in, went_out FROM session_stay"
                        + " WHERE society = :society AND meeting = :meeting")
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) -> new Stay(
                        row.getString("member"),
                        row.getString("session"),
                        row.getLong("came_in") == 1,
                        row.getLong("went_out") == 1))
                .list();
    }

    /** How many were at the sessions of a meeting, by session id; those at which nobody was are left out. */
    public Map<String, Count> counts(Handle handle, String society, String meeting) {
        Map<String, Count> counts = new HashMap<>();
        handle.createQuery("SELECT session, SUM(came_in) AS came_in, SUM(went_out) AS went_out FROM session_stay"
                        + " WHERE society = :society AND meeting = :meeting GROUP BY session")
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) ->
                        Map.entry(row.getString("session"), new Count(row.getLong("came_in"), row.getLong("went_out"))))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }
}
