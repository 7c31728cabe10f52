package org.uketsuke.server.attempt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one choke point for tries at secrets. */
public final class Attempts {
    private final AttemptStore store;
    private final Clock clock;

    /** With the counters and the clock. */
    public Attempts(AttemptStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Asks for one try. It counts as a failure from now on, so that many tries at once gain nothing; {@link #succeeded} takes
     * it back.
     *
     * @return empty to go on; else how long to wait, and nothing was counted
     */
    public Optional<Duration> begin(List<Watched> watched) {
        Instant now = clock.instant();
        return store.begin(watched, now);
    }

    /**
     * The try was right, so it was no failure.
     *
     * @param anew subjects whose count starts anew
     * @param counted subjects that keep the failures before it: somebody who knows one secret must not gain free tries at
     *     others
     */
    public void succeeded(List<Watched> anew, List<Watched> counted) {
        store.forget(anew);
        store.takeBack(counted);
    }
}
