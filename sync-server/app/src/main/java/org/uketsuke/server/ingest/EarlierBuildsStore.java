package org.uketsuke.server.ingest;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * SQL that finds what earlier builds kept otherwise than it is kept now.
 *
 * @param handle the transaction
 */
record EarlierBuildsStore(Handle handle) {
    /** Members first, of whom there are far fewer than touches. */
    private static final String UNJUDGED = """
            SELECT g.society, g.id FROM (SELECT DISTINCT society, meeting, member FROM session_touch) t
            JOIN meeting g ON g.society = t.society AND g.id = t.meeting AND g.status NOT IN ('settled', 'cancelled')
            WHERE NOT EXISTS (SELECT 1 FROM session_judged j WHERE j.society = t.society AND j.meeting = t.meeting
              AND j.member = t.member)
            GROUP BY g.society, g.id ORDER BY g.society, g.id""";

    private static final String ROOMS = "SELECT room FROM session UNION SELECT room FROM kiosk_door"
            + " UNION SELECT room FROM enrolment_door UNION SELECT room FROM session_touch ORDER BY room";

    /** What was judged of open meetings that have a room. */
    private static final String FORGET = """
            DELETE FROM session_judged WHERE (society, meeting) IN (
              SELECT society, meeting FROM session WHERE room = :room
              UNION SELECT society, meeting FROM session_touch WHERE room = :room)
            AND (society, meeting) IN (SELECT society, id FROM meeting WHERE status NOT IN ('settled', 'cancelled'))""";

    private static final List<String> RESPELL = List.of(
            "UPDATE session SET room = :spelled WHERE room = :room",
            "UPDATE kiosk_door SET room = :spelled WHERE room = :room",
            "UPDATE enrolment_door SET room = :spelled WHERE room = :room",
            "UPDATE session_touch SET room = :spelled WHERE room = :room");

    /** Whose meeting. */
    record Place(String society, String meeting) {}

    /** Names of rooms that sessions, doors and touches have, each once. */
    List<String> rooms() {
        return handle.createQuery(ROOMS).mapTo(String.class).list();
    }

    /**
     * Spells a room anew wherever it is kept, and forgets by what the stays at open meetings with it were judged: the agenda may
     * be kept as another text, so that all of them are to be judged anew.
     */
    void respell(String room, String spelled) {
        handle.createUpdate(FORGET).bind("room", room).execute();
        for (String update : RESPELL) {
            handle.createUpdate(update)
                    .bind("room", room)
                    .bind("spelled", spelled)
                    .execute();
        }
    }

    /** Meetings with open books at which somebody touched of whom it is not kept by what the stays were judged. */
    List<Place> unjudged() {
        return handle.createQuery(UNJUDGED)
                .map((row, context) -> new Place(row.getString("society"), row.getString("id")))
                .list();
    }
}
