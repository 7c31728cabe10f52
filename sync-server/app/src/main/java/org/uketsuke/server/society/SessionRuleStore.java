package org.uketsuke.server.society;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.SessionRule.Out;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.storage.ManyRows;

/**
 * SQL of the rules by which sessions are touched for.
 *
 * @param handle the transaction
 */
public record SessionRuleStore(Handle handle) {
    /** All session rules of a society, by class and first day. */
    public SessionRules rules(String society) {
        return new SessionRules(handle.createQuery("""
                        SELECT class, valid_from, valid_to, in_before, in_after, out_before, out_after, minimum_stay,
                          day_limit, meeting_limit, title_ja, title_en
                        FROM session_rule WHERE society = ? ORDER BY class, valid_from""")
                .bind(0, society)
                .map((row, context) -> rule(row))
                .list());
    }

    /** The sessions of a society's meetings whose books are open. */
    List<SessionsKept.Planned> planned(String society) {
        return handle.createQuery("""
                        SELECT s.*, m.credit_date,
                          CASE WHEN EXISTS (SELECT 1 FROM session_touch t WHERE t.society = m.society
                            AND t.meeting = m.id) THEN 1 ELSE 0 END AS touched
                        FROM session s
                        JOIN meeting m ON m.society = s.society AND m.id = s.meeting
                        WHERE s.society = ? AND m.status NOT IN ('settled', 'cancelled')
                        ORDER BY s.meeting, s.start_at, s.id""")
                .bind(0, society)
                .map((row, context) -> new SessionsKept.Planned(
                        SessionStore.session(row),
                        LocalDate.parse(row.getString("credit_date")),
                        row.getLong("touched") == 1))
                .list();
    }

    /** Puts these in place of the society's session rules. */
    void replace(String society, SessionRules rules) {
        handle.execute("DELETE FROM session_rule WHERE society = ?", society);
        ManyRows.write(handle, """
                INSERT INTO session_rule (society, class, valid_from, valid_to, in_before, in_after, minimum_stay,
                  out_before, out_after, day_limit, meeting_limit, title_ja, title_en)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rules.rules(), (statement, rule) -> bind(statement, society, rule));
    }

    private static void bind(PreparedStatement statement, String society, SessionRule rule) throws SQLException {
        statement.setString(1, society);
        statement.setString(2, rule.sessionClass());
        statement.setString(3, rule.validity().from().toString());
        statement.setString(4, rule.validity().to().toString());
        statement.setLong(5, rule.inBefore().toMinutes());
        statement.setLong(6, rule.inAfter().toMinutes());
        statement.setLong(7, rule.minimumStay().toMinutes());
        bind(statement, 8, rule.out().map(out -> out.before().toMinutes()));
        bind(statement, 9, rule.out().map(out -> out.after().toMinutes()));
        bind(statement, 10, rule.dayLimit().map(Credits::hundredths));
        bind(statement, 11, rule.meetingLimit().map(Credits::hundredths));
        statement.setString(12, rule.title().ja());
        statement.setString(13, rule.title().en());
    }

    private static void bind(PreparedStatement statement, int at, Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(at, value.get());
        } else {
            statement.setNull(at, Types.BIGINT);
        }
    }

    private static SessionRule rule(ResultSet row) throws SQLException {
        Optional<Duration> before = optional(row, "out_before").map(Duration::ofMinutes);
        Duration after = Duration.ofMinutes(row.getLong("out_after"));
        return new SessionRule(
                row.getString("class"),
                new Text(row.getString("title_ja"), row.getString("title_en")),
                Duration.ofMinutes(row.getLong("in_before")),
                Duration.ofMinutes(row.getLong("in_after")),
                before.map(beforeEnd -> new Out(beforeEnd, after)),
                Duration.ofMinutes(row.getLong("minimum_stay")),
                optional(row, "day_limit").map(Credits::new),
                optional(row, "meeting_limit").map(Credits::new),
                new Validity(LocalDate.parse(row.getString("valid_from")), LocalDate.parse(row.getString("valid_to"))));
    }

    private static Optional<Long> optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
