package org.uketsuke.server.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.storage.Dialect;

/**
 * SQL of meetings.
 *
 * @param handle the transaction
 */
public record MeetingStore(Handle handle) {
    private static final String SELECT = """
            SELECT society, id, name_ja, name_en, class, start_date, end_date, credit_date, venue, status
            FROM meeting""";

    /** The meeting of that id. */
    public Optional<Meeting> find(String society, String id) {
        return handle.createQuery(SELECT + " WHERE society = ? AND id = ?")
                .bind(0, society)
                .bind(1, id)
                .map((row, context) -> meeting(row))
                .findOne();
    }

    /** Holds a meeting until the transaction ends, so that no entry is judged meanwhile. */
    public void hold(String society, String id, Dialect dialect) {
        handle.createQuery("SELECT id FROM meeting WHERE society = ? AND id = ?" + dialect.forUpdate())
                .bind(0, society)
                .bind(1, id)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether anything rests on the meeting's class and days: an entry that was judged by them, or a line of the ledger. */
    public boolean judged(String society, String id) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM meeting m WHERE m.society = ? AND m.id = ? AND (
                          EXISTS (SELECT 1 FROM decision d WHERE d.society = m.society AND d.meeting = m.id)
                          OR EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = m.society AND l.meeting = m.id))""")
                        .bind(0, society)
                        .bind(1, id)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** The key that turns a card into its pseudonym within this meeting, 32 bytes. */
    public byte[] tokenKey(String society, String id) {
        return handle.createQuery("SELECT token_key FROM meeting WHERE society = ? AND id = ?")
                .bind(0, society)
                .bind(1, id)
                .mapTo(byte[].class)
                .one();
    }

    /** Adds a meeting, or changes one that is there; its status and key stay. */
    public void put(Meeting meeting, byte[] tokenKeyIfNew) {
        handle.createUpdate("""
                        INSERT INTO meeting (society, id, name_ja, name_en, class, start_date, end_date, credit_date,
                          venue, status, token_key)
                        VALUES (:society, :id, :nameJa, :nameEn, :class, :startDate, :endDate, :creditDate,
                          :venue, :status, :tokenKey)
                        ON CONFLICT (society, id) DO UPDATE SET name_ja = excluded.name_ja, name_en = excluded.name_en,
                          class = excluded.class, start_date = excluded.start_date, end_date = excluded.end_date,
                          credit_date = excluded.credit_date, venue = excluded.venue""")
                .bind("society", meeting.society())
                .bind("id", meeting.id())
                .bind("nameJa", meeting.name().ja())
                .bind("nameEn", meeting.name().en())
                .bind("class", meeting.meetingClass())
                .bind("startDate", meeting.startDate().toString())
                .bind("endDate", meeting.endDate().toString())
                .bind("creditDate", meeting.creditDate().toString())
                .bind("venue", meeting.venue())
                .bind("status", meeting.status().word())
                .bind("tokenKey", tokenKeyIfNew)
                .execute();
    }

    private static Meeting meeting(ResultSet row) throws SQLException {
        return new Meeting(
                row.getString("society"),
                row.getString("id"),
                new Text(row.getString("name_ja"), row.getString("name_en")),
                row.getString("class"),
                LocalDate.parse(row.getString("start_date")),
                LocalDate.parse(row.getString("end_date")),
                LocalDate.parse(row.getString("credit_date")),
                row.getString("venue"),
                MeetingStatus.byWord(row.getString("status")).orElse(MeetingStatus.REGISTERED));
    }
}
