package org.uketsuke.server.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.DeviceTime;
import org.uketsuke.server.adjudicate.Received;

/**
 * The clock offsets that a push is judged by: what is known of each process run, else what this push tells (its sending
 * time, or a {@code clock} entry), else for runs that never met the server the sending run's as the best guess.
 */
final class RunClocks {
    private final Map<String, Long> offsets;
    private final Optional<Long> guess;

    private RunClocks(Map<String, Long> offsets, Optional<Long> guess) {
        this.offsets = offsets;
        this.guess = guess;
    }

    /** Nothing known, where the offsets were settled before. */
    static RunClocks none() {
        return new RunClocks(Map.of(), Optional.empty());
    }

    /** What is known, with what this push adds to it stored. */
    static RunClocks of(Handle handle, RunClockStore store, String journal, Push push) {
        Map<String, Long> told = told(push);
        Set<String> runs = new TreeSet<>(told.keySet());
        for (Received received : push.entries()) {
            if (received instanceof Received.Readable readable
                    && readable.entry().offset().isEmpty()) {
                runs.add(readable.entry().run());
            }
        }
        if (runs.isEmpty()) {
            return new RunClocks(Map.of(), Optional.empty());
        }
        Map<String, Long> offsets = new HashMap<>(store.offsets(handle, journal, runs));
        told.forEach((run, offset) -> {
            if (offsets.putIfAbsent(run, offset) == null) {
                store.add(handle, journal, run, offset, push.arrived());
            }
        });
        return new RunClocks(offsets, sending(push).map(sent -> offset(sent, push.arrived())));
    }

    Optional<Long> offsetOf(JournalEntry entry) {
        return Optional.ofNullable(offsets.get(entry.run())).or(() -> guess);
    }

    private static Map<String, Long> told(Push push) {
        Map<String, Long> told = new HashMap<>();
        for (Received received : push.entries()) {
            if (received instanceof Received.Readable readable
                    && readable.entry().event() instanceof JournalEvent.Clock clock
                    && clock.offsetMillis() <= Received.OFFSET_MILLIS_MAX
                    && clock.offsetMillis() >= -Received.OFFSET_MILLIS_MAX) {
                told.putIfAbsent(readable.entry().run(), clock.offsetMillis());
            }
        }
        sending(push).ifPresent(sent -> told.put(sent.run(), offset(sent, push.arrived())));
        return told;
    }

    /** The sending time, unless it is absurd. */
    private static Optional<DeviceTime> sending(Push push) {
        return push.sent()
                .filter(sent -> !sent.at().isBefore(Received.EARLIEST)
                        && !sent.at().isAfter(Received.LATEST)
                        && sent.run().length() <= 64
                        && sent.run().indexOf('\0') < 0);
    }

    private static long offset(DeviceTime sent, Instant arrived) {
        return Duration.between(sent.at(), arrived).toMillis();
    }
}
