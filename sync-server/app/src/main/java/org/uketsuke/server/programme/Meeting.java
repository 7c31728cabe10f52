package org.uketsuke.server.programme;

import java.time.LocalDate;
import java.time.ZoneId;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Messages.Text;

/**
 * A meeting that members can register credits for.
 *
 * @param society society code
 * @param id short id, used in addresses and commands
 * @param name display names
 * @param meetingClass class of the society's policy
 * @param startDate first day
 * @param endDate last day
 * @param creditDate the day that decides rule, term and fiscal year (domain 3.5-2)
 * @param venue where
 * @param status how far along it is
 */
public record Meeting(
        String society,
        String id,
        Text name,
        String meetingClass,
        LocalDate startDate,
        LocalDate endDate,
        LocalDate creditDate,
        String venue,
        MeetingStatus status) {
    /** From the midnight with which its first day begins to that with which its last one ends; sessions lie within. */
    public Window days(ZoneId zone) {
        return new Window(
                startDate.atStartOfDay(zone).toInstant(),
                endDate.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
