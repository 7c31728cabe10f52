package org.uketsuke.server.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.server.reconcile.BalanceSheet.Counts;
import org.uketsuke.server.reconcile.BalanceSheet.Line;
import org.uketsuke.server.reconcile.BalanceSheet.Report;

/** Counts what became of a meeting's entries. {@code received} comes from the journals themselves, the rest from decisions. */
public final class BalanceSheetStore {
    private static final String JOURNALS = """
            SELECT j.kiosk, COALESCE(k.booth, '') AS booth, j.id AS journal, j.last_seen_at,
              COALESCE(j.fork_of, '') AS fork_of, COALESCE(j.continued_by, '') AS continued_by,
              (SELECT COUNT(*) FROM journal_entry e WHERE e.journal = j.id) AS received,
              COALESCE(d.awarded, 0) AS awarded, COALESCE(d.duplicate, 0) AS duplicate,
              COALESCE(d.recorded_only, 0) AS recorded_only,
              COALESCE(d.touched, 0) AS touched, COALESCE(d.exceptions, 0) AS exceptions,
              COALESCE(d.voided, 0) AS voided, COALESCE(d.non_scan, 0) AS non_scan,
              (SELECT e.entry FROM journal_entry e WHERE e.journal = j.id AND e.seq = j.received) AS last_entry
            FROM journal j
            LEFT JOIN kiosk k ON k.id = j.kiosk
            LEFT JOIN (
              SELECT d.journal,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'AWARDED' THEN 1 ELSE 0 END) AS awarded,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'DUPLICATE' THEN 1 ELSE 0 END) AS duplicate,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'RECORDED_ONLY' THEN 1 ELSE 0 END) AS recorded_only,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'TOUCHED' THEN 1 ELSE 0 END) AS touched,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'EXCEPTION' THEN 1 ELSE 0 END) AS exceptions,
                SUM(CASE WHEN v.seq IS NOT NULL THEN 1 ELSE 0 END) AS voided,
                SUM(CASE WHEN v.seq IS NULL AND d.kind = 'NON_SCAN' THEN 1 ELSE 0 END) AS non_scan
              FROM decision d LEFT JOIN voided v ON v.journal = d.journal AND v.seq = d.seq
              WHERE d.society = :society AND d.meeting = :meeting
              GROUP BY d.journal) d ON d.journal = j.id
            WHERE j.society = :society AND j.meeting = :meeting
            ORDER BY booth, j.kiosk, j.first_seen_at, j.id""";

    private static final String SILENT = """
            SELECT k.id AS kiosk, k.booth, k.last_seen_at FROM kiosk k
            WHERE k.society = :society AND k.meeting = :meeting AND NOT EXISTS (
              SELECT 1 FROM journal j WHERE j.kiosk = k.id AND j.society = k.society AND j.meeting = k.meeting)
            ORDER BY k.booth, k.id""";

    /** The balance sheet of a meeting as it stands. */
    public BalanceSheet ofMeeting(Handle handle, String society, String meeting) {
        List<Line> lines = new ArrayList<>(handle.createQuery(JOURNALS)
                .bind("society", society)
                .bind("meeting", meeting)
                .map(BalanceSheetStore::line)
                .list());
        lines.addAll(handle.createQuery(SILENT)
                .bind("society", society)
                .bind("meeting", meeting)
                .map(BalanceSheetStore::silent)
                .list());
        return new BalanceSheet(lines);
    }

    private static Line silent(ResultSet row, StatementContext context) throws SQLException {
        return new Line(
                row.getString("kiosk"),
                row.getString("booth"),
                "",
                Report.SILENT,
                Counts.NONE,
                Instant.ofEpochMilli(row.getLong("last_seen_at")));
    }

    private static Line line(ResultSet row, StatementContext context) throws SQLException {
        return new Line(
                row.getString("kiosk"),
                row.getString("booth"),
                row.getString("journal"),
                report(row),
                new Counts(
                        row.getLong("received"),
                        row.getLong("awarded"),
                        row.getLong("duplicate"),
                        row.getLong("recorded_only"),
                        row.getLong("touched"),
                        row.getLong("exceptions"),
                        row.getLong("voided"),
                        row.getLong("non_scan")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")));
    }

    private static Report report(ResultSet row) throws SQLException {
        if (!row.getString("fork_of").isEmpty()) {
            return Report.QUARANTINE;
        }
        if (!row.getString("continued_by").isEmpty()) {
            return Report.CONTINUED;
        }
        String last = row.getString("last_entry");
        return last != null && Seal.isSeal(last) ? Report.SEALED : Report.UNSEALED;
    }
}
