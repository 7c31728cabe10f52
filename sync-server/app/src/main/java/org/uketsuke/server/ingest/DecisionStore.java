package org.uketsuke.server.ingest;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.storage.ManyRows;

/** What became of entries, the facts that decided it, and which entries staff cancelled. */
final class DecisionStore {
    private static final String COLUMNS = "journal, seq, kind, exception_kind, member, tapped_at, meeting_facts, facts";
    private static final String INSERT =
            "INSERT INTO decision (society, meeting, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** A qualification that has a term and a rule on the credit date of the meeting of a decision, and no credits of it. */
    private static final String WITHOUT_CREDITS = """
            SELECT 1 FROM meeting g
            JOIN qualification q ON q.society = g.society AND q.member = d.member
            JOIN term t ON t.society = q.society AND t.qualification = q.id
              AND t.start_date <= g.credit_date AND t.end_date >= g.credit_date
            JOIN credit_rule r ON r.society = g.society AND r.kind = 'participation' AND r.meeting_class = g.class
              AND r.qualification = q.kind AND r.card_enabled = 1
              AND r.valid_from <= g.credit_date AND r.valid_to >= g.credit_date
            WHERE g.society = d.society AND g.id = d.meeting AND NOT EXISTS (
              SELECT 1 FROM ledger_entry l WHERE l.society = d.society AND l.meeting = d.meeting
                AND l.qualification = q.id AND l.kind = 'participation' AND NOT EXISTS (
                  SELECT 1 FROM ledger_entry x WHERE x.society = l.society AND x.reverses = l.id))""";

    private static final String UNSETTLED = "(d.kind = 'RECORDED_ONLY' AND d.member IS NOT NULL OR d.kind = 'EXCEPTION'"
            + " AND d.exception_kind IN ('UNKNOWN_TOKEN', 'CARD_CONFLICT', 'TERM_BOUNDARY', 'RULE_MISSING')"
            + " OR d.kind = 'NON_SCAN' AND EXISTS (SELECT 1 FROM temporary_card k"
            + " WHERE k.journal = d.journal AND k.seq = d.seq)"
            + " OR d.kind IN ('AWARDED', 'DUPLICATE') AND d.member IS NOT NULL AND EXISTS (" + WITHOUT_CREDITS + "))"
            + " AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = d.journal AND v.seq = d.seq)";

    /** Keeps a meeting's facts once; returns their id. */
    String keep(Handle handle, MeetingFacts facts) {
        String content = Wire.write(facts);
        String id = DecisionRow.meetingFactsId(content);
        handle.execute(
                "INSERT INTO meeting_facts (society, meeting, id, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                facts.society(),
                facts.meeting(),
                id,
                content);
        return id;
    }

    MeetingFacts meetingFacts(Handle handle, String society, String meeting, String id) {
        String content = handle.createQuery("SELECT content FROM meeting_facts WHERE society = :society"
                        + " AND meeting = :meeting AND id = :id")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("id", id)
                .mapTo(String.class)
                .one();
        return Wire.read(content, MeetingFacts.class);
    }

    void add(Handle handle, String society, String meeting, List<DecisionRow> decisions) {
        ManyRows.write(handle, INSERT, decisions, (row, decision) -> bind(row, society, meeting, decision));
    }

