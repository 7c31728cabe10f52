package org.uketsuke.server.verify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.ingest.DecisionRow;
import org.uketsuke.server.ingest.EntryText;
import org.uketsuke.server.ingest.Moments;

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
     * @param kiosk who writes it
     * @param publicKey the kiosk's, empty if it is not known
     * @param forkOf the journal whose other history this is
     * @param quarantine whether the kiosk did not sign it
     * @param headSignature the kiosk's over the head, of the push that moved the cursor there
     * @param revoked whether the kiosk's key was taken back
     */
    record Journal(
            String id,
            String society,
            String meeting,
            long received,
            byte[] head,
            long baseSeq,
            byte[] baseHash,
            String kiosk,
            Optional<byte[]> publicKey,
            Optional<String> forkOf,
            boolean quarantine,
            Optional<String> headSignature,
            boolean revoked) {
        /** The journal that the kiosk itself knows: this one, or that whose other history it is. */
        String named() {
            return forkOf.orElse(id);
        }
    }

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

    /** Whether a meeting is settled or cancelled, so that nothing changes any more. */
    boolean frozen(Handle handle, Meeting meeting) {
        return handle.createQuery("SELECT COUNT(*) FROM meeting WHERE society = :society AND id = :meeting"
                                + " AND status IN ('settled', 'cancelled')")
                        .bind("society", meeting.society())
                        .bind("meeting", meeting.meeting())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    List<Journal> journals(Handle handle, Meeting meeting) {
        return handle.createQuery(
                        "SELECT j.id, j.society, j.meeting, j.received, j.head, j.base_seq, j.base_hash, j.kiosk,"
                                + " k.public_key, j.fork_of, j.quarantine, j.head_signature,"
                                + " CASE WHEN k.revoked_at IS NULL THEN 0 ELSE 1 END AS revoked FROM journal j"
                                + " LEFT JOIN kiosk k ON k.id = j.kiosk"
                                + " WHERE j.society = :society AND j.meeting = :meeting ORDER BY j.id")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> new Journal(
                        row.getString("id"),
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getLong("received"),
                        row.getBytes("head"),
                        row.getLong("base_seq"),
                        row.getBytes("base_hash"),
                        row.getString("kiosk"),
                        Optional.ofNullable(row.getBytes("public_key")),
                        Optional.ofNullable(row.getString("fork_of")),
                        row.getLong("quarantine") == 1,
                        Optional.ofNullable(row.getString("head_signature")),
                        row.getLong("revoked") == 1))
                .list();
    }

    /** Entries of a meeting that are held to be cancelled. */
    Set<Origin> voided(Handle handle, Meeting meeting) {
        return Set.copyOf(handle.createQuery("SELECT v.journal, v.seq FROM voided v JOIN journal j ON j.id = v.journal"
                        + " WHERE j.society = :society AND j.meeting = :meeting")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> new Origin(row.getString("journal"), row.getLong("seq")))
                .list());
    }

    /** Whether an entry says again what stands at its origin, in that journal or another signed history of it, not itself. */
    boolean standsThere(Handle handle, Origin place, Origin origin) {
        Optional<JournalEntry> copy = readable(handle, place);
        return handle
                .createQuery("SELECT e.entry FROM journal_entry e JOIN journal j ON j.id = e.journal"
                        + " WHERE (j.id = :journal OR j.fork_of = :journal) AND j.quarantine = 0 AND e.seq = :seq"
                        + " AND NOT (e.journal = :copy AND e.seq = :copySeq)")
                .bind("journal", origin.journal())
                .bind("seq", origin.seq())
                .bind("copy", place.journal())
                .bind("copySeq", place.seq())
                .mapTo(String.class)
                .list()
                .stream()
                .anyMatch(text -> copy.filter(entry -> Moments.same(entry, EntryText.original(text)))
                        .isPresent());
    }

    /** An entry, if it is there and can be understood. */
    Optional<JournalEntry> readable(Handle handle, Origin place) {
        return handle.createQuery("SELECT entry FROM journal_entry WHERE journal = :journal AND seq = :seq")
                .bind("journal", place.journal())
                .bind("seq", place.seq())
                .mapTo(String.class)
                .findOne()
                .flatMap(text -> Received.read(EntryText.original(text)) instanceof Received.Readable readable
                        ? Optional.of(readable.entry())
                        : Optional.empty());
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

    /** Ledger entries of a meeting or journal that nothing else knows of, by id. */
    List<String> strayAwards(Handle handle) {
        return handle.createQuery("""
                        SELECT l.id FROM ledger_entry l
                          WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.society = l.society AND m.id = l.meeting)
                          OR l.journal IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = l.journal
                            AND j.society = l.society AND j.meeting = l.meeting)
                        ORDER BY l.id""").mapTo(String.class).list();
    }

    /** Facts of meetings whose id is not that of their content, by id. */
    List<String> alteredMeetingFacts(Handle handle, Meeting meeting) {
        return handle
                .createQuery("SELECT id, content FROM meeting_facts WHERE society = :society AND meeting = :meeting"
                        + " ORDER BY id")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("content")))
                .list()
                .stream()
                .filter(facts -> !DecisionRow.meetingFactsId(facts.getValue()).equals(facts.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Decisions, entries, journals, voids, cases, their further entries and days of attendance that hang in the air. */
    List<String> strays(Handle handle) {
        return handle.createQuery("""
                        SELECT 'decision ' || d.journal || ' ' || CAST(d.seq AS VARCHAR(20)) FROM decision d
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal_entry e WHERE e.journal = d.journal AND e.seq = d.seq)
                        UNION ALL
                        SELECT 'entry ' || e.journal || ' ' || CAST(e.seq AS VARCHAR(20)) FROM journal_entry e
                          WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = e.journal)
                        UNION ALL
                        SELECT 'journal ' || j.id FROM journal j
                          WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.society = j.society AND m.id = j.meeting)
                        UNION ALL
                        SELECT 'void of ' || v.journal || ' ' || CAST(v.seq AS VARCHAR(20)) FROM voided v
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal_entry e WHERE e.journal = v.journal AND e.seq = v.seq)
                        UNION ALL
                        SELECT 'case of ' || x.journal || ' ' || CAST(x.seq AS VARCHAR(20)) || ' ' || x.kind FROM exception_case x
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal j WHERE j.id = x.journal AND j.society = x.society AND j.meeting = x.meeting)
                        UNION ALL
                        SELECT 'entry of a case ' || c.journal || ' ' || CAST(c.seq AS VARCHAR(20)) || ' ' || c.kind
                          FROM case_entry c WHERE NOT EXISTS (
                            SELECT 1 FROM journal_entry e WHERE e.journal = c.journal AND e.seq = c.seq)
                        UNION ALL
                        SELECT 'touch ' || t.journal || ' ' || CAST(t.seq AS VARCHAR(20)) FROM session_touch t
                          WHERE NOT EXISTS (
                            SELECT 1 FROM journal j WHERE j.id = t.journal AND j.society = t.society AND j.meeting = t.meeting)
                        UNION ALL
                        SELECT 'attendance ' || a.meeting || ' ' || a.member || ' ' || a.day FROM attendance a
                          WHERE NOT EXISTS (SELECT 1 FROM meeting m WHERE m.society = a.society AND m.id = a.meeting)""").mapTo(String.class).list();
    }
}
