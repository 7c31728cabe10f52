package org.uketsuke.server.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.storage.ManyRows;

/**
 * Which entries say again what stood elsewhere first, by where that was. What stands under the same number need not say the
 * same: whoever asks compares with {@link Moments}. Only what a kiosk signed is found.
 */
final class CopyStore {
    private static final int JOURNAL_ID_LENGTH = 32;
    private static final String INSERT =
            "INSERT INTO carried_over (journal, seq, origin_journal, origin_seq) VALUES (?, ?, ?, ?)";
    private static final String COLUMNS =
            "SELECT e.journal, e.seq, e.entry, v.by_seq, COALESCE(v.by_journal, v.journal) AS by_journal,"
                    + " (SELECT d.exception_kind FROM decision d WHERE d.journal = e.journal AND d.seq = e.seq) AS doubt";
    private static final String ORIGINALS = COLUMNS + " FROM journal j"
            + " JOIN journal_entry e ON e.journal = j.id AND e.seq = :seq"
            + " LEFT JOIN voided v ON v.journal = e.journal AND v.seq = e.seq"
            + " AND j.society = :society AND j.meeting = :meeting"
            + " WHERE (j.id = :journal OR j.fork_of = :journal) AND j.quarantine = 0 ORDER BY e.journal";
    private static final String COPIES = COLUMNS + " FROM carried_over c"
            + " JOIN journal j ON j.id = c.journal AND j.society = :society AND j.meeting = :meeting"
            + " JOIN journal_entry e ON e.journal = c.journal AND e.seq = c.seq"
            + " LEFT JOIN voided v ON v.journal = c.journal AND v.seq = c.seq"
            + " WHERE c.origin_journal = :journal AND c.origin_seq = :seq ORDER BY e.journal, e.seq";
    /** The copies first, of which a journal has none as a rule, and not what staff cancelled, which is of all meetings. */
    private static final String CANCELLED = COLUMNS + ", c.origin_seq FROM carried_over c"
            + " CROSS JOIN voided v CROSS JOIN journal j CROSS JOIN journal_entry e"
            + " WHERE c.origin_journal = :journal AND c.origin_seq BETWEEN :from AND :to"
            + " AND v.journal = c.journal AND v.seq = c.seq"
            + " AND j.id = c.journal AND j.society = :society AND j.meeting = :meeting"
            + " AND e.journal = c.journal AND e.seq = c.seq ORDER BY e.journal, e.seq";

    /** What stands at a place and what was carried over from there, with the decisions on it. */
    private static final String TOUCHES = """
            SELECT e.journal, e.seq, e.entry, d.kind, d.exception_kind, d.member, d.tapped_at,
              CASE WHEN t.journal IS NULL THEN 0 ELSE 1 END AS kept
            FROM (SELECT id AS journal, CAST(:seq AS BIGINT) AS seq FROM journal WHERE id = :journal OR fork_of = :journal
              UNION SELECT journal, seq FROM carried_over WHERE origin_journal = :journal AND origin_seq = :seq) p
            JOIN journal j ON j.id = p.journal AND j.society = :society AND j.meeting = :meeting AND j.quarantine = 0
            JOIN journal_entry e ON e.journal = p.journal AND e.seq = p.seq
            JOIN decision d ON d.journal = e.journal AND d.seq = e.seq
            LEFT JOIN session_touch t ON t.journal = e.journal AND t.seq = e.seq
            WHERE NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = e.journal AND v.seq = e.seq)
            ORDER BY e.journal, e.seq""";

    /** Touches that are kept and were carried over, or from whose place something was, of members from one to another. */
    private static final String CARRIED = """
            SELECT t.journal, t.seq, e.entry, COALESCE(j.fork_of, j.id) AS named FROM session_touch t
            JOIN journal j ON j.id = t.journal
            JOIN journal_entry e ON e.journal = t.journal AND e.seq = t.seq
            WHERE t.society = :society AND t.meeting = :meeting AND t.member BETWEEN :first AND :last
              AND (EXISTS (SELECT 1 FROM carried_over c WHERE c.journal = t.journal AND c.seq = t.seq)
                OR EXISTS (SELECT 1 FROM carried_over c
                  WHERE c.origin_journal = COALESCE(j.fork_of, j.id) AND c.origin_seq = t.seq))
            ORDER BY t.journal, t.seq""";

    /**
     * A touch that is kept.
     *
     * @param place where it stands
     * @param named the journal that its kiosk itself knows
     * @param text as the kiosk sent it
     */
    record Kept(Origin place, String named, String text) {}

    /**
     * A touch that counts by its own decision, or what stands where its copies stood first, and says why it counts for nobody.
     *
     * @param place where it stands
     * @param text as the kiosk sent it
     * @param member whose, if it counts
     * @param at corrected time
     * @param kept whether it is kept as the one that counts
     */
    record Touch(Origin place, String text, Optional<String> member, Instant at, boolean kept) {}

    /**
     * A row.
     *
     * @param seq the entry's number
     * @param origin where it stood first
     */
    private record Carried(long seq, Origin origin) {}

