package org.uketsuke.server.export;

import java.util.List;

/** The lists there are, with their columns and the SQL that fills them; {@code :society} and {@code :meeting} are bound. */
public enum ExportList {
    /** Credits given (単位付与一覧), reversals included; {@code session} is empty for those of the meeting as such. */
    LEDGER(
            List.of(
                    "member_no",
                    "name",
                    "meeting",
                    "credits",
                    "earned_on",
                    "fiscal_year",
                    "source",
                    "kiosk",
                    "seq",
                    "tapped_at",
                    "session"),
            """
            SELECT m.member_no, m.family_name, m.given_name, l.meeting, l.credits, l.earned_on, l.fiscal_year, l.source,
                   KIOSK, l.seq, l.tapped_at,
                   CASE WHEN l.kind LIKE 'session/%' THEN substr(l.kind, 9)
                        WHEN l.kind LIKE 'session-reversal/%' THEN substr(l.kind, 18) ELSE '' END AS session
              FROM ledger_entry l
              LEFT JOIN member m ON m.society = l.society AND m.id = l.member
              LEFT JOIN journal j ON j.id = l.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
             WHERE l.society = :society AND l.meeting = :meeting
             ORDER BY m.member_no, l.member, l.qualification, session, l.generation,
                   CASE WHEN l.reverses IS NULL THEN 0 ELSE 1 END, l.id"""),
    /** Who was there, per day. */
    ATTENDANCE(List.of("member_no", "name", "meeting", "day", "kiosk", "seq", "first_at"), """
            SELECT m.member_no, m.family_name, m.given_name, a.meeting, a.day, KIOSK, a.seq, a.first_at
              FROM attendance a
              LEFT JOIN member m ON m.society = a.society AND m.id = a.member
              LEFT JOIN journal j ON j.id = a.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
             WHERE a.society = :society AND a.meeting = :meeting
             ORDER BY m.member_no, a.member, a.day"""),
    /**
     * What a person must look at, or was told of (例外一覧); {@code attached} are further entries of which an open case of the
     * same matter tells.
     */
    EXCEPTIONS(List.of("kind", "state", "member_no", "name", "meeting", "kiosk", "seq", "detail", "raised_at"), """
            SELECT x.kind, x.state, m.member_no, m.family_name, m.given_name, x.meeting, KIOSK, x.seq, x.detail,
                   x.raised_at
              FROM (
                SELECT society, meeting, kind, state, journal, seq, member, detail, raised_at FROM exception_case
                UNION ALL
                SELECT c.society, c.meeting, c.kind, 'attached', c.journal, c.seq, c.member, c.detail, c.raised_at
                  FROM case_entry c
                 WHERE EXISTS (SELECT 1 FROM exception_case o WHERE o.society = c.society AND o.meeting = c.meeting
                         AND o.kind = c.kind AND o.subject = c.subject AND o.subject <> '' AND o.state = 'open')
                   AND NOT EXISTS (SELECT 1 FROM exception_case o WHERE o.society = c.society AND o.meeting = c.meeting
                         AND o.kind = c.kind AND o.journal = c.journal AND o.seq = c.seq)
                   AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = c.journal AND v.seq = c.seq)) x
              LEFT JOIN member m ON m.society = x.society AND m.id = x.member
              LEFT JOIN journal j ON j.id = x.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
             WHERE x.society = :society AND x.meeting = :meeting
             ORDER BY x.raised_at, x.journal, x.seq, x.kind""");

    /** The booth's name; where two kiosks share one, the first digits of the kiosk id tell them apart. */
    private static final String KIOSK = """
            CASE WHEN k.id IS NULL THEN COALESCE(j.kiosk, '')
                 WHEN (SELECT count(*) FROM kiosk o WHERE o.society = k.society AND o.meeting = k.meeting
                        AND o.booth = k.booth) > 1 THEN k.booth || ' ' || substr(k.id, 1, 8)
                 ELSE k.booth END AS kiosk""";

    private final List<String> columns;
    private final String sql;

    ExportList(List<String> columns, String sql) {
        this.columns = columns;
        this.sql = sql;
    }

    /** The header row. */
    List<String> columns() {
        return columns;
    }

    String sql() {
        return sql.replace("KIOSK", KIOSK);
    }
}
