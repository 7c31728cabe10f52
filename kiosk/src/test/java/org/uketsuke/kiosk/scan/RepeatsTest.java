package org.uketsuke.kiosk.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RepeatsTest {
    private long nanos;
    private final Repeats repeats = new Repeats(() -> nanos);

    @Test
    void textThatIsStillHeldOutIsOneScan() {
        assertThat(repeats.sameScan("UKP1-A")).isFalse();
        nanos += 2_999_000_000L;

        assertThat(repeats.sameScan("UKP1-A")).isTrue();
    }

    @Test
    void textThatCouldNotBeRecordedWaitsThreeSecondsHoweverOftenItIsSeen() {
        assertThat(repeats.sameScan("UKP1-A")).isFalse();
        repeats.tryAgainLater("UKP1-A");
        for (int i = 0; i < 3; i++) {
            nanos += 900_000_000L;
            assertThat(repeats.sameScan("UKP1-A")).isTrue();
        }

        nanos += 300_000_000L;
        assertThat(repeats.sameScan("UKP1-A")).isFalse();
        nanos += 2_999_000_000L;
        assertThat(repeats.sameScan("UKP1-A")).isTrue();
        nanos += 2_999_000_000L;
        assertThat(repeats.sameScan("UKP1-A")).isTrue();
    }

    @Test
    void textThatCouldNotBeRecordedIsAScanAtItsNextSight() {
        assertThat(repeats.sameScan("UKP1-A")).isFalse();
        repeats.forget();

        assertThat(repeats.sameScan("UKP1-A")).isFalse();
    }
}
