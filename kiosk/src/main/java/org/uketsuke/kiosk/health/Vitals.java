package org.uketsuke.kiosk.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What shows that the kiosk works. All are asked by one thread, and none may wait for long.
 *
 * @param readersLookedAt when the readers were last looked at, on the monotonic clock; empty before the first time
 * @param journalAnswers whether the journal tells how it is; not whether it is well, for a full disk is not mended by a restart
 * @param screenAnswers whether the screen answers a request over HTTP
 * @param page the page of the booth's browser
 */
public record Vitals(
        Supplier<OptionalLong> readersLookedAt,
        BooleanSupplier journalAnswers,
        BooleanSupplier screenAnswers,
        PageWatch page) {
    /** Looking takes 300 ms; after a service that is missing, five seconds pass. */
    static final Duration READERS_FRESH = Duration.ofSeconds(15);

    /**
     * What does not work; empty if all does. Readers that were never looked at in this run are no reason to restart: the service
     * behind them hangs, and would hang again. Codes are read without it.
     */
    Optional<String> whatIsWrong(long nowNanos) {
        OptionalLong looked = readersLookedAt.get();
        if (looked.isPresent() && nowNanos - looked.getAsLong() > READERS_FRESH.toNanos()) {
            return Optional.of("the readers were not looked at for " + READERS_FRESH.toSeconds() + " s");
        }
        if (!journalAnswers.getAsBoolean()) {
            return Optional.of("the journal does not tell how it is");
        }
        return screenAnswers.getAsBoolean() ? Optional.empty() : Optional.of("the screen does not answer");
    }
}