    Optional<DecisionRow> find(Handle handle, String journal, long seq) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM decision WHERE journal = :journal AND seq = :seq")
                .bind("journal", journal)
                .bind("seq", seq)
                .map(DecisionStore::map)
                .findOne();
    }

    /** Decisions on a member's entries of a meeting that staff have not cancelled, earliest tap first. */
    List<DecisionRow> standing(Handle handle, String society, String meeting, String member) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM decision d WHERE society = :society AND meeting = :meeting AND member = :member"
                        + " AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = d.journal AND v.seq = d.seq)"
                        + " ORDER BY tapped_at, journal, seq")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("member", member)
                .map(DecisionStore::map)
                .list();
    }

    /** Meetings whose books are open. */
    List<String> openMeetings(Handle handle, String society) {
        return handle.createQuery("SELECT id FROM meeting WHERE society = :society"
                        + " AND status NOT IN ('settled', 'cancelled') ORDER BY id")
                .bind("society", society)
                .mapTo(String.class)
                .list();
    }

    /**
     * Decisions that rest on what the books did not have at the time: unknown cards, members without a qualification, a term
     * or a rule, links of temporary cards that may be somebody's own by now, and taps of members of whom a further
     * qualification has come in since. What staff cancelled is not among
     * them. Earliest tap first.
     *
     * @param after only those after this one in that order, or all
     * @param most most rows
     */
    List<DecisionRow> unsettled(Handle handle, String society, String meeting, Optional<DecisionRow> after, int most) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM decision d"
                        + " WHERE d.society = :society AND d.meeting = :meeting AND " + UNSETTLED
                        + " AND (d.tapped_at, d.journal, d.seq) > (:at, :journal, :seq)"
                        + " ORDER BY d.tapped_at, d.journal, d.seq LIMIT :most")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("at", after.map(row -> row.tappedAt().toEpochMilli()).orElse(Long.MIN_VALUE))
                .bind("journal", after.map(DecisionRow::journal).orElse(""))
                .bind("seq", after.map(DecisionRow::seq).orElse(0L))
                .bind("most", most)
                .map(DecisionStore::map)
                .list();
    }

    /** Puts a new decision on an entry in place of the old one. */
    void revise(Handle handle, DecisionRow decision) {
        handle.createUpdate("UPDATE decision SET kind = :kind, exception_kind = :exception, member = :member,"
                        + " meeting_facts = :meetingFacts, facts = :facts WHERE journal = :journal AND seq = :seq")
                .bind("kind", decision.kind().name())
                .bind("exception", decision.exception().map(Enum::name).orElse(null))
                .bind("member", decision.member().orElse(null))
                .bind("meetingFacts", decision.meetingFacts())
                .bind("facts", decision.facts())
                .bind("journal", decision.journal())
                .bind("seq", decision.seq())
                .execute();
    }

    /** Notes that an entry is cancelled by another; false if it was already. */
    boolean cancel(Handle handle, Origin entry, Origin by) {
        return handle.execute(
                        "INSERT INTO voided (journal, seq, by_seq, by_journal) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (journal, seq) DO NOTHING",
                        entry.journal(),
                        entry.seq(),
                        by.seq(),
                        by.journal())
                == 1;
    }

    /** Whether an entry is cancelled. */
    boolean cancelled(Handle handle, Origin entry) {
        return handle.createQuery("SELECT COUNT(*) FROM voided WHERE journal = :journal AND seq = :seq")
                        .bind("journal", entry.journal())
                        .bind("seq", entry.seq())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static void bind(PreparedStatement row, String society, String meeting, DecisionRow decision)
            throws SQLException {
        row.setString(1, society);
        row.setString(2, meeting);
        row.setString(3, decision.journal());
        row.setLong(4, decision.seq());
        row.setString(5, decision.kind().name());
        row.setString(6, decision.exception().map(Enum::name).orElse(null));
        row.setString(7, decision.member().orElse(null));
        row.setLong(8, decision.tappedAt().toEpochMilli());
        row.setString(9, decision.meetingFacts());
        row.setString(10, decision.facts());
    }

    static DecisionRow map(ResultSet row, StatementContext context) throws SQLException {
        return new DecisionRow(
                row.getString("journal"),
                row.getLong("seq"),
                DecisionRow.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("exception_kind")).map(ExceptionKind::valueOf),
                Optional.ofNullable(row.getString("member")),
                Instant.ofEpochMilli(row.getLong("tapped_at")),
                row.getString("meeting_facts"),
                row.getString("facts"));
    }
}
