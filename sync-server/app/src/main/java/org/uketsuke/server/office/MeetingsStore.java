package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;

/** Reads meetings for the pages. */
final class MeetingsStore {
    private static final int SHOWN_MAX = 500;
    private static final String MEETING = """
            SELECT m.society, s.name_ja AS society_ja, s.name_en AS society_en, s.zone, m.id, m.name_ja, m.name_en,
                   m.class, m.start_date, m.end_date, m.credit_date, m.venue, m.status
              FROM meeting m JOIN society s ON s.society = m.society
            """;
    private static final String LINES =
            MEETING.replace("m.status\n", """
                    m.status,
                    (SELECT count(*) FROM kiosk k WHERE k.society = m.society AND k.meeting = m.id) AS kiosks,
                    (SELECT count(*) FROM decision d WHERE d.society = m.society AND d.meeting = m.id) AS entries,
                    (SELECT count(*) FROM exception_case x
                      WHERE x.society = m.society AND x.meeting = m.id AND x.state = 'open') AS open_cases
                    """) + " ORDER BY m.start_date DESC, m.society, m.id LIMIT " + SHOWN_MAX;

    private final Handle handle;

    MeetingsStore(Handle handle) {
        this.handle = handle;
    }

    List<MeetingsPage.Line> all() {
        return handle.createQuery(LINES)
                .map((row, context) -> new MeetingsPage.Line(
                        summary(row), row.getLong("kiosks"), row.getLong("entries"), row.getLong("open_cases")))
                .list();
    }

    Optional<MeetingSummary> find(MeetingRef ref) {
        return handle.createQuery(MEETING + " WHERE m.society = :society AND m.id = :meeting")
                .bind("society", ref.society())
                .bind("meeting", ref.meeting())
                .map((row, context) -> summary(row))
                .findOne();
    }

    private static MeetingSummary summary(ResultSet row) throws SQLException {
        return new MeetingSummary(
                new MeetingRef(row.getString("society"), row.getString("id")),
                new Text(row.getString("society_ja"), row.getString("society_en")),
                ZoneId.of(row.getString("zone")),
                new Text(row.getString("name_ja"), row.getString("name_en")),
                row.getString("class"),
                LocalDate.parse(row.getString("start_date")),
                LocalDate.parse(row.getString("end_date")),
                LocalDate.parse(row.getString("credit_date")),
                row.getString("venue"),
                row.getString("status"));
    }
}
