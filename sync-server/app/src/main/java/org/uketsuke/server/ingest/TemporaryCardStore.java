package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.TemporaryCard;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.ManyRows;

/**
 * Links of temporary cards, and the scans that hang on such links.
 *
 * @param dialect the engine
 */
record TemporaryCardStore(Dialect dialect) {
    private static final String STANDING = """
            SELECT k.token, k.member, k.seen, k.at, k.run, k.up FROM temporary_card k
            WHERE k.society = :society AND k.meeting = :meeting AND k.token %s
              AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = k.journal AND v.seq = k.seq)
            ORDER BY k.token, k.journal, k.seq""";
    private static final String SCANS = """
            SELECT d.journal, d.seq, d.kind, d.exception_kind, d.member, d.tapped_at, d.meeting_facts, d.facts
            FROM unlisted_scan u JOIN decision d ON d.journal = u.journal AND d.seq = u.seq
            WHERE u.society = :society AND u.meeting = :meeting AND u.token = :token
              AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = u.journal AND v.seq = u.seq)
            ORDER BY d.tapped_at, d.journal, d.seq""";

    /**
     * A link that counts, where it stands.
     *
     * @param token keyed token, hex
     * @param place its entry
     * @param card what it says
     */
    record Placed(String token, Origin place, TemporaryCard card) {}

    /**
     * A scan that hangs on links.
     *
     * @param token keyed token, hex
     * @param place its entry
     */
    record Unlisted(String token, Origin place) {}

    void add(Setting setting, List<Placed> links) {
        ManyRows.write(
                setting.handle(),
                "INSERT INTO temporary_card (society, meeting, token, journal, seq, member, seen, at, run, up)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                links,
                (row, link) -> {
                    row.setString(1, setting.society());
                    row.setString(2, setting.meetingId());
                    row.setString(3, link.token());
                    row.setString(4, link.place().journal());
                    row.setLong(5, link.place().seq());
                    row.setString(6, link.card().member());
                    row.setLong(7, link.card().seen() ? 1 : 0);
                    row.setLong(8, link.card().since().at().toEpochMilli());
                    row.setString(9, link.card().since().run());
                    row.setLong(10, link.card().since().upMillis());
                });
    }

    /** Notes scans; one that is noted already stays. */
    void note(Setting setting, List<Unlisted> scans) {
        ManyRows.write(
                setting.handle(),
                "INSERT INTO unlisted_scan (society, meeting, token, journal, seq) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                scans,
                (row, scan) -> {
                    row.setString(1, setting.society());
                    row.setString(2, setting.meetingId());
                    row.setString(3, scan.token());
                    row.setString(4, scan.place().journal());
                    row.setLong(5, scan.place().seq());
                });
    }

    /** The links of tokens that staff have not cancelled; of a token without any, nothing. */
    Map<String, List<TemporaryCard>> standing(Setting setting, Collection<String> tokens) {
        Map<String, List<TemporaryCard>> links = new HashMap<>();
        if (!tokens.isEmpty()) {
            setting.handle()
                    .createQuery(STANDING.formatted(dialect.among(":tokens")))
                    .bind("society", setting.society())
                    .bind("meeting", setting.meetingId())
                    .bind("tokens", Wire.write(tokens))
                    .map((row, context) -> Map.entry(
                            row.getString("token"),
                            new TemporaryCard(
                                    row.getString("member"),
                                    row.getLong("seen") == 1,
                                    new Moment(
                                            Instant.ofEpochMilli(row.getLong("at")),
                                            row.getString("run"),
                                            row.getLong("up")))))
                    .forEach(link -> links.computeIfAbsent(link.getKey(), token -> new ArrayList<>())
                            .add(link.getValue()));
        }
        return links;
    }

    /** The token that an entry links, if it is a link that counts or counted. */
    Optional<String> tokenAt(Setting setting, Origin place) {
        return setting.handle()
                .createQuery("SELECT token FROM temporary_card WHERE journal = :journal AND seq = :seq")
                .bind("journal", place.journal())
                .bind("seq", place.seq())
                .mapTo(String.class)
                .findOne();
    }

    /** Decisions on the scans of a token that staff have not cancelled, earliest tap first. */
    List<DecisionRow> scans(Setting setting, String token) {
        return setting.handle()
                .createQuery(SCANS)
                .bind("society", setting.society())
                .bind("meeting", setting.meetingId())
                .bind("token", token)
                .map(DecisionStore::map)
                .list();
    }
}
