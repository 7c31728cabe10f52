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
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Received;

/**
 * The clock offsets that a push is judged by: for the run that sends what this push tells, else what is known of each process
 * run, else what a {@code clock} entry tells, else for runs that never met the server the sending run's as the best guess.
 */
final class RunClocks {
    private final Map<String, RunClock> clocks;
    private final Optional<Long> guess;
    private final MeetingFacts meeting;

    private RunClocks(Map<String, RunClock> clocks, Optional<Long> guess, MeetingFacts meeting) {
        this.clocks = clocks;
        this.guess = guess;
        this.meeting = meeting;
    }

    /** Nothing known, where the offsets were settled before. */
    static RunClocks none(MeetingFacts meeting) {
        return new RunClocks(Map.of(), Optional.empty(), meeting);
    }

    /** What is known, with what this push adds to it stored. */
    static RunClocks of(Handle handle, RunClockStore store, MeetingFacts meeting, String journal, Push push) {
        Map<String, RunClock> told = told(push);
        Set<String> runs = new TreeSet<>(told.keySet());
        for (Received received : push.entries()) {
            if (received instanceof Received.Readable readable
                    && readable.entry().offset().isEmpty()) {
                runs.add(readable.entry().run());
            }
        }
        if (runs.isEmpty()) {
            return none(meeting);
        }
        Map<String, RunClock> clocks = new HashMap<>(store.clocks(handle, journal, runs));
        told.forEach((run, clock) -> {
            if (clocks.putIfAbsent(run, clock) == null) {
                store.add(handle, journal, run, clock);
            } else if (clock.beganAt().isPresent()) {
                clocks.put(run, clock);
            }
        });
        return new RunClocks(clocks, sending(push).map(sent -> offset(sent, push.arrived())), meeting);
    }

    Optional<Long> offsetOf(JournalEntry entry) {
        return Optional.ofNullable(clocks.get(entry.run()))
                .map(clock -> clock.offsetOf(entry, meeting))
                .or(() -> guess);
    }

    private static Map<String, RunClock> told(Push push) {
        Map<String, RunClock> told = new HashMap<>();
        for (Received received : push.entries()) {
            if (received instanceof Received.Readable readable
                    && readable.entry().event() instanceof JournalEvent.Clock clock
                    && clock.offsetMillis() <= Received.OFFSET_MILLIS_MAX
                    && clock.offsetMillis() >= -Received.OFFSET_MILLIS_MAX) {
                told.putIfAbsent(
                        readable.entry().run(), new RunClock(clock.offsetMillis(), Optional.empty(), push.arrived()));
            }
        }
        sending(push)
                .ifPresent(sent -> told.put(
                        sent.run(),
                        new RunClock(offset(sent, push.arrived()), beganAt(sent, push.arrived()), push.arrived())));
        return told;
    }

    /** When the sending run began, unless its monotonic clock is absurd: before 1970 nothing was running. */
    private static Optional<Instant> beganAt(DeviceTime sent, Instant arrived) {
        return sent.upMillis() < 0 || sent.upMillis() > arrived.toEpochMilli()
                ? Optional.empty()
                : Optional.of(arrived.minusMillis(sent.upMillis()));
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
