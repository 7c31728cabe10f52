package org.uketsuke.server.credit;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * A society's year of achievements (年度), named by the calendar year in which it begins: in Japan's April year a meeting in
 * January to March belongs to the year before (H04).
 *
 * @param year calendar year of its first day
 */
public record FiscalYear(int year) {
    /** The fiscal year of a day. */
    public static FiscalYear of(LocalDate day, MonthDay start) {
        return new FiscalYear(day.isBefore(start.atYear(day.getYear())) ? day.getYear() - 1 : day.getYear());
    }
}
