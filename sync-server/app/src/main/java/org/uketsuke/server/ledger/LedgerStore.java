package org.uketsuke.server.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/** The ledger's table. Rows are only ever added; triggers hold that too. */
public final class LedgerStore {
    private static final String COLUMNS =
            "society, id, meeting, qualification, kind, generation, member, term_start, rule, credits, earned_on,"
                    + " fiscal_year, source, journal, seq, tapped_at, reverses, reason, actor, posted_at";
    private static final String INSERT = "INSERT INTO ledger_entry (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    /** What is about the meeting as such. */
    private static final String OF_THE_MEETING = " AND kind IN ('participation', 'reversal')";

    /** An award before what takes it back. */
    private static final String ORDER = "qualification, generation, CASE WHEN reverses IS NULL THEN 0 ELSE 1 END, kind";

    private final Dialect dialect;

    /** For one engine. */
    public LedgerStore(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Adds entries in the order of their keys; unsorted batches deadlock each other. An entry whose key is taken by
     * another transaction is left out: see {@link #posted}.
     */
    public void post(Handle handle, Collection<LedgerEntry> entries) {
        List<LedgerEntry> sorted =
                entries.stream().sorted(LedgerEntry.POSTING_ORDER).toList();
        ManyRows.write(handle, INSERT, sorted, LedgerStore::bind);
    }

    /** How these qualifications stand with a meeting as such, whatever its sessions gave; those that are not in the map are {@link Holding#NONE}. */
    public Map<String, Holding> holdings(
            Handle handle, String society, String meeting, Collection<String> qualifications) {
        if (qualifications.isEmpty()) {
            return Map.of();
        }
        Map<String, Holding> holdings = new HashMap<>();
        handle.createQuery("SELECT qualification, generation, reverses, journal, seq, tapped_at"
                        + " FROM ledger_entry WHERE society = :society AND meeting = :meeting AND qualification "
                        + dialect.among(":qualifications") + OF_THE_MEETING
                        + " ORDER BY qualification, generation, kind")
                .bind("society", society)
                .bind("meeting", meeting)
                .bind("qualifications", Wire.write(qualifications))
                .map((row, context) ->
                        holdings.merge(row.getString(1), holding(row), (had, now) -> now.live() ? now : had.reversed()))
                .forEach(holding -> {});
        return holdings;
    }

    /** Kinds sort {@code participation} before {@code reversal}, so every award comes before what takes it back. */
    private static Holding holding(ResultSet row) throws SQLException {
        long generation = row.getLong(2);
        if (row.getString(3) != null) {
            return Holding.NONE;
        }
        String journal = row.getString(4);
        return Holding.awarded(
                generation,
                journal == null
                        ? Optional.empty()
                        : Optional.of(new LedgerEntry.Evidence(
                                journal, row.getLong(5), Instant.ofEpochMilli(row.getLong(6)))));
    }

    /** How these qualifications stand with the sessions of a meeting; what is not in the list has nothing yet. */
    public List<SessionHolding> sessionHoldings(
            Handle handle, String society, String meeting, Collection<String> qualifications) {
        return qualifications.isEmpty()
                ? List.of()
                : SessionHolding.of(handle.createQuery("SELECT " + COLUMNS
                                + " FROM ledger_entry WHERE society = :society AND meeting = :meeting"
                                + " AND qualification " + dialect.among(":qualifications")
                                + " AND kind NOT IN ('participation', 'reversal')")
                        .bind("society", society)
                        .bind("meeting", meeting)
                        .bind("qualifications", Wire.write(qualifications))
                        .map(LedgerStore::map)
                        .list());
    }

    /** The live awards of a member for the meeting as such that rest on one journal entry. */
    public List<LedgerEntry> restingOn(
            Handle handle, String society, String meeting, String member, String journal, long seq) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM ledger_entry e WHERE society = :society AND member = :member AND meeting = :meeting"
                        + " AND journal = :journal AND seq = :seq AND kind = 'participation' AND NOT EXISTS (SELECT 1 FROM"
                        + " ledger_entry r WHERE r.society = e.society AND r.reverses = e.id) ORDER BY qualification")
                .bind("society", society)
                .bind("member", member)
                .bind("meeting", meeting)
                .bind("journal", journal)
                .bind("seq", seq)
                .map(LedgerStore::map)
                .list();
    }

