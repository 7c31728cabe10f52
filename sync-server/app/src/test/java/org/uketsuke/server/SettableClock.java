package org.uketsuke.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class SettableClock extends Clock {
    private Instant now;

    /** Stands at that instant. */
    public SettableClock(Instant start) {
        this.now = start;
    }

    /** Moves on, or back. */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    /** Stands at that instant from now on. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Business dates use the society's zone, never the clock's");
    }
}
