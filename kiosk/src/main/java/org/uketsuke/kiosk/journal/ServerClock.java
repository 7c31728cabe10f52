package org.uketsuke.kiosk.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.uketsuke.protocol.ClockOffset;

/**
 * What this run knows of the server's clock. The device's clock may be set while the kiosk runs, so the offset is not kept
 * as a number: it is that of the moment it is asked for. Thread-safe.
 */
final class ServerClock {
    private static final long ANNOUNCED_CHANGE_MILLIS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Wall and monotonic clock part by less than this without anybody having set the wall clock. */
    private static final long SET_MILLIS_MIN = 30_000;

    private final LongSupplier nanoTime;
    private @Nullable Learned learned;
    private @Nullable Long announcedOffsetMillis;

    ServerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Learned(long offsetMillis, long uncertaintyMillis, Instant device, long atNanos) {}

    /**
     * Takes in what an exchange told.
     *
     * @param device what the device's clock showed then
     */
    synchronized void learn(long offsetMillis, long uncertaintyMillis, Instant device) {
        learned = new Learned(offsetMillis, uncertaintyMillis, device, nanoTime.getAsLong());
    }

    /**
     * The offset of the device's clock.
     *
     * @param device what that clock shows now
     */
    synchronized Optional<ClockOffset> offset(Instant device) {
        Learned known = learned;
        if (known == null) {
            return Optional.empty();
        }
        long ageMillis = (nanoTime.getAsLong() - known.atNanos) / NANOS_PER_MILLI;
        long leapMillis = Duration.between(known.device, device).toMillis() - ageMillis;
        return Optional.of(
                new ClockOffset(offsetAfter(known.offsetMillis, leapMillis), known.uncertaintyMillis, ageMillis));
    }

    /**
     * A wall clock that fell behind the monotonic one was set back. One that ran ahead was set forward, or the machine
     * slept, which stops the monotonic clock alone (Linux, macOS): a clock is seldom set wrong, so what leaves it nearer to
     * the server's is taken to have happened.
     */
    private static long offsetAfter(long offsetMillis, long leapMillis) {
        if (Math.abs(leapMillis) < SET_MILLIS_MIN) {
            return offsetMillis;
        }
        long ifSet = offsetMillis - leapMillis;
        boolean slept = leapMillis > 0 && Math.abs(offsetMillis) < Math.abs(ifSet);
        return slept ? offsetMillis : ifSet;
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
