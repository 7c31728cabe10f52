package org.uketsuke.kiosk.bench;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A wall clock and the monotonic clock beside it that go only when they are told to. Thread-safe. */
public final class SimulatedTime extends Clock {
    private final Instant start;
    private volatile Duration passed = Duration.ZERO;

    /** Stands at an instant. */
    public SimulatedTime(Instant start) {
        this.start = start;
    }

    /** Lets time pass; for one thread at a time. */
    public void pass(Duration time) {
        passed = passed.plus(time);
    }

    /** The monotonic clock. */
    public LongSupplier nanoTime() {
        return () -> passed.toNanos();
    }

    @Override
    public Instant instant() {
        return start.plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
