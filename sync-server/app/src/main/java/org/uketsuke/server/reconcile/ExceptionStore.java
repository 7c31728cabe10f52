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
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.ManyRows;

/** The table of exception cases. */
public final class ExceptionStore {
    private static final String COLUMNS = "society, meeting, id, kind, state, journal, seq, member, detail, raised_at";
    private static final String INSERT =
            "INSERT INTO exception_case (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final Comparator<ExceptionCase> ORDER = Comparator.comparing(ExceptionCase::society)
            .thenComparing(ExceptionCase::meeting)
            .thenComparing(ExceptionCase::journal)
            .thenComparing(ExceptionCase::seq)
            .thenComparing(ExceptionCase::kind);

    /** Raises cases; one that was raised before stays as it is. */
    public void raise(Handle handle, Collection<ExceptionCase> cases) {
        ManyRows.write(handle, INSERT, cases.stream().sorted(ORDER).toList(), ExceptionStore::bind);
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

    /** Settles the open cases of an entry, of one kind or of all, with a word on why. */
    public void settle(
            Handle handle,
            String society,
            String meeting,
            String journal,
            long seq,
            Optional<ExceptionKind> kind,
            String why) {
        handle.createUpdate("UPDATE exception_case SET state = 'settled', detail = detail || :why"
                        + " WHERE society = :society AND meeting = :meeting AND journal = :journal AND seq = :seq"
                        + " AND state = 'open' AND (:any = 1 OR kind = :kind)")
                .bind("why", "; " + why)
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("seq", seq)
                .bind("any", kind.isEmpty() ? 1 : 0)
                .bind("kind", kind.map(Enum::name).orElse(""))
                .execute();
    }

    /** Settles gaps of a journal that begin at or before this entry, now that it is here. */
    public void closeGaps(Handle handle, String society, String meeting, String journal, long received) {
        handle.createUpdate("UPDATE exception_case SET state = 'settled', detail = detail || '; came in since'"
                        + " WHERE society = :society AND meeting = :meeting AND journal = :journal AND seq <= :received"
                        + " AND kind = 'SEQ_GAP' AND state = 'open'")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("received", received)
                .execute();
    }

    /**
     * The cases of a meeting, newest first.
     *
     * @param state only those, or all
     * @param kind only those, or all
     */
    public List<ExceptionCase> ofMeeting(
            Handle handle,
            String society,
            String meeting,
            Optional<ExceptionCase.State> state,
            Optional<ExceptionKind> kind) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM exception_case WHERE society = :society AND meeting = :meeting"
                        + " AND (:state = '' OR state = :state) AND (:kind = '' OR kind = :kind)"
                        + " ORDER BY raised_at DESC, journal, seq, kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("state", state.map(ExceptionCase.State::wireName).orElse(""))
                .bind("kind", kind.map(Enum::name).orElse(""))
                .map(ExceptionStore::map)
                .list();
    }

    /** One case of a meeting by its {@link ExceptionCase#id}. */
    public Optional<ExceptionCase> byId(Handle handle, String society, String meeting, String id) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM exception_case WHERE society = :society AND meeting = :meeting AND id = :id")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("id", id)
                .map(ExceptionStore::map)
                .findOne();
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
    }

    private static ExceptionCase map(ResultSet row, StatementContext context) throws SQLException {
        return new ExceptionCase(
                row.getString("society"),
                row.getString("meeting"),
                ExceptionKind.valueOf(row.getString("kind")),
                ExceptionCase.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("journal"),
                row.getLong("seq"),
                Optional.ofNullable(row.getString("member")),
                row.getString("detail"),
                Instant.ofEpochMilli(row.getLong("raised_at")));
    }
}
