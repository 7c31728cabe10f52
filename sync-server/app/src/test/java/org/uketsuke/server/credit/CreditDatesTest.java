package org.uketsuke.server.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CreditDatesTest {
    private static final MonthDay APRIL = MonthDay.of(4, 1);

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 2025",
        "2026-04-01, 2026",
        "2026-02-28, 2025",
        "2024-02-29, 2023",
        "2026-12-31, 2026",
        "2027-01-01, 2026",
    })
    void meetingsFromJanuaryToMarchBelongToTheYearBefore(LocalDate day, int year) {
        assertThat(FiscalYear.of(day, APRIL).year()).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01, 2026", "2025-12-31, 2025", "2024-02-29, 2024"})
    void aYearThatBeginsInJanuaryIsTheCalendarYear(LocalDate day, int year) {
        assertThat(FiscalYear.of(day, MonthDay.of(1, 1)).year()).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "2021-03-31, 2016-04-01",
        "2021-04-01, 2021-04-01",
        "2024-02-29, 2021-04-01",
        "2026-03-31, 2021-04-01",
    })
    void aDayLiesInTheTermThatHoldsItsFirstAndLastDay(LocalDate day, LocalDate start) {
        List<Term> terms = List.of(term("2016-04-01", "2021-03-31"), term("2021-04-01", "2026-03-31"));

        assertThat(Term.on(day, terms))
                .get()
                .extracting(term -> term.validity().from())
                .isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource({"2016-03-31", "2026-04-01"})
    void outsideAllTermsThereIsNone(LocalDate day) {
        List<Term> terms = List.of(term("2016-04-01", "2021-03-31"), term("2021-04-01", "2026-03-31"));

        assertThat(Term.on(day, terms)).isEmpty();
    }

    @Test
    void aTermMayEndOnALeapDay() {
        Term term = term("2019-03-01", "2024-02-29");

        assertThat(term.validity().holds(LocalDate.of(2024, 2, 29))).isTrue();
        assertThat(term.validity().holds(LocalDate.of(2024, 3, 1))).isFalse();
    }

    @Test
    void aPeriodDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> term("2026-04-01", "2026-03-31"))
                .hasMessage("ends on 2026-03-31, before it begins on 2026-04-01");
    }

    @Test
    void periodsThatShareOneDayOverlap() {
        Validity first = term("2020-04-01", "2021-03-31").validity();

        assertThat(first.overlaps(term("2021-03-31", "2022-03-31").validity())).isTrue();
        assertThat(term("2021-03-31", "2022-03-31").validity().overlaps(first)).isTrue();
        assertThat(first.overlaps(term("2021-04-01", "2022-03-31").validity())).isFalse();
        assertThat(term("2021-04-01", "2022-03-31").validity().overlaps(first)).isFalse();
    }

    private static Term term(String start, String end) {
        return new Term(new Validity(LocalDate.parse(start), LocalDate.parse(end)), Credits.whole(50));
    }
}
