package org.uketsuke.server.ingest;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/** Journals and their entries, as received. */
final class JournalStore {
    private static final String COLUMNS =
            "id, society, meeting, kiosk, received, head, safe, fork_of, base_seq, base_hash, quarantine";
    private static final String INSERT_ENTRY =
            "INSERT INTO journal_entry (journal, seq, entry, hash, received_at) VALUES (?, ?, ?, ?, ?)";

    private final Dialect dialect;

    JournalStore(Dialect dialect) {
        this.dialect = dialect;
    }

    Optional<KioskRow> kiosk(Handle handle, String id) {
        return handle.createQuery("SELECT id, society, meeting, public_key FROM kiosk WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new KioskRow(
                        row.getString("id"),
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getBytes("public_key")))
                .findOne();
    }

    /** Whether the kiosk is enrolled and not revoked at this moment. */
    boolean trusted(Handle handle, String kiosk) {
        return handle.createQuery("SELECT COUNT(*) FROM kiosk WHERE id = :id AND revoked_at IS NULL")
                        .bind("id", kiosk)
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    Optional<JournalRow> find(Handle handle, String id) {
        return select(handle, "WHERE id = :id", id).stream().findFirst();
    }

    /** The journal, locked until the transaction ends: serialises the pushes of this journal and nothing else. */
    Optional<JournalRow> lock(Handle handle, String id) {
        return select(handle, "WHERE id = :id" + dialect.forUpdate(), id).stream()
                .findFirst();
    }

    /** Other histories of a journal, in the order of their numbers. */
    List<JournalRow> forksOf(Handle handle, String id) {
        return select(handle, "WHERE fork_of = :id ORDER BY first_seen_at, LENGTH(id), id", id);
    }

    private static List<JournalRow> select(Handle handle, String where, String id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM journal " + where)
                .bind("id", id)
                .map(JournalStore::map)
                .list();
    }

    /** Adds a journal unless another transaction just did. */
    void add(Handle handle, JournalRow row, Instant now) {
        handle.createUpdate("INSERT INTO journal (" + COLUMNS
                        + ", first_seen_at, last_seen_at) VALUES (:id, :society, :meeting, :kiosk, :received, :head,"
                        + " :safe, :fork, :baseSeq, :baseHash, :quarantine, :now, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", row.id())
                .bind("society", row.society())
                .bind("meeting", row.meeting())
                .bind("kiosk", row.kiosk())
                .bind("received", row.received())
                .bind("head", row.head())
                .bind("safe", row.safe())
                .bind("fork", row.forkOf().orElse(null))
                .bind("baseSeq", row.baseSeq())
                .bind("baseHash", row.baseHash())
                .bind("quarantine", row.quarantine() ? 1 : 0)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /**
     * Stores entries verbatim and moves the cursor to the last.
     *
     * @param signature the kiosk's over that head, if it holds
     */
    void append(Handle handle, String journal, List<Link> links, Optional<String> signature, Instant now) {
        ManyRows.write(handle, INSERT_ENTRY, links, (row, link) -> bind(row, journal, link, now));
        Link last = links.get(links.size() - 1);
        handle.execute(
                "UPDATE journal SET received = ?, head = ?, head_signature = ?, last_seen_at = ? WHERE id = ?",
                last.seq(),
                last.hash(),
                signature.orElse(null),
                now.toEpochMilli(),
                journal);
    }

    /** Notes that a kiosk went on in another journal, perhaps under a new enrolment. */
    void continued(Handle handle, String journal, JournalRow by) {
        handle.execute(
                "UPDATE journal SET continued_by = ? WHERE id = ? AND society = ? AND id <> ?",
                by.id(),
                journal,
                by.society(),
                by.id());
    }

    /** Hashes of entries from one to another, both included, as far as this journal itself holds them. */
    List<byte[]> hashes(Handle handle, String journal, long from, long to) {
        return handle.createQuery(
                        "SELECT hash FROM journal_entry WHERE journal = :journal AND seq BETWEEN :from AND :to"
                                + " ORDER BY seq")
                .bind("journal", journal)
                .bind("from", from)
                .bind("to", to)
                .mapTo(byte[].class)
                .list();
    }

    /** The text of an entry as the kiosk sent it. */
    Optional<String> text(Handle handle, String journal, long seq) {
        return handle.createQuery("SELECT entry FROM journal_entry WHERE journal = :journal AND seq = :seq")
                .bind("journal", journal)
                .bind("seq", seq)
                .mapTo(String.class)
                .findOne()
                .map(EntryText::original);
    }

    private static void bind(PreparedStatement row, String journal, Link link, Instant now) throws SQLException {
        row.setString(1, journal);
        row.setLong(2, link.seq());
        row.setString(3, EntryText.stored(link.text()));
        row.setBytes(4, link.hash());
        row.setLong(5, now.toEpochMilli());
    }

    private static JournalRow map(ResultSet row, StatementContext context) throws SQLException {
        return new JournalRow(
                row.getString("id"),
                row.getString("society"),
                row.getString("meeting"),
                row.getString("kiosk"),
                row.getLong("received"),
                row.getBytes("head"),
                row.getLong("safe"),
                Optional.ofNullable(row.getString("fork_of")),
                row.getLong("base_seq"),
                row.getBytes("base_hash"),
                row.getLong("quarantine") == 1);
    }
}
