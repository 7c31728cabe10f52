package org.uketsuke.server.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.server.ingest.EntryText;

/** Reads everything, in order, without holding it all. */
final class VerifyStore {
    private static final int FETCH = 500;
    private static final String ENTRIES = """
            SELECT e.seq, e.entry, e.hash, d.kind, d.exception_kind, d.member, d.tapped_at, d.facts,
              m.content AS meeting_facts, v.by_seq
            FROM journal_entry e
            LEFT JOIN decision d ON d.journal = e.journal AND d.seq = e.seq
            LEFT JOIN meeting_facts m ON m.society = d.society AND m.meeting = d.meeting AND m.id = d.meeting_facts
            LEFT JOIN voided v ON v.journal = e.journal AND v.seq = e.seq
            WHERE e.journal = :journal
            ORDER BY e.seq""";

    /**
     * A journal.
     *
     * @param id journal id
     * @param society society
     * @param meeting meeting
     * @param received cursor
     * @param head hash at the cursor
     * @param baseSeq entry after which it begins
     * @param baseHash hash of that entry
     */
    record Journal(
            String id, String society, String meeting, long received, byte[] head, long baseSeq, byte[] baseHash) {}

    /**
     * An entry with its decision.
     *
     * @param seq place
     * @param text as sent
     * @param hash as stored
     * @param decision what is stored of its decision
     * @param voided whether staff cancelled it
     */
    record Entry(long seq, String text, byte[] hash, Optional<Stored> decision, boolean voided) {}

    /**
     * A decision as stored.
     *
     * @param kind its column in the balance sheet
     * @param exception why it was raised, or empty
     * @param member member id, or empty
     * @param tappedAt corrected time
     * @param facts JSON
     * @param meetingFacts JSON, empty if it is missing
     */
    record Stored(
            String kind,
            String exception,
            String member,
            Instant tappedAt,
            String facts,
            Optional<String> meetingFacts) {}

    /**
     * A meeting.
     *
     * @param society society
     * @param meeting meeting id
     */
    record Meeting(String society, String meeting) {}

    List<Meeting> meetings(Handle handle) {
        return handle.createQuery("SELECT society, id FROM meeting ORDER BY society, id")
                .map((row, context) -> new Meeting(row.getString("society"), row.getString("id")))
                .list();
    }

    List<Journal> journals(Handle handle, Meeting meeting) {
        return handle.createQuery("SELECT id, society, meeting, received, head, base_seq, base_hash FROM journal"
                        + " WHERE society = :society AND meeting = :meeting ORDER BY id")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> new Journal(
                        row.getString("id"),
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getLong("received"),
                        row.getBytes("head"),
                        row.getLong("base_seq"),
                        row.getBytes("base_hash")))
                .list();
    }

    /** Hands over all entries of a journal, in order. */
    void entries(Handle handle, String journal, Consumer<Iterator<Entry>> reader) {
        try (ResultIterator<Entry> entries = handle.createQuery(ENTRIES)
                .bind("journal", journal)
                .setFetchSize(FETCH)
                .map(VerifyStore::entry)
                .iterator()) {
            reader.accept(entries);
        }
    }

    /** What the ledger's index adds up to, by qualification, in hundredths. */
    Map<String, Long> balances(Handle handle, Meeting meeting) {
        Map<String, Long> balances = new TreeMap<>();
        handle.createQuery("SELECT qualification, SUM(credits) AS credits FROM ledger_entry WHERE society = :society"
                        + " AND meeting = :meeting GROUP BY qualification")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> Map.entry(row.getString("qualification"), row.getLong("credits")))
                .forEach(sum -> balances.put(sum.getKey(), sum.getValue()));
        return balances;
    }

    private static Entry entry(ResultSet row, StatementContext context) throws SQLException {
        String kind = row.getString("kind");
        Optional<Stored> stored = kind == null
                ? Optional.empty()
                : Optional.of(new Stored(
                        kind,
                        orEmpty(row.getString("exception_kind")),
                        orEmpty(row.getString("member")),
                        Instant.ofEpochMilli(row.getLong("tapped_at")),
                        row.getString("facts"),
                        Optional.ofNullable(row.getString("meeting_facts"))));
        row.getLong("by_seq");
        boolean voided = !row.wasNull();
        return new Entry(
                row.getLong("seq"), EntryText.original(row.getString("entry")), row.getBytes("hash"), stored, voided);
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** Decisions, entries and cases that hang in the air, as {@code place}. */
    List<String> strays(Handle handle) {
        return handle.createQuery("""
                        SELECT 'decision ' || d.journal || ' ' || CAST(d.seq AS VARCHAR(20)) FROM decision d
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal_entry e WHERE e.journal = d.journal AND e.seq = d.seq)
                        UNION ALL
                        SELECT 'entry ' || e.journal || ' ' || CAST(e.seq AS VARCHAR(20)) FROM journal_entry e
                          WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = e.journal)
                        UNION ALL
                        SELECT 'void of ' || v.journal || ' ' || CAST(v.seq AS VARCHAR(20)) FROM voided v
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal_entry e WHERE e.journal = v.journal AND e.seq = v.seq)""").mapTo(String.class).list();
    }
}
