package org.uketsuke.server.office;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.ingest.EntryText;
import org.uketsuke.server.office.EntriesPage.Booth;
import org.uketsuke.server.office.EntriesPage.Cursor;
import org.uketsuke.server.office.EntriesPage.Filter;
import org.uketsuke.server.office.EntriesPage.Line;

/** Reads entries with what they came to. */
final class EntriesStore {
    static final int LINES_PER_SCREEN = 50;

    private static final String SELECT = """
            SELECT d.journal, d.seq, d.kind, d.exception_kind, d.tapped_at, d.member,
                   COALESCE(k.booth, '') AS booth, v.seq AS voided,
                   m.member_no, m.family_name, m.given_name, d.society, e.entry
              FROM decision d
              JOIN journal_entry e ON e.journal = d.journal AND e.seq = d.seq
              JOIN journal j ON j.id = d.journal
              LEFT JOIN kiosk k ON k.id = j.kiosk
              LEFT JOIN voided v ON v.journal = d.journal AND v.seq = d.seq
              LEFT JOIN member m ON m.society = d.society AND m.id = d.member
             WHERE d.society = :society AND d.meeting = :meeting
               AND (:kiosk = '' OR j.kiosk = :kiosk)
               AND (:decision = '' OR (:decision = 'VOID' AND v.seq IS NOT NULL)
                    OR (v.seq IS NULL AND d.kind = :decision))
               AND (d.tapped_at > :at OR (d.tapped_at = :at AND (d.journal > :journal
                    OR (d.journal = :journal AND d.seq > :seq))))
             ORDER BY d.tapped_at, d.journal, d.seq
             LIMIT :most""";

    private final Handle handle;

    EntriesStore(Handle handle) {
        this.handle = handle;
    }

    List<Booth> booths(MeetingRef meeting) {
        return handle.createQuery("SELECT id, booth FROM kiosk WHERE society = :society AND meeting = :meeting"
                        + " ORDER BY booth, id")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> new Booth(row.getString("id"), row.getString("booth")))
                .list();
    }

    EntriesPage page(MeetingSummary meeting, Filter filter) {
        Cursor from = filter.from().orElseGet(() -> new Cursor(Long.MIN_VALUE, "", 0));
        Map<String, String> staff = staff(meeting.ref());
        List<Line> lines = new ArrayList<>(handle.createQuery(SELECT)
                .bind("society", meeting.ref().society())
                .bind("meeting", meeting.ref().meeting())
                .bind("kiosk", filter.kiosk())
                .bind("decision", filter.decision())
                .bind("at", from.tappedAtMillis())
                .bind("journal", from.journal())
                .bind("seq", from.seq())
                .bind("most", LINES_PER_SCREEN + 1)
                .map((row, context) -> line(row, staff))
                .list());
        Optional<Cursor> next = Optional.empty();
        if (lines.size() > LINES_PER_SCREEN) {
            lines.remove(LINES_PER_SCREEN);
            Line last = lines.get(LINES_PER_SCREEN - 1);
            next = Optional.of(new Cursor(
                    last.tappedAt().toEpochMilli(),
                    last.evidence().journal(),
                    last.evidence().seq()));
        }
        return new EntriesPage(meeting, booths(meeting.ref()), filter, lines, next);
    }

    private static Line line(ResultSet row, Map<String, String> staff) throws SQLException {
        row.getLong("voided");
        boolean voided = !row.wasNull();
        return new Line(
                new EvidenceRef(row.getString("journal"), row.getLong("seq")),
                row.getString("booth"),
                Instant.ofEpochMilli(row.getLong("tapped_at")),
                voided ? Words.VOID : Words.decision(row.getString("kind")),
                !voided && row.getString("kind").equals("EXCEPTION"),
                Optional.ofNullable(row.getString("exception_kind")).map(Words::exception),
                voided,
                person(row),
                StaffDeed.in(EntryText.original(row.getString("entry")), staff));
    }

    private Map<String, String> staff(MeetingRef meeting) {
        Map<String, String> names = new HashMap<>();
        handle.createQuery("SELECT id, name FROM booth_staff WHERE society = :society AND meeting = :meeting")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
                .forEach(person -> names.put(person.getKey(), person.getValue()));
        return names;
    }

    static Optional<Person> person(ResultSet row) throws SQLException {
        String number = row.getString("member_no");
        return number == null
                ? Optional.empty()
                : Optional.of(new Person(
                        row.getString("society"),
                        row.getString("member"),
                        number,
                        row.getString("family_name"),
                        row.getString("given_name")));
    }
}
