package org.uketsuke.server.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:30:00Z");
    private final Limit limit = new Limit(3, Duration.ofSeconds(2), Duration.ofMinutes(1));

    @Test
    void theFirstTriesAreFree() {
        assertThat(limit.wait(2, NOW, NOW)).isZero();
    }

    @Test
    void thenTheDelayDoublesUpToTheLongest() {
        assertThat(limit.wait(3, NOW, NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(limit.wait(4, NOW, NOW)).isEqualTo(Duration.ofSeconds(4));
        assertThat(limit.wait(7, NOW, NOW)).isEqualTo(Duration.ofSeconds(32));
        assertThat(limit.wait(8, NOW, NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.wait(Long.MAX_VALUE, NOW, NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void timeThatHasPassedCounts() {
        assertThat(limit.wait(4, NOW.minusSeconds(3), NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.wait(4, NOW.minusSeconds(4), NOW)).isLessThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void anHourForgets() {
        assertThat(limit.wait(1000, NOW.minus(Duration.ofMinutes(61)), NOW)).isZero();
    }
}
