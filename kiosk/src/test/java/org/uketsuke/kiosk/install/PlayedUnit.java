package org.uketsuke.kiosk.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.uketsuke.kiosk.bench.ChildProgram;
import org.uketsuke.kiosk.bench.Leftovers;

/**
 * Plays systemd for {@code kiosk-ui.service}: {@code Restart=always}, {@code RestartSec=1}, and a profile that is new with every
 * start; {@link #restart} is {@code kiosk-ui-restart.path}.
 */
final class PlayedUnit implements AutoCloseable {
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    private final List<String> command;
    private final Path profile;
    private final Path output;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread thread = new Thread(this::keep, "played-unit");
    private volatile boolean restartWanted;
    private volatile long processId;

    private PlayedUnit(List<String> command, Path profile, Path output) {
        this.command = command;
        this.profile = profile;
        this.output = output;
    }

    /**
     * Starts the program.
     *
     * @param command the program and its arguments
     * @param profile deleted before every start
     * @param output file for all that the program prints since its last start
     */
    static PlayedUnit start(List<String> command, Path profile, Path output) {
        PlayedUnit unit = new PlayedUnit(command, profile, output);
        unit.thread.start();
        return unit;
    }

    private void keep() {
        try {
            do {
                runOnce();
            } while (!closed.await(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws IOException {
        Leftovers.delete(profile);
        restartWanted = false;
        try (ChildProgram program = ChildProgram.start(command, output)) {
            processId = program.processId();
            starts.incrementAndGet();
            while (closed.getCount() > 0 && !restartWanted && !program.endsWithin(LOOK_EVERY)) {
                // it runs
            }
        }
    }

    /** Has the program ended and started again; does not wait for it. */
    void restart() {
        restarts.incrementAndGet();
        restartWanted = true;
    }

    /** How often it was started. */
    int starts() {
        return starts.get();
    }

    /** How often {@link #restart} was asked for. */
    int restartsAsked() {
        return restarts.get();
    }

    /** Numbers by which the system knows what runs now: the program, and what it started itself. */
    List<Long> processes() {
        return ProcessHandle.of(processId).stream()
                .flatMap(program -> Stream.concat(Stream.of(program), program.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.join(END_PATIENCE.toMillis());
    }
}
