package org.uketsuke.kiosk.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed exchange: full jitter, so that a thousand kiosks that lost the server together do not come
 * back together. A {@code Retry-After} of the server is honoured as the least wait.
 */
final class Backoff {
    private static final Duration FIRST_MAX = Duration.ofMillis(500);
    private static final Duration LAST_MAX = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The exchange worked: start over. */
    void reset() {
        failures = 0;
    }

    /** The wait before the next try. */
    Duration next(Optional<Duration> retryAfter) {
        long max = Math.min(LAST_MAX.toMillis(), FIRST_MAX.toMillis() << Math.min(failures, 10));
        failures++;
        Duration jitter = Duration.ofMillis(random.nextLong(max) + 1);
        return retryAfter.map(least -> least.plus(jitter)).orElse(jitter);
    }
}