    /** Notes where the carried-over ones among new entries stood first. Under what is no journal id nothing can stand. */
    void note(Handle handle, JournalRow journal, List<Link> links) {
        if (journal.quarantine()) {
            return;
        }
        List<Carried> carried = new ArrayList<>();
        for (Link link : links) {
            if (link.received() instanceof Received.Readable readable) {
                readable.entry()
                        .origin()
                        .filter(origin -> origin.journal().length() == JOURNAL_ID_LENGTH)
                        .ifPresent(origin -> carried.add(new Carried(link.seq(), origin)));
            }
        }
        ManyRows.write(handle, INSERT, carried, (row, one) -> {
            row.setString(1, journal.id());
            row.setLong(2, one.seq());
            row.setString(3, one.origin().journal());
            row.setLong(4, one.origin().seq());
        });
    }

    /** What stands at a place itself, in that journal or in another history of it, of whatever meeting. */
    List<Copy> originals(Setting setting, Origin place) {
        return at(setting, ORIGINALS, place);
    }

    /** What was carried over from a place, within the meeting. */
    List<Copy> copies(Setting setting, Origin place) {
        return at(setting, COPIES, place);
    }

    private static List<Copy> at(Setting setting, String query, Origin place) {
        return setting.handle()
                .createQuery(query)
                .bind("society", setting.society())
                .bind("meeting", setting.meetingId())
                .bind("journal", place.journal())
                .bind("seq", place.seq())
                .map(CopyStore::map)
                .list();
    }

    /** What was carried over from entries of a journal, from one to another, and then cancelled, by the number it had there. */
    Map<Long, List<Copy>> cancelled(Setting setting, String journal, long from, long to) {
        Map<Long, List<Copy>> cancelled = new HashMap<>();
        setting.handle()
                .createQuery(CANCELLED)
                .bind("society", setting.society())
                .bind("meeting", setting.meetingId())
                .bind("journal", journal)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> Map.entry(row.getLong("origin_seq"), map(row, context)))
                .forEach(copy -> cancelled
                        .computeIfAbsent(copy.getKey(), seq -> new ArrayList<>())
                        .add(copy.getValue()));
        return cancelled;
    }

    /** Numbers of entries of a journal, from one to another, that were carried over. */
    Set<Long> carried(Handle handle, String journal, long from, long to) {
        return Set.copyOf(handle.createQuery("SELECT DISTINCT origin_seq FROM carried_over"
                        + " WHERE origin_journal = :journal AND origin_seq BETWEEN :from AND :to")
                .bind("journal", journal)
                .bind("from", from)
                .bind("to", to)
                .mapTo(Long.class)
                .list());
    }

    /**
     * Touches of the meeting that are kept, and may be told at another place as well.
     *
     * @param first the first member id of those whose touches are asked for
     * @param last the last one
     */
    List<Kept> keptAndCarried(Setting setting, String first, String last) {
        return setting.handle()
                .createQuery(CARRIED)
                .bind("society", setting.society())
                .bind("meeting", setting.meetingId())
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> new Kept(
                        new Origin(row.getString("journal"), row.getLong("seq")),
                        row.getString("named"),
                        EntryText.original(row.getString("entry"))))
                .list();
    }

    /** Touches of the meeting that stand at a place, in that journal or another history of it, or were carried over from there. */
    List<Touch> touches(Setting setting, Origin place) {
        return setting
                .handle()
                .createQuery(TOUCHES)
                .bind("society", setting.society())
                .bind("meeting", setting.meetingId())
                .bind("journal", place.journal())
                .bind("seq", place.seq())
                .map((row, context) -> touch(row, place))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Touch> touch(ResultSet row, Origin first) throws SQLException {
        Origin place = new Origin(row.getString("journal"), row.getLong("seq"));
        DecisionRow.Kind kind = DecisionRow.Kind.valueOf(row.getString("kind"));
        boolean counts = kind == DecisionRow.Kind.TOUCHED;
        boolean silent = kind == DecisionRow.Kind.DUPLICATE
                || Optional.ofNullable(row.getString("exception_kind"))
                        .map(ExceptionKind::valueOf)
                        .filter(ExceptionKind::silent)
                        .isPresent();
        return counts || Moments.isAt(place, first) && !silent
                ? Optional.of(new Touch(
                        place,
                        EntryText.original(row.getString("entry")),
                        Optional.ofNullable(row.getString("member")).filter(member -> counts),
                        Instant.ofEpochMilli(row.getLong("tapped_at")),
                        row.getLong("kept") == 1))
                : Optional.empty();
    }

    private static Copy map(ResultSet row, StatementContext context) throws SQLException {
        Optional<String> byJournal = Optional.ofNullable(row.getString("by_journal"));
        long bySeq = row.getLong("by_seq");
        return new Copy(
                new Origin(row.getString("journal"), row.getLong("seq")),
                EntryText.original(row.getString("entry")),
                !ExceptionKind.KIOSK_UNTRUSTED.name().equals(row.getString("doubt")),
                byJournal.map(journal -> new Origin(journal, bySeq)));
    }
}
