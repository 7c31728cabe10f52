package org.uketsuke.server.reconcile;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.storage.Dialect;

/**
 * The cases about touches at the doors of rooms.
 *
 * @param dialect the engine
 */
public record SessionCasesStore(Dialect dialect) {
    /** Open cases on touches of members that stand. */
    public List<ExceptionCase> open(Handle handle, String society, String meeting, Collection<String> members) {
        return handle.createQuery("SELECT x.society, x.meeting, x.kind, x.state, x.journal, x.seq, x.member, x.detail,"
                        + " x.raised_at, x.subject FROM session_touch t JOIN exception_case x ON x.society = t.society"
                        + " AND x.meeting = t.meeting AND x.journal = t.journal AND x.seq = t.seq"
                        + " WHERE t.society = :society AND t.meeting = :meeting AND t.member "
                        + dialect.among(":members")
                        + " AND x.state = 'open' AND x.kind IN ('OUT_OF_HOURS', 'IMPOSSIBLE_TRAVEL')"
                        + " ORDER BY x.journal, x.seq, x.kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("members", Wire.write(members))
                .map(ExceptionStore::map)
                .list();
    }
}
