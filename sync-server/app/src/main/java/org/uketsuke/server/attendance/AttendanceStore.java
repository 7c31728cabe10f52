package org.uketsuke.server.attendance;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.uketsuke.server.storage.ManyRows;

/** Attendance, derived from decisions: it can be thrown away and built again. */
public final class AttendanceStore {
    private static final String UPSERT =
            "INSERT INTO attendance (society, meeting, member, day, first_at, journal, seq)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (society, meeting, member, day) DO UPDATE SET"
                    + " first_at = excluded.first_at, journal = excluded.journal, seq = excluded.seq"
                    + " WHERE (excluded.first_at, excluded.journal, excluded.seq)"
                    + " < (attendance.first_at, attendance.journal, attendance.seq)";

    /** Notes taps; of several on one day the earliest stays, in whichever order they come. */
    public void note(Handle handle, String society, Collection<Attendance> taps) {
        List<Attendance> firsts = new ArrayList<>();
        for (Attendance tap : taps.stream().sorted(Attendance.ORDER).toList()) {
            if (firsts.isEmpty() || !firsts.get(firsts.size() - 1).sameDayAs(tap)) {
                firsts.add(tap);
            }
        }
        ManyRows.write(handle, UPSERT, firsts, (row, tap) -> bind(row, society, tap));
    }

    /** Forgets a member's days at a meeting, before they are noted again without what was voided. */
    public void forget(Handle handle, String society, String meeting, String member) {
        handle.execute(
                "DELETE FROM attendance WHERE society = ? AND meeting = ? AND member = ?", society, meeting, member);
    }

    /** All days of a member, oldest first. */
    public List<Attendance> ofMember(Handle handle, String society, String member) {
        return handle.createQuery("SELECT meeting, member, day, first_at, journal, seq FROM attendance"
                        + " WHERE society = :society AND member = :member ORDER BY day, meeting")
                .bind("society", society)
                .bind("member", member)
                .map(AttendanceStore::map)
                .list();
    }

    /** All days of all members at a meeting. */
    public List<Attendance> ofMeeting(Handle handle, String society, String meeting) {
        return handle.createQuery("SELECT meeting, member, day, first_at, journal, seq FROM attendance"
                        + " WHERE society = :society AND meeting = :meeting ORDER BY member, day")
                .bind("society", society)
                .bind("meeting", meeting)
                .map(AttendanceStore::map)
                .list();
    }

    private static void bind(PreparedStatement row, String society, Attendance tap) throws SQLException {
        row.setString(1, society);
        row.setString(2, tap.meeting());
        row.setString(3, tap.member());
        row.setString(4, tap.day().toString());
        row.setLong(5, tap.firstAt().toEpochMilli());
        row.setString(6, tap.journal());
        row.setLong(7, tap.seq());
    }

    private static Attendance map(ResultSet row, StatementContext context) throws SQLException {
        return new Attendance(
                row.getString("meeting"),
                row.getString("member"),
                LocalDate.parse(row.getString("day")),
                Instant.ofEpochMilli(row.getLong("first_at")),
                row.getString("journal"),
                row.getLong("seq"));
    }
}
