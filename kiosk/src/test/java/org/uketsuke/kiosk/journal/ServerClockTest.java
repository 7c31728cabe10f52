package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whatever is done to the device's clock, clock and offset together tell the server's time. */
final class ServerClockTest {
    private static final Instant START = Instant.parse("2026-10-16T00:00:00Z");
    private static final Duration NINE_HOURS = Duration.ofHours(9);

    private long nanos;
    private final ServerClock clock = new ServerClock(() -> nanos);

    @Test
    void aClockThatWasAheadAndIsSetRightHasNoOffsetAnyMore() {
        clock.learn(NINE_HOURS.negated().toMillis(), 20, START.plus(NINE_HOURS));
        pass(Duration.ofMinutes(1));

        assertThat(offsetAt(START.plus(Duration.ofMinutes(1)))).isZero();
    }

    @Test
    void aClockThatWasBehindAndIsSetRightHasNoOffsetAnyMore() {
        clock.learn(NINE_HOURS.toMillis(), 20, START.minus(NINE_HOURS));
        pass(Duration.ofMinutes(1));

        assertThat(offsetAt(START.plus(Duration.ofMinutes(1)))).isZero();
    }

    @Test
    void aClockThatIsSetBackWronglyHasTheOffsetOfThat() {
        clock.learn(0, 20, START);
        pass(Duration.ofMinutes(1));

        assertThat(offsetAt(START.plus(Duration.ofMinutes(1)).minus(NINE_HOURS)))
                .isEqualTo(NINE_HOURS.toMillis());
    }

    @Test
    void aMachineThatSleptKeepsItsOffset() {
        clock.learn(1_500, 20, START);

        assertThat(offsetAt(START.plus(Duration.ofHours(12)))).isEqualTo(1_500);
    }

    @Test
    void aClockThatRunsKeepsItsOffset() {
        clock.learn(-40_000, 20, START);
        pass(Duration.ofHours(3));

        assertThat(offsetAt(START.plus(Duration.ofHours(3)).plusSeconds(1))).isEqualTo(-40_000);
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    private long offsetAt(Instant device) {
        return clock.offset(device).orElseThrow().millis();
    }
}