    /** All entries of a member, oldest first. */
    public List<LedgerEntry> ofMember(Handle handle, String society, String member) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM ledger_entry WHERE society = :society AND member = :member"
                        + " ORDER BY posted_at, meeting, " + ORDER)
                .bind("society", society)
                .bind("member", member)
                .map(LedgerStore::map)
                .list();
    }

    /** All entries of a meeting, in the order of their keys. */
    public List<LedgerEntry> ofMeeting(Handle handle, String society, String meeting) {
        return handle.createQuery("SELECT " + COLUMNS
                        + " FROM ledger_entry WHERE society = :society AND meeting = :meeting"
                        + " ORDER BY " + ORDER)
                .bind("society", society)
                .bind("meeting", meeting)
                .map(LedgerStore::map)
                .list();
    }

    /** Credits of a qualification within the term that starts on that day, in hundredths. */
    public long balance(Handle handle, String society, String qualification, LocalDate termStart) {
        return handle.createQuery("SELECT COALESCE(SUM(credits), 0) FROM ledger_entry WHERE society = :society"
                        + " AND qualification = :qualification AND term_start = :term")
                .bind("society", society)
                .bind("qualification", qualification)
                .bind("term", termStart.toString())
                .mapTo(Long.class)
                .one();
    }

    private static void bind(PreparedStatement row, LedgerEntry entry) throws SQLException {
        LedgerEntry.Key key = entry.key();
        row.setString(1, key.society());
        row.setString(2, entry.id());
        row.setString(3, key.meeting());
        row.setString(4, key.qualification());
        row.setString(5, key.kind());
        row.setLong(6, key.generation());
        row.setString(7, entry.member());
        row.setString(8, entry.termStart().toString());
        row.setString(9, entry.rule());
        row.setLong(10, entry.hundredths());
        row.setString(11, entry.earnedOn().toString());
        row.setLong(12, entry.fiscalYear());
        row.setString(13, entry.source());
        if (entry.evidence().isPresent()) {
            LedgerEntry.Evidence evidence = entry.evidence().get();
            row.setString(14, evidence.journal());
            row.setLong(15, evidence.seq());
            row.setLong(16, evidence.tappedAt().toEpochMilli());
        } else {
            row.setNull(14, Types.VARCHAR);
            row.setNull(15, Types.BIGINT);
            row.setNull(16, Types.BIGINT);
        }
        row.setString(17, entry.reverses().orElse(null));
        row.setString(18, entry.reason());
        row.setString(19, entry.actor());
        row.setLong(20, entry.postedAt().toEpochMilli());
    }

    private static LedgerEntry map(ResultSet row, StatementContext context) throws SQLException {
        String journal = row.getString("journal");
        Optional<LedgerEntry.Evidence> evidence = journal == null
                ? Optional.empty()
                : Optional.of(new LedgerEntry.Evidence(
                        journal, row.getLong("seq"), Instant.ofEpochMilli(row.getLong("tapped_at"))));
        return new LedgerEntry(
                row.getString("id"),
                new LedgerEntry.Key(
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getString("qualification"),
                        row.getString("kind"),
                        row.getLong("generation")),
                row.getString("member"),
                LocalDate.parse(row.getString("term_start")),
                row.getString("rule"),
                row.getLong("credits"),
                LocalDate.parse(row.getString("earned_on")),
                row.getInt("fiscal_year"),
                row.getString("source"),
                evidence,
                Optional.ofNullable(row.getString("reverses")),
                row.getString("reason"),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("posted_at")));
    }
}
