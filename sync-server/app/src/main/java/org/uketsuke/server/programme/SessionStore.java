package org.uketsuke.server.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;

/**
 * SQL of sessions.
 *
 * @param handle the transaction
 */
public record SessionStore(Handle handle) {
    private static final String SELECT =
            "SELECT society, meeting, id, title_ja, title_en, class, room, start_at, end_at FROM session";

    /** The sessions of a meeting in order of their start, those that start together by id. */
    public List<Session> ofMeeting(String society, String meeting) {
        return handle.createQuery(SELECT + " WHERE society = ? AND meeting = ? ORDER BY start_at, id")
                .bind(0, society)
                .bind(1, meeting)
                .map((row, context) -> session(row))
                .list();
    }

    /** The session of that id. */
    public Optional<Session> find(String society, String meeting, String id) {
        return handle.createQuery(SELECT + " WHERE society = ? AND meeting = ? AND id = ?")
                .bind(0, society)
                .bind(1, meeting)
                .bind(2, id)
                .map((row, context) -> session(row))
                .findOne();
    }

    /** Adds a session, or changes the one of that id. */
    public void put(Session session) {
        handle.createUpdate("""
                        INSERT INTO session (society, meeting, id, title_ja, title_en, class, room, start_at, end_at)
                        VALUES (:society, :meeting, :id, :titleJa, :titleEn, :class, :room, :start, :end)
                        ON CONFLICT (society, meeting, id) DO UPDATE SET title_ja = excluded.title_ja,
                          title_en = excluded.title_en, class = excluded.class, room = excluded.room,
                          start_at = excluded.start_at, end_at = excluded.end_at""")
                .bind("society", session.society())
                .bind("meeting", session.meeting())
                .bind("id", session.id())
                .bind("titleJa", session.title().ja())
                .bind("titleEn", session.title().en())
                .bind("class", session.sessionClass())
                .bind("room", session.room())
                .bind("start", session.start().toEpochMilli())
                .bind("end", session.end().toEpochMilli())
                .execute();
    }

    /** Takes a session out of the agenda; that nobody touched for it is the caller's care. */
    public void remove(Session session) {
        handle.execute(
                "DELETE FROM session WHERE society = ? AND meeting = ? AND id = ?",
                session.society(),
                session.meeting(),
                session.id());
    }

    /** The session in the current row of a result that has all columns of the table {@code session} by their names. */
    public static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("society"),
                row.getString("meeting"),
                row.getString("id"),
                new Text(row.getString("title_ja"), row.getString("title_en")),
                row.getString("class"),
                row.getString("room"),
                Instant.ofEpochMilli(row.getLong("start_at")),
                Instant.ofEpochMilli(row.getLong("end_at")));
    }
}
