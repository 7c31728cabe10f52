package org.uketsuke.server.roster;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/**
 * SQL of rosters.
 *
 * @param handle the transaction
 * @param dialect the engine
 */
record RosterStore(Handle handle, Dialect dialect) {
    private static final int FETCH_ROWS = 5_000;

    /**
     * A meeting's roster.
     *
     * @param version rises when a row changes; 0 before the first row
     * @param madeFrom the society's change count it was made from
     * @param changeCount the society's change count now
     * @param madeAt when a row last changed
     */
    record State(long version, long madeFrom, long changeCount, Instant madeAt) {
        /** Of a roster that was not begun yet. */
        static State none(long changeCount) {
            return new State(0, -1, changeCount, Instant.EPOCH);
        }

        boolean isCurrent() {
            return madeFrom == changeCount;
        }
    }

    Optional<State> state(String society, String meeting) {
        return handle.createQuery("""
                        SELECT r.version, r.made_from, s.change_count, r.made_at
                        FROM roster r JOIN society s ON s.society = r.society
                        WHERE r.society = ? AND r.meeting = ?""")
                .bind(0, society)
                .bind(1, meeting)
                .map((row, context) ->
                        new State(row.getLong(1), row.getLong(2), row.getLong(3), Instant.ofEpochMilli(row.getLong(4))))
                .findOne();
    }

    /** Begins a roster if there is none, and keeps others from changing it until the transaction ends. */
    void lock(String society, String meeting) {
        handle.execute(
                "INSERT INTO roster (society, meeting, version, made_from, made_at) VALUES (?, ?, 0, -1, 0)"
                        + " ON CONFLICT (society, meeting) DO NOTHING",
                society,
                meeting);
        handle.createQuery("SELECT version FROM roster WHERE society = ? AND meeting = ?" + dialect.forUpdate())
                .bind(0, society)
                .bind(1, meeting)
                .mapTo(Long.class)
                .one();
    }

    void made(String society, String meeting, State state) {
        handle.execute(
                "UPDATE roster SET version = ?, made_from = ?, made_at = ? WHERE society = ? AND meeting = ?",
                state.version(),
                state.madeFrom(),
                state.madeAt().toEpochMilli(),
                society,
                meeting);
    }

    /** How often the society's books have changed. */
    long changeCount(String society) {
        return handle.createQuery("SELECT change_count FROM society WHERE society = ?")
                .bind(0, society)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new IllegalArgumentException("There is no society " + society));
    }

    /** All rows by kind and key, also those that are gone. */
    Map<String, Map<String, RosterRow>> rows(String society, String meeting) {
        Map<String, Map<String, RosterRow>> rows = new HashMap<>();
        query("SELECT kind, key, subject, digest FROM roster_row WHERE society = ? AND meeting = ?", society, meeting)
                .map((row, context) -> row(row))
                .forEach(row -> rows.computeIfAbsent(row.kind(), kind -> new HashMap<>())
                        .put(row.key(), row));
        return rows;
    }

    /**
     * Rows that changed after a version, also those that are gone; no more than some.
     *
     * @param version 1 or later: all there is has changed since 0
     */
    List<RosterRow> changedAfter(String society, String meeting, long version, int most) {
        return query("""
                        SELECT kind, key, subject, digest FROM roster_row
                        WHERE society = ? AND meeting = ? AND version > ? AND version > 1
                        ORDER BY version, kind, key LIMIT ?""", society, meeting)
                .bind(2, version)
                .bind(3, most)
                .map((row, context) -> row(row))
                .list();
    }

    /** Puts rows, as of a version. */
    void put(String society, String meeting, long version, List<RosterRow> rows) {
        ManyRows.write(handle, """
                INSERT INTO roster_row (society, meeting, kind, key, subject, version, removed, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (society, meeting, kind, key) DO UPDATE SET subject = excluded.subject,
                  version = excluded.version, removed = excluded.removed, digest = excluded.digest""", rows, (statement, row) -> {
            statement.setString(1, society);
            statement.setString(2, meeting);
            statement.setString(3, row.kind());
            statement.setString(4, row.key());
            statement.setString(5, row.subject());
            statement.setLong(6, version);
            statement.setLong(7, row.isGone() ? 1 : 0);
            statement.setString(8, row.digest());
        });
    }

    private Query query(String sql, String society, String meeting) {
        return handle.createQuery(sql).bind(0, society).bind(1, meeting).setFetchSize(FETCH_ROWS);
    }

    private static RosterRow row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new RosterRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
}
