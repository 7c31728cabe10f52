package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.office.CasesPage.Line;

/** Reads exceptions for the pages. */
final class CasesStore {
    static final int LINES_PER_SCREEN = 100;

    private static final String SELECT = """
            SELECT x.kind, x.state, x.journal, x.seq, x.member, x.detail, x.raised_at, d.tapped_at, COALESCE(k.booth, '') AS booth,
                   m.member_no, m.family_name, m.given_name, x.society,
                   (SELECT COUNT(*) FROM case_entry c WHERE c.society = x.society AND c.meeting = x.meeting
                     AND c.kind = x.kind AND c.subject = x.subject AND x.state = 'open'
                     AND NOT (c.journal = x.journal AND c.seq = x.seq) AND NOT EXISTS (
                       SELECT 1 FROM voided v WHERE v.journal = c.journal AND v.seq = c.seq)) AS further
              FROM exception_case x
              LEFT JOIN journal j ON j.id = x.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
              LEFT JOIN decision d ON d.journal = x.journal AND d.seq = x.seq
              LEFT JOIN member m ON m.society = x.society AND m.id = x.member
            """;

    /** Cases of a kiosk; the person whose entry happened to show it has nothing to do with it. */
    private static final String OF_A_KIOSK = "CLOCK_SKEW";

    private final Handle handle;

    CasesStore(Handle handle) {
        this.handle = handle;
    }

    CasesPage page(MeetingSummary meeting, boolean all, int page) {
        List<Line> lines = new ArrayList<>(handle.createQuery(SELECT
                        + " WHERE x.society = :society AND x.meeting = :meeting AND (:all = 1 OR x.state = 'open')"
                        + " ORDER BY x.raised_at DESC, x.journal, x.seq, x.kind LIMIT :most OFFSET :skip")
                .bind("society", meeting.ref().society())
                .bind("meeting", meeting.ref().meeting())
                .bind("all", all ? 1 : 0)
                .bind("most", LINES_PER_SCREEN + 1)
                .bind("skip", (long) (page - 1) * LINES_PER_SCREEN)
                .map((row, context) -> line(row))
                .list());
        boolean more = lines.size() > LINES_PER_SCREEN;
        if (more) {
            lines.remove(LINES_PER_SCREEN);
        }
        return new CasesPage(meeting, all, lines, page, more);
    }

    List<Line> ofMember(String society, String member) {
        return handle.createQuery(
                        SELECT + " WHERE x.society = :society AND x.member = :member" + " AND x.kind <> '" + OF_A_KIOSK
                                + "' ORDER BY x.raised_at DESC, x.journal, x.seq, x.kind LIMIT " + LINES_PER_SCREEN)
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> line(row))
                .list();
    }

    /** Cases of an entry: its own, and those of others that tell of it too. */
    List<Line> ofEntry(EvidenceRef evidence) {
        return handle.createQuery(SELECT + """
                         WHERE x.journal = :journal AND x.seq = :seq OR x.state = 'open' AND EXISTS (
                           SELECT 1 FROM case_entry c WHERE c.society = x.society AND c.meeting = x.meeting
                             AND c.kind = x.kind AND c.subject = x.subject AND c.journal = :journal AND c.seq = :seq)
                         ORDER BY x.kind, x.journal, x.seq""")
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        boolean open = row.getString("state").equals("open");
        long tapped = row.getLong("tapped_at");
        boolean arrived = !row.wasNull();
        return new Line(
                Words.exceptionCode(kind),
                Words.exception(kind),
                open,
                new EvidenceRef(row.getString("journal"), row.getLong("seq")),
                row.getString("booth"),
                arrived ? Optional.of(Instant.ofEpochMilli(tapped)) : Optional.empty(),
                kind.equals(OF_A_KIOSK) ? Optional.empty() : EntriesStore.person(row),
                row.getString("detail"),
                row.getLong("further"),
                open ? Words.advice(kind) : Words.NOTHING,
                Instant.ofEpochMilli(row.getLong("raised_at")));
    }
}
