package org.uketsuke.kiosk.checkin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;

/**
 * What time it is, as well as this kiosk knows.
 *
 * @param at the device's clock, corrected by what is known of the server's
 * @param uncertainty how far the truth may be off, either way
 */
public record Moment(Instant at, Duration uncertainty) {
    /** While the server was not reached in this run: beyond it a clock counts as wrong and the office is told (E19). */
    private static final Duration UNKNOWN = Duration.ofMinutes(10);

    /** Passes count whole minutes, and a phone's clock is never quite right. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    /** A quartz clock that runs 0.01 % wrong is a bad one. */
    private static final long DRIFT_DIVISOR = 10_000;

    /** The moment that a device clock shows. */
    public static Moment of(Instant device, Optional<ClockOffset> offset) {
        return offset.map(known -> {
                    Duration drift = Duration.ofMillis(known.ageMillis()).dividedBy(DRIFT_DIVISOR);
                    Duration uncertainty = Duration.ofMillis(known.uncertaintyMillis())
                            .plus(drift)
                            .plus(LEAST);
                    return new Moment(device.plusMillis(known.millis()), uncertainty);
                })
                .orElse(new Moment(device, UNKNOWN));
    }

    /** The earliest that it can be. */
    public Instant earliest() {
        return at.minus(uncertainty);
    }

    /** The latest that it can be. */
    public Instant latest() {
        return at.plus(uncertainty);
    }
}
