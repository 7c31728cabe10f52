package org.uketsuke.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Japanese as in print, English by ISO 8601. */
final class DatesTest {
    private static final LocalDate FRIDAY = LocalDate.parse("2026-10-16");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-10-18");

    @Test
    void aTimeIsThatOfTheSocietysZone() {
        Instant time = Instant.parse("2026-11-22T00:31:00Z");
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");

        assertThat(Dates.at(Language.JA, time, tokyo)).isEqualTo("2026/11/22 09:31:00");
        assertThat(Dates.at(Language.EN, time, tokyo)).isEqualTo("2026-11-22 09:31:00");
    }

    @Test
    void daysAreWrittenAsEachLanguageDoes() {
        assertThat(Dates.day(Language.JA, LocalDate.parse("2024-04-01"))).isEqualTo("2024年4月1日");
        assertThat(Dates.day(Language.EN, LocalDate.parse("2024-04-01"))).isEqualTo("2024-04-01");
        assertThat(Dates.days(Language.JA, FRIDAY, FRIDAY)).isEqualTo("2026年10月16日");
        assertThat(Dates.days(Language.JA, FRIDAY, SUNDAY)).isEqualTo("2026年10月16日～2026年10月18日");
        assertThat(Dates.days(Language.EN, FRIDAY, SUNDAY)).isEqualTo("2026-10-16 – 2026-10-18");
    }

    @Test
    void theDaysOfAMeetingComeWithTheirWeekdays() {
        assertThat(Dates.eventDays(Language.JA, FRIDAY, FRIDAY)).isEqualTo("2026年10月16日（金）");
        assertThat(Dates.eventDays(Language.JA, FRIDAY, SUNDAY)).isEqualTo("2026年10月16日（金）～10月18日（日）");
        assertThat(Dates.eventDays(Language.JA, LocalDate.parse("2026-12-31"), LocalDate.parse("2027-01-01")))
                .isEqualTo("2026年12月31日（木）～2027年1月1日（金）");
        assertThat(Dates.eventDays(Language.EN, FRIDAY, SUNDAY)).isEqualTo("2026-10-16 – 2026-10-18");
    }
}
