package org.uketsuke.server.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.ManyRows;

/** Cases of entries that are decided anew, and may need again what was closed before. */
public final class RaisedAgainStore {
    private static final String OTHER_IS_OPEN = "EXISTS (SELECT 1 FROM exception_case o"
            + " WHERE o.society = exception_case.society AND o.meeting = exception_case.meeting"
            + " AND o.kind = exception_case.kind AND o.subject = :subject AND o.subject <> '' AND o.state = 'open')";
    private static final String ITS_SETTLED_CASE = " WHERE society = :society AND meeting = :meeting"
            + " AND journal = :journal AND seq = :seq AND kind = :kind AND state = 'settled' AND ";

    /** The first entry that stands behind each case of an entry that an award closed. */
    private static final String BEHIND_CLOSED_BY_AWARD = """
            SELECT c.society, c.meeting, c.kind, c.subject, c.journal, c.seq, c.member, c.detail, c.raised_at,
              x.detail AS closed
            FROM exception_case x JOIN case_entry c ON c.society = x.society AND c.meeting = x.meeting
              AND c.kind = x.kind AND c.subject = x.subject AND x.subject <> ''
            WHERE x.society = :society AND x.meeting = :meeting AND x.journal = :journal AND x.seq = :seq
              AND x.settled_by = 'award'
              AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE o.society = c.society AND o.meeting = c.meeting
                AND o.journal = c.journal AND o.seq = c.seq AND o.kind = c.kind)
              AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = c.journal AND v.seq = c.seq)
              AND NOT EXISTS (SELECT 1 FROM case_entry b WHERE b.society = c.society AND b.meeting = c.meeting
                AND b.kind = c.kind AND b.subject = c.subject
                AND (b.raised_at, b.journal, b.seq) < (c.raised_at, c.journal, c.seq)
                AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE o.society = b.society AND o.meeting = b.meeting
                  AND o.journal = b.journal AND o.seq = b.seq AND o.kind = b.kind)
                AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = b.journal AND v.seq = b.seq))""";

    /**
     * Raises a case. One of the same entry and kind that was closed is opened again, about whom it is about now; where an open
     * case of another entry tells of the matter, the entry is attached to that instead.
     */
    public void raise(Handle handle, ExceptionStore cases, ExceptionCase one) {
        boolean waits = one.state() == ExceptionCase.State.OPEN;
        if (waits && openAgain(handle, one)) {
            return;
        }
        if (waits) {
            handle.createUpdate("DELETE FROM exception_case" + ITS_SETTLED_CASE + OTHER_IS_OPEN)
                    .bind("society", one.society())
                    .bind("meeting", one.meeting())
                    .bind("journal", one.journal())
                    .bind("seq", one.seq())
                    .bind("kind", one.kind().name())
                    .bind("subject", one.subject())
                    .execute();
        }
        cases.raise(handle, List.of(one));
    }

    private static boolean openAgain(Handle handle, ExceptionCase one) {
        return handle.createUpdate("UPDATE exception_case SET state = 'open', settled_by = NULL, subject = :subject,"
                                + " member = :member, detail = detail || :more" + ITS_SETTLED_CASE + "NOT "
                                + OTHER_IS_OPEN)
                        .bind("member", one.member().orElse(null))
                        .bind("more", "\n" + one.detail())
                        .bind("society", one.society())
                        .bind("meeting", one.meeting())
                        .bind("journal", one.journal())
                        .bind("seq", one.seq())
                        .bind("kind", one.kind().name())
                        .bind("subject", one.subject())
                        .execute()
                == 1;
    }

    /**
     * Notes that what an award of a member closed of an entry is not about that member any more: it stays closed. What stood
     * behind it goes on waiting for that award to be taken back, under a case of its own.
     */
    public void forgetAwards(Handle handle, ExceptionStore cases, String society, String meeting, Origin entry) {
        List<ExceptionCase> next = handle.createQuery(BEHIND_CLOSED_BY_AWARD)
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", entry.journal())
                .bind("seq", entry.seq())
                .map(RaisedAgainStore::behind)
                .list();
        handle.createUpdate("UPDATE exception_case SET settled_by = NULL WHERE society = :society"
                        + " AND meeting = :meeting AND journal = :journal AND seq = :seq AND settled_by = 'award'")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", entry.journal())
                .bind("seq", entry.seq())
                .execute();
        cases.raise(handle, next);
        ManyRows.write(
                handle,
                "UPDATE exception_case SET settled_by = 'award' WHERE society = ? AND meeting = ? AND id = ?",
                next,
                (row, one) -> {
                    row.setString(1, society);
                    row.setString(2, meeting);
                    row.setString(3, one.id());
                });
    }

    /** Closed like the case before it, and for the reason that stands there after what it says itself. */
    private static ExceptionCase behind(ResultSet row, StatementContext context) throws SQLException {
        String before = row.getString("closed");
        int reason = before.indexOf('\n');
        return new ExceptionCase(
                row.getString("society"),
                row.getString("meeting"),
                ExceptionKind.valueOf(row.getString("kind")),
                ExceptionCase.State.SETTLED,
                row.getString("journal"),
                row.getLong("seq"),
                Optional.ofNullable(row.getString("member")),
                row.getString("detail") + (reason < 0 ? "" : before.substring(reason)),
                Instant.ofEpochMilli(row.getLong("raised_at")),
                row.getString("subject"));
    }
}
