package org.uketsuke.kiosk.journal;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.uketsuke.protocol.ClockOffset;

/** What this run knows of the server's clock. Thread-safe. */
final class ServerClock {
    private static final long ANNOUNCED_CHANGE_MILLIS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTime;
    private @Nullable Learned learned;
    private @Nullable Long announcedOffsetMillis;

    ServerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Learned(long offsetMillis, long uncertaintyMillis, long atNanos) {}

    synchronized void learn(long offsetMillis, long uncertaintyMillis) {
        learned = new Learned(offsetMillis, uncertaintyMillis, nanoTime.getAsLong());
    }

    synchronized Optional<ClockOffset> offset() {
        Learned known = learned;
        if (known == null) {
            return Optional.empty();
        }
        long ageMillis = (nanoTime.getAsLong() - known.atNanos) / NANOS_PER_MILLI;
        return Optional.of(new ClockOffset(known.offsetMillis, known.uncertaintyMillis, ageMillis));
    }

    /** Whether the journal shall tell of this offset: the first of the run, or more than a second off the last told. */
    synchronized boolean newsworthy(long offsetMillis) {
        Long announced = announcedOffsetMillis;
        return announced == null || Math.abs(offsetMillis - announced) > ANNOUNCED_CHANGE_MILLIS;
    }

    synchronized void announced(long offsetMillis) {
        announcedOffsetMillis = offsetMillis;
    }
}
