package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;

/** Reads ledger lines with the words that belong to them. */
final class LedgerLineStore {
    private static final String SELECT = """
            SELECT l.society, l.id, l.meeting, l.member, l.term_start, l.rule, l.credits, l.earned_on, l.fiscal_year,
                   l.source, l.journal, l.seq, l.tapped_at, l.reverses, l.reason, COALESCE(q.kind, '') AS qualification,
                   COALESCE(g.name_ja, l.meeting) AS meeting_ja, COALESCE(g.name_en, l.meeting) AS meeting_en,
                   l.kind, s.title_ja AS session_ja, s.title_en AS session_en,
                   COALESCE(r.title_ja, l.rule) AS rule_ja, COALESCE(r.title_en, l.rule) AS rule_en,
                   COALESCE(k.booth, '') AS booth, m.member_no, m.family_name, m.given_name
              FROM ledger_entry l
              LEFT JOIN qualification q ON q.society = l.society AND q.id = l.qualification
              LEFT JOIN meeting g ON g.society = l.society AND g.id = l.meeting
              LEFT JOIN credit_rule r ON r.society = l.society AND r.code = l.rule
                    AND r.valid_from <= CASE WHEN l.kind LIKE 'session%' THEN g.credit_date ELSE l.earned_on END
                    AND r.valid_to >= CASE WHEN l.kind LIKE 'session%' THEN g.credit_date ELSE l.earned_on END
              LEFT JOIN session s ON s.society = l.society AND s.meeting = l.meeting
                    AND l.kind IN ('session/' || s.id, 'session-reversal/' || s.id)
              LEFT JOIN journal j ON j.id = l.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
              LEFT JOIN member m ON m.society = l.society AND m.id = l.member
            """;
    private static final String ORDER = " ORDER BY l.earned_on DESC, l.posted_at DESC, l.meeting, qualification, l.id";

    private final Handle handle;

    LedgerLineStore(Handle handle) {
        this.handle = handle;
    }

    List<LedgerLine> ofMember(String society, String member) {
        PolicyWords words = PolicyWords.of(handle, society);
        return handle.createQuery(SELECT + " WHERE l.society = :society AND l.member = :member" + ORDER)
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> line(row, words))
                .list();
    }

    /** Lines that rest on one entry. */
    List<LedgerLine> restingOn(MeetingRef meeting, EvidenceRef evidence) {
        PolicyWords words = PolicyWords.of(handle, meeting.society());
        return handle.createQuery(SELECT + " WHERE l.society = :society AND l.meeting = :meeting"
                        + " AND l.journal = :journal AND l.seq = :seq" + ORDER)
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> line(row, words))
                .list();
    }

    /** One that is not on the agenda any more goes by its id. */
    private static Optional<Text> session(ResultSet row) throws SQLException {
        String title = row.getString("session_ja");
        if (title != null) {
            return Optional.of(new Text(title, row.getString("session_en")));
        }
        String kind = row.getString("kind");
        String id = kind.substring(kind.indexOf('/') + 1);
        return kind.startsWith("session") ? Optional.of(new Text(id, id)) : Optional.empty();
    }

    private static LedgerLine line(ResultSet row, PolicyWords words) throws SQLException {
        String journal = row.getString("journal");
        Optional<EvidenceRef> evidence =
                journal == null ? Optional.empty() : Optional.of(new EvidenceRef(journal, row.getLong("seq")));
        long tappedAt = row.getLong("tapped_at");
        Optional<Instant> tapped = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(tappedAt));
        return new LedgerLine(
                row.getString("id"),
                new MeetingRef(row.getString("society"), row.getString("meeting")),
                new Text(row.getString("meeting_ja"), row.getString("meeting_en")),
                words.qualification(row.getString("qualification")),
                LocalDate.parse(row.getString("term_start")),
                row.getString("rule"),
                new Text(row.getString("rule_ja"), row.getString("rule_en")),
                session(row),
                new Credits(row.getLong("credits")),
                LocalDate.parse(row.getString("earned_on")),
                row.getInt("fiscal_year"),
                row.getString("source"),
                evidence,
                row.getString("booth"),
                tapped,
                row.getString("reverses") != null,
                row.getString("reason"),
                EntriesStore.person(row));
    }
}
