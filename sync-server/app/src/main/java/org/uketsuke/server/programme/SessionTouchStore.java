package org.uketsuke.server.programme;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Agenda.Window;

/**
 * SQL of whether people touched for sessions.
 *
 * @param handle the transaction
 */
public record SessionTouchStore(Handle handle) {
    private static final Window NEVER = new Window(Instant.EPOCH, Instant.EPOCH);

    /**
     * How many touches are one for a session, as far as is known without judging them: the booth took them for it, or it took
     * them for none and they lie in the session's room and windows.
     *
     * @param ruled the session with its windows, if a rule is in force
     */
    public long countFor(Session session, Optional<RuledSession> ruled) {
        Window in = ruled.map(RuledSession::in).orElse(NEVER);
        Window out = ruled.flatMap(RuledSession::out).orElse(NEVER);
        return handle.createQuery("""
                        SELECT COUNT(*) FROM session_touch WHERE society = :society AND meeting = :meeting AND (
                          session = :session OR session = '' AND room = :room
                            AND (at >= :inFrom AND at < :inTo OR at >= :outFrom AND at < :outTo))""")
                .bind("society", session.society())
                .bind("meeting", session.meeting())
                .bind("session", session.id())
                .bind("room", session.room())
                .bind("inFrom", in.from().toEpochMilli())
                .bind("inTo", in.to().toEpochMilli())
                .bind("outFrom", out.from().toEpochMilli())
                .bind("outTo", out.to().toEpochMilli())
                .mapTo(Long.class)
                .one();
    }
}
