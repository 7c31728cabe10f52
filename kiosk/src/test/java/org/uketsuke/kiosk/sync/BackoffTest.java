package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final long SEED = 20_261_122L;

    @Test
    void waitsGrowToHalfAMinuteAndNoFurther() {
        Backoff backoff = new Backoff(new Random(SEED));

        long longest = IntStream.range(0, 200)
                .mapToLong(i -> backoff.next(Optional.empty()).toMillis())
                .max()
                .orElseThrow();

        assertThat(longest).isBetween(20_000L, 30_000L);
    }

    @Test
    void kiosksThatFailedTogetherDoNotComeBackTogether() {
        long distinct = IntStream.range(0, 1000)
                .mapToLong(seed -> {
                    Backoff backoff = new Backoff(new Random(seed));
                    IntStream.range(0, 6).forEach(i -> backoff.next(Optional.empty()));
                    return backoff.next(Optional.empty()).toMillis();
                })
                .distinct()
                .count();

        assertThat(distinct).isGreaterThan(900);
    }

    @Test
    void serversWishIsTheLeastWait() {
        Backoff backoff = new Backoff(new Random(SEED));

        assertThat(backoff.next(Optional.of(Duration.ofSeconds(7)))).isGreaterThan(Duration.ofSeconds(7));
    }

    @Test
    void successStartsOver() {
        Backoff backoff = new Backoff(new Random(SEED));
        IntStream.range(0, 50).forEach(i -> backoff.next(Optional.empty()));

        backoff.reset();

        assertThat(backoff.next(Optional.empty())).isLessThanOrEqualTo(Duration.ofMillis(501));
    }
}
