package org.uketsuke.server.enrolment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;

/**
 * A meeting with what a booth must know of its society.
 *
 * @param society society code
 * @param societyNumber its number in member passes
 * @param societyName its names
 * @param zone its time zone
 * @param id meeting id
 * @param name meeting names
 * @param meetingClass class of the society's policy
 * @param startDate first day
 * @param endDate last day
 * @param creditDate day that decides the rule
 * @param venue where
 * @param credits what participation gives a specialist by the rule in force on the credit date, in hundredths
 */
record MeetingRow(
        String society,
        int societyNumber,
        Text societyName,
        ZoneId zone,
        String id,
        Text name,
        String meetingClass,
        LocalDate startDate,
        LocalDate endDate,
        LocalDate creditDate,
        String venue,
        Optional<Long> credits) {
    /** A booth opens so much before the first day begins and closes so much after the last one ended (domain 3.5-12). */
    private static final long MARGIN_HOURS = 2;

    /**
     * Where a kiosk of this meeting serves.
     *
     * @param boothKey the key that opens the meeting's booths, of which kiosks get the check only
     * @param agenda the meeting's sessions and the kiosk's door, if there are any
     */
    Assignment assignment(String booth, BoothKey boothKey, Optional<Agenda> agenda) {
        MeetingFacts facts =
                new MeetingFacts(id, name, meetingClass, credits, startDate, endDate, creditDate, venue, zone.getId());
        Optional<String> check = Optional.of(boothKey.check(id));
        return new Assignment(society, societyNumber, societyName, facts, booth, opens(), closes(), check, agenda);
    }

    private Instant opens() {
        return startDate.atStartOfDay(zone).minusHours(MARGIN_HOURS).toInstant();
    }

    private Instant closes() {
        return endDate.plusDays(1).atStartOfDay(zone).plusHours(MARGIN_HOURS).toInstant();
    }
}
