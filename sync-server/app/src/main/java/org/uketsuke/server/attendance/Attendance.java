package org.uketsuke.server.attendance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A member's first tap of a day.
 *
 * @param meeting meeting id
 * @param member member id
 * @param day date in the society's zone
 * @param firstAt corrected time of the first tap
 * @param journal where that tap stands
 * @param seq its number there
 */
public record Attendance(String meeting, String member, LocalDate day, Instant firstAt, String journal, long seq) {
    /** Rows of one key next to each other, the first tap before the others. */
    public static final Comparator<Attendance> ORDER = Comparator.comparing(Attendance::meeting)
            .thenComparing(Attendance::member)
            .thenComparing(Attendance::day)
            .thenComparing(Attendance::firstAt)
            .thenComparing(Attendance::journal)
            .thenComparing(Attendance::seq);

    /** Whether both stand for the same member, meeting and day. */
    public boolean sameDayAs(Attendance other) {
        return meeting.equals(other.meeting) && member.equals(other.member) && day.equals(other.day);
    }
}
