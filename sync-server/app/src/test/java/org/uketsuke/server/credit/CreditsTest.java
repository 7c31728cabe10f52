package org.uketsuke.server.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreditsTest {
    @ParameterizedTest
    @CsvSource({"15, 1500, 15", "0.5, 50, 0.5", "3.25, 325, 3.25", "-3.10, -310, -3.1", "100, 10000, 100", "0, 0, 0"})
    void decimalsBecomeHundredthsAndBack(String decimal, long hundredths, String text) {
        Credits credits = Credits.of(decimal);

        assertThat(credits.hundredths()).isEqualTo(hundredths);
        assertThat(credits.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.005", "1.234"})
    void nothingIsFinerThanAHundredth(String decimal) {
        assertThatThrownBy(() -> Credits.of(decimal)).hasMessageContaining("hundredths");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1e3", "１５", "1,5", ".5", "99999999999"})
    void whatIsNotAPlainDecimalIsRefused(String decimal) {
        assertThatThrownBy(() -> Credits.of(decimal)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEntryAndItsReversalMakeNothing() {
        Credits credits = Credits.of("3.25");

        assertThat(credits.plus(credits.negated())).isEqualTo(Credits.ZERO);
        assertThat(credits).isGreaterThan(credits.negated());
    }
}
