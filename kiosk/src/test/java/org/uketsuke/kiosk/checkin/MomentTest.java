package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.uketsuke.protocol.ClockOffset;

class MomentTest {
    private static final Instant DEVICE = Instant.parse("2026-10-16T00:00:00Z");

    @Test
    void aKnownOffsetCorrectsTheClock() {
        Moment moment = Moment.of(DEVICE, Optional.of(new ClockOffset(32_400_000, 500, 0)));

        assertThat(moment.at()).isEqualTo(DEVICE.plus(Duration.ofHours(9)));
        assertThat(moment.uncertainty()).isEqualTo(Duration.ofMillis(60_500));
    }

    @Test
    void theDoubtGrowsWithTheAgeOfWhatIsKnown() {
        long dayMillis = Duration.ofDays(1).toMillis();

        Moment moment = Moment.of(DEVICE, Optional.of(new ClockOffset(0, 0, dayMillis)));

        assertThat(moment.uncertainty()).isEqualTo(Duration.ofMillis(60_000 + dayMillis / 10_000));
    }

    @Test
    void aClockThatWasNeverComparedMayBeTenMinutesOff() {
        Moment moment = Moment.of(DEVICE, Optional.empty());

        assertThat(moment.earliest()).isEqualTo(DEVICE.minus(Duration.ofMinutes(10)));
        assertThat(moment.latest()).isEqualTo(DEVICE.plus(Duration.ofMinutes(10)));
    }
}
