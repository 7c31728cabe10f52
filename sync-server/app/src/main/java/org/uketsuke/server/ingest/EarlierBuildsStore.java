package org.uketsuke.server.ingest;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * SQL that finds what earlier builds kept otherwise than it is kept now.
 *
 * @param handle the transaction
 */
record EarlierBuildsStore(Handle handle) {
    private static final String UNJUDGED = """
            SELECT g.society, g.id FROM meeting g WHERE g.status NOT IN ('settled', 'cancelled') AND EXISTS (
              SELECT 1 FROM session_touch t WHERE t.society = g.society AND t.meeting = g.id AND NOT EXISTS (
                SELECT 1 FROM session_judged j WHERE j.society = t.society AND j.meeting = t.meeting
                  AND j.member = t.member))
            ORDER BY g.society, g.id""";

    /** Whose meeting. */
    record Place(String society, String meeting) {}

    /** Meetings with open books at which somebody touched of whom it is not kept by what the stays were judged. */
    List<Place> unjudged() {
        return handle.createQuery(UNJUDGED)
                .map((row, context) -> new Place(row.getString("society"), row.getString("id")))
                .list();
    }
}
