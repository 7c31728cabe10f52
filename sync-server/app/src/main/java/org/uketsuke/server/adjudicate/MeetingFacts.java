package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the server knows of a meeting when it judges entries of it.
 *
 * @param society society code
 * @param meeting meeting id
 * @param frozen whether it is settled or cancelled, so that nothing changes without a person
 * @param zone the society's zone: business dates are dates there
 * @param opens start of the first day
 * @param closes end of the last day
 * @param creditDate day that decides rule, term and fiscal year
 * @param fiscalYear achievement fiscal year of the credit date
 * @param rules participation rules for taps in force on the credit date, by kind of qualification
 */
public record MeetingFacts(
        String society,
        String meeting,
        boolean frozen,
        ZoneId zone,
        Instant opens,
        Instant closes,
        LocalDate creditDate,
        int fiscalYear,
        Map<String, Rule> rules) {
    /** Whether an instant lies within the days of the meeting. */
    public boolean holdsOn(Instant at) {
        return !at.isBefore(opens) && at.isBefore(closes);
    }

    /**
     * A credit rule for taps.
     *
     * @param code rule code, such as {@code JSH-P-REG}
     * @param hundredths credits in hundredths
     */
    public record Rule(String code, long hundredths) {}
}
