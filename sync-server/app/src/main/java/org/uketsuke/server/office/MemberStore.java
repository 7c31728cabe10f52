package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.office.MemberPage.AttendanceLine;
import org.uketsuke.server.office.MemberPage.CardLine;
import org.uketsuke.server.office.MemberPage.TermLine;
import org.uketsuke.server.storage.Dialect;

/** Reads one member. */
final class MemberStore {
    private final Handle handle;
    private final Dialect dialect;

    MemberStore(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    Optional<MemberPage> page(String society, String id) {
        return handle.createQuery("SELECT m.id, m.member_no, m.family_name, m.given_name, m.family_kana, m.given_kana,"
                        + " m.affiliation, m.prefecture, m.status, s.name_ja, s.name_en, s.zone"
                        + " FROM member m JOIN society s ON s.society = m.society"
                        + " WHERE m.society = :society AND m.id = :id")
                .bind("society", society)
                .bind("id", id)
                .map((row, context) -> page(society, row))
                .findOne();
    }

    private MemberPage page(String society, ResultSet row) throws SQLException {
        String id = row.getString("id");
        Person person = new Person(
                society, id, row.getString("member_no"), row.getString("family_name"), row.getString("given_name"));
        return new MemberPage(
                person,
                new Text(row.getString("name_ja"), row.getString("name_en")),
                ZoneId.of(row.getString("zone")),
                row.getString("family_kana") + " " + row.getString("given_kana"),
                row.getString("affiliation"),
                row.getString("prefecture"),
                row.getString("status"),
                terms(society, id),
                cards(society, id),
                new LedgerLineStore(handle).ofMember(society, id),
                new StaysStore(handle, dialect).ofMember(society, id),
                attendances(society, id),
                new CasesStore(handle).ofMember(society, id));
    }

    private List<TermLine> terms(String society, String member) {
        PolicyWords words = PolicyWords.of(handle, society);
        return handle.createQuery("SELECT q.kind, q.number, t.start_date, t.end_date, t.required_credits,"
                        + " (SELECT COALESCE(sum(l.credits), 0) FROM ledger_entry l WHERE l.society = q.society"
                        + "   AND l.member = q.member AND l.qualification = q.id AND l.term_start = t.start_date) AS earned"
                        + " FROM qualification q JOIN term t ON t.society = q.society AND t.qualification = q.id"
                        + " WHERE q.society = :society AND q.member = :member ORDER BY t.start_date DESC, q.kind")
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> new TermLine(
                        words.qualification(row.getString("kind")),
                        row.getString("number"),
                        LocalDate.parse(row.getString("start_date")),
                        LocalDate.parse(row.getString("end_date")),
                        new Credits(row.getLong("required_credits")),
                        new Credits(row.getLong("earned"))))
                .list();
    }

    private List<CardLine> cards(String society, String member) {
        return handle.createQuery("SELECT medium, valid_from, valid_to, status FROM card"
                        + " WHERE society = :society AND member = :member ORDER BY valid_from DESC, id")
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> new CardLine(
                        row.getString("medium"),
                        LocalDate.parse(row.getString("valid_from")),
                        LocalDate.parse(row.getString("valid_to")),
                        row.getString("status")))
                .list();
    }

    private List<AttendanceLine> attendances(String society, String member) {
        return handle.createQuery("SELECT a.meeting, a.day, a.first_at, a.journal, a.seq,"
                        + " COALESCE(g.name_ja, a.meeting) AS name_ja, COALESCE(g.name_en, a.meeting) AS name_en"
                        + " FROM attendance a LEFT JOIN meeting g ON g.society = a.society AND g.id = a.meeting"
                        + " WHERE a.society = :society AND a.member = :member ORDER BY a.day DESC, a.meeting")
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> new AttendanceLine(
                        new MeetingRef(society, row.getString("meeting")),
                        new Text(row.getString("name_ja"), row.getString("name_en")),
                        LocalDate.parse(row.getString("day")),
                        Instant.ofEpochMilli(row.getLong("first_at")),
                        new EvidenceRef(row.getString("journal"), row.getLong("seq"))))
                .list();
    }
}
