package org.uketsuke.server.reconcile;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.ManyRows;

/** The table of exception cases. */
public final class ExceptionStore {
    private static final String COLUMNS =
            "society, meeting, id, kind, state, journal, seq, member, detail, raised_at, subject";
    private static final String INSERT = "INSERT INTO exception_case (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String ATTACH = """
            INSERT INTO case_entry (society, meeting, kind, subject, journal, seq, member, detail, raised_at)
            SELECT x.society, x.meeting, x.kind, x.subject, CAST(? AS VARCHAR(200)), CAST(? AS BIGINT),
              CAST(? AS VARCHAR(200)), CAST(? AS VARCHAR(2000)), CAST(? AS BIGINT)
            FROM exception_case x
            WHERE x.society = ? AND x.meeting = ? AND x.kind = ? AND x.subject = ? AND x.subject <> '' AND x.state = 'open'
              AND NOT (x.journal = ? AND x.seq = ?)
              AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE o.society = x.society AND o.meeting = x.meeting
                AND o.journal = ? AND o.seq = ? AND o.kind = x.kind)
            ON CONFLICT DO NOTHING""";
    private static final String CLOSED_BY_AWARD = " FROM exception_case x WHERE x.society = :society"
            + " AND x.meeting = :meeting AND x.subject = :member AND x.settled_by = 'award' AND NOT EXISTS ("
            + "SELECT 1 FROM exception_case o WHERE o.society = x.society AND o.meeting = x.meeting"
            + " AND o.kind = x.kind AND o.subject = x.subject AND o.subject <> '' AND o.state = 'open')";
    /** Few: an update for each member of a push, most of whom no case is about, would cost a tenth of the push. */
    private static final String WAIT_FOR_CREDITS = "SELECT DISTINCT subject FROM exception_case"
            + " WHERE society = :society AND meeting = :meeting AND state = 'open' AND subject <> ''"
            + " AND kind IN ('TERM_BOUNDARY', 'MANUAL_UNVERIFIED')";

    private static final Comparator<ExceptionCase> ORDER = Comparator.comparing(ExceptionCase::society)
            .thenComparing(ExceptionCase::meeting)
            .thenComparing(ExceptionCase::subject)
            .thenComparing(ExceptionCase::journal)
            .thenComparing(ExceptionCase::seq)
            .thenComparing(ExceptionCase::kind);

    /**
     * Raises cases; one that was raised before stays as it is. An entry in a matter of which an open case tells already is
     * attached to that.
     */
    public void raise(Handle handle, Collection<ExceptionCase> cases) {
        List<ExceptionCase> sorted = cases.stream().sorted(ORDER).toList();
        ManyRows.write(handle, INSERT, sorted, ExceptionStore::bind);
        List<ExceptionCase> perSubject = sorted.stream()
                .filter(one -> !one.subject().isEmpty() && one.state() == ExceptionCase.State.OPEN)
                .toList();
        ManyRows.write(handle, ATTACH, perSubject, ExceptionStore::bindAttached);
    }

    private static void bindAttached(PreparedStatement row, ExceptionCase raised) throws SQLException {
        row.setString(1, raised.journal());
        row.setLong(2, raised.seq());
        row.setString(3, raised.member().orElse(null));
        row.setString(4, raised.detail());
        row.setLong(5, raised.raisedAt().toEpochMilli());
        row.setString(6, raised.society());
        row.setString(7, raised.meeting());
        row.setString(8, raised.kind().name());
        row.setString(9, raised.subject());
        row.setString(10, raised.journal());
        row.setLong(11, raised.seq());
        row.setString(12, raised.journal());
        row.setLong(13, raised.seq());
    }

    /**
     * Closes what was open about members who have the credits of the meeting now, except what the very entry that gives them
     * raised, which is about something else.
     */
    public void settleAwarded(
            Handle handle, String society, String meeting, Collection<Credited> credited, Instant now) {
        if (credited.isEmpty()) {
            return;
        }
        Set<String> waiting = Set.copyOf(handle.createQuery(WAIT_FOR_CREDITS)
                .bind("society", society)
                .bind("meeting", meeting)
                .mapTo(String.class)
                .list());
        ManyRows.write(
                handle,
                "UPDATE exception_case SET state = 'settled', settled_by = 'award', detail = detail || ?"
                        + " WHERE society = ? AND meeting = ? AND subject = ? AND state = 'open' AND kind IN ('MANUAL_UNVERIFIED', ?)"
                        + " AND NOT (journal = ? AND seq = ?) AND NOT EXISTS (SELECT 1 FROM case_entry c"
                        + " WHERE c.society = exception_case.society AND c.meeting = exception_case.meeting"
                        + " AND c.kind = exception_case.kind AND c.subject = exception_case.subject"
                        + " AND c.journal = ? AND c.seq = ?)",
                credited.stream()
                        .filter(one -> waiting.contains(one.member()))
                        .distinct()
                        .sorted(Comparator.comparing(Credited::member)
                                .thenComparing(Credited::journal)
                                .thenComparing(Credited::seq))
                        .toList(),
                (row, one) -> {
                    row.setString(1, Detail.of(Detail.What.CREDITS_GIVEN, now).addition());
                    row.setString(2, society);
                    row.setString(3, meeting);
                    row.setString(4, one.member());
                    row.setString(5, one.journal().isEmpty() ? "MANUAL_UNVERIFIED" : "TERM_BOUNDARY");
                    row.setString(6, one.journal());
                    row.setLong(7, one.seq());
                    row.setString(8, one.journal());
                    row.setLong(9, one.seq());
                });
    }

    /**
     * Opens again what {@link #settleAwarded} closed about a member whose credits were taken back since: of each kind one case,
     * the earliest of an entry that was not cancelled, unless one is open.
     */
    public void reopen(Handle handle, String society, String meeting, String member, Instant now) {
        handle.createUpdate("UPDATE exception_case SET state = 'open', settled_by = NULL, detail = detail || :why"
                        + " WHERE society = :society AND meeting = :meeting AND id IN (SELECT x.id" + CLOSED_BY_AWARD
                        + " AND NOT EXISTS (SELECT 1 FROM exception_case b WHERE b.society = x.society"
                        + " AND b.meeting = x.meeting AND b.kind = x.kind AND b.subject = x.subject"
                        + " AND b.settled_by = 'award'"
                        + " AND (b.raised_at, b.journal, b.seq) < (x.raised_at, x.journal, x.seq)"
                        + " AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = b.journal AND v.seq = b.seq))"
                        + " AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = x.journal AND v.seq = x.seq))")
                .bind("why", Detail.of(Detail.What.CREDITS_TAKEN_BACK, now).addition())
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("member", member)
                .execute();
        handle.createQuery("SELECT " + COLUMNS + CLOSED_BY_AWARD + " ORDER BY x.kind, x.raised_at, x.journal, x.seq")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("member", member)
                .map(ExceptionStore::map)
                .list()
                .forEach(one -> handOver(
                        handle,
                        society,
                        meeting,
                        one.journal(),
                        one.seq(),
                        one.kind().name()));
    }

    /** Entries of a meeting that a case of another entry tells of, as journal, seq and kind. */
    public Set<String> attached(Handle handle, String society, String meeting) {
        return Set.copyOf(handle.createQuery("SELECT c.journal, c.seq, c.kind FROM case_entry c"
                        + " WHERE c.society = :society AND c.meeting = :meeting AND EXISTS ("
                        + "SELECT 1 FROM exception_case x WHERE x.society = c.society AND x.meeting = c.meeting"
                        + " AND x.kind = c.kind AND x.subject = c.subject)")
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) ->
                        row.getString("journal") + " " + row.getLong("seq") + " " + row.getString("kind"))
                .list());
    }

    /** What was said of a journal in cases of one kind. */
    public Set<String> details(Handle handle, String society, String meeting, String journal, ExceptionKind kind) {
        return Set.copyOf(handle.createQuery("SELECT DISTINCT detail FROM exception_case WHERE society = :society"
                        + " AND meeting = :meeting AND journal = :journal AND kind = :kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("kind", kind.name())
                .mapTo(String.class)
                .list());
    }

    /** Settles the open cases of an entry, of one kind or of all, and tells why. */
    public void settle(
            Handle handle,
            String society,
            String meeting,
            String journal,
            long seq,
            Optional<ExceptionKind> kind,
            Detail why) {
        List<String> closing = openKinds(handle, society, meeting, journal, seq).stream()
                .filter(open -> kind.isEmpty() || kind.get().name().equals(open))
                .toList();
        handle.createUpdate("UPDATE exception_case SET state = 'settled', detail = detail || :why"
                        + " WHERE society = :society AND meeting = :meeting AND journal = :journal AND seq = :seq"
                        + " AND state = 'open' AND (:any = 1 OR kind = :kind)")
                .bind("why", why.addition())
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("seq", seq)
                .bind("any", kind.isEmpty() ? 1 : 0)
                .bind("kind", kind.map(Enum::name).orElse(""))
                .execute();
        kind.ifPresent(one -> handle.execute(
                "DELETE FROM case_entry WHERE society = ? AND meeting = ? AND kind = ? AND journal = ? AND seq = ?",
                society,
                meeting,
                one.name(),
                journal,
                seq));
        closing.forEach(one -> handOver(handle, society, meeting, journal, seq, one));
    }

    private static List<String> openKinds(Handle handle, String society, String meeting, String journal, long seq) {
        return handle.createQuery("SELECT kind FROM exception_case WHERE society = :society AND meeting = :meeting"
                        + " AND journal = :journal AND seq = :seq AND state = 'open' ORDER BY kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("seq", seq)
                .mapTo(String.class)
                .list();
    }

    /** What stood behind a case that was settled, and was not cancelled itself, gets a case of its own. */
    private static void handOver(Handle handle, String society, String meeting, String journal, long seq, String kind) {
        List<ExceptionCase> next = handle.createQuery("SELECT c.society, c.meeting, c.kind, 'open' AS state, c.journal,"
                        + " c.seq, c.member, c.detail, c.raised_at, c.subject FROM case_entry c"
                        + " JOIN exception_case x ON x.society = c.society AND x.meeting = c.meeting"
                        + " AND x.kind = c.kind AND x.subject = c.subject"
                        + " WHERE x.society = :society AND x.meeting = :meeting AND x.journal = :journal AND x.seq = :seq"
                        + " AND x.kind = :kind AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE"
                        + " o.society = c.society AND o.meeting = c.meeting AND o.kind = c.kind AND o.subject = c.subject"
                        + " AND o.subject <> '' AND o.state = 'open')"
                        + " AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE o.society = c.society"
                        + " AND o.meeting = c.meeting AND o.journal = c.journal AND o.seq = c.seq AND o.kind = c.kind)"
                        + " AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = c.journal AND v.seq = c.seq)"
                        + " ORDER BY c.raised_at, c.journal, c.seq LIMIT 1")
                .bind("kind", kind)
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("seq", seq)
                .map(ExceptionStore::map)
                .list();
        ManyRows.write(handle, INSERT, next, ExceptionStore::bind);
    }

    /** Settles gaps of a journal that begin at or before this entry, now that it is here. */
    public void closeGaps(Handle handle, String society, String meeting, String journal, long received) {
        handle.createUpdate("UPDATE exception_case SET state = 'settled', detail = detail || :why"
                        + " WHERE society = :society AND meeting = :meeting AND journal = :journal AND seq <= :received"
                        + " AND kind = 'SEQ_GAP' AND state = 'open'")
                .bind("why", Detail.of(Detail.What.CAME_IN).addition())
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("received", received)
                .execute();
    }

    /** The cases of a meeting, newest first. */
    public List<ExceptionCase> ofMeeting(Handle handle, String society, String meeting) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM exception_case WHERE society = :society AND meeting = :meeting"
                        + " ORDER BY raised_at DESC, journal, seq, kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .map(ExceptionStore::map)
                .list();
    }

    private static void bind(PreparedStatement row, ExceptionCase raised) throws SQLException {
        row.setString(1, raised.society());
        row.setString(2, raised.meeting());
        row.setString(3, raised.id());
        row.setString(4, raised.kind().name());
        row.setString(5, raised.state().wireName());
        row.setString(6, raised.journal());
        row.setLong(7, raised.seq());
        row.setString(8, raised.member().orElse(null));
        row.setString(9, raised.detail());
        row.setLong(10, raised.raisedAt().toEpochMilli());
        row.setString(11, raised.subject());
    }

    static ExceptionCase map(ResultSet row, StatementContext context) throws SQLException {
        return new ExceptionCase(
                row.getString("society"),
                row.getString("meeting"),
                ExceptionKind.valueOf(row.getString("kind")),
                ExceptionCase.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("journal"),
                row.getLong("seq"),
                Optional.ofNullable(row.getString("member")),
                row.getString("detail"),
                Instant.ofEpochMilli(row.getLong("raised_at")),
                row.getString("subject"));
    }
}
