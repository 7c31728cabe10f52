package org.uketsuke.server.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.storage.Storage;

/** Reads what booths must know of meetings. */
public final class MeetingStore {
    private static final String SELECT = """
            SELECT m.society, s.number, s.name_ja AS society_ja, s.name_en AS society_en, s.zone,
                   m.id, m.name_ja, m.name_en, m.class, m.start_date, m.end_date, m.credit_date, m.venue,
                   (SELECT max(r.credits) FROM credit_rule r
                     WHERE r.society = m.society AND r.kind = 'participation' AND r.qualification = 'specialist' AND r.card_enabled = 1
                       AND r.meeting_class = m.class AND r.valid_from <= m.credit_date AND r.valid_to >= m.credit_date
                   ) AS credits
              FROM meeting m JOIN society s ON s.society = m.society
            """;

    private final Storage storage;

    /** Over the database. */
    public MeetingStore(Storage storage) {
        this.storage = storage;
    }

    /** The meetings of that id, one per society that has one. */
    List<MeetingRow> named(String meeting) {
        return storage.read(handle -> handle.createQuery(SELECT + " WHERE m.id = :meeting ORDER BY m.society")
                .bind("meeting", meeting)
                .map((row, context) -> meeting(row))
                .list());
    }

    Optional<MeetingRow> find(String society, String meeting) {
        return named(meeting).stream()
                .filter(row -> row.society().equals(society))
                .findFirst();
    }

    /** Ids of meetings, the latest first, for somebody who gave one that is not there. */
    List<String> ids(int most) {
        return storage.read(
                handle -> handle.createQuery("SELECT id FROM meeting ORDER BY start_date DESC, society, id LIMIT :most")
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    private static MeetingRow meeting(ResultSet row) throws SQLException {
        long credits = row.getLong("credits");
        Optional<Long> given = row.wasNull() ? Optional.empty() : Optional.of(credits);
        return new MeetingRow(
                row.getString("society"),
                row.getInt("number"),
                new Text(row.getString("society_ja"), row.getString("society_en")),
                ZoneId.of(row.getString("zone")),
                row.getString("id"),
                new Text(row.getString("name_ja"), row.getString("name_en")),
                row.getString("class"),
                LocalDate.parse(row.getString("start_date")),
                LocalDate.parse(row.getString("end_date")),
                LocalDate.parse(row.getString("credit_date")),
                row.getString("venue"),
                given);
    }
}
