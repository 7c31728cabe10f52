package org.uketsuke.kiosk.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.profile.ReaderMatch;
import org.uketsuke.kiosk.reader.ReaderStatus.State;

/**
 * One reader by its name, over all the threads that serve it: a thread that hangs is replaced, the memory of the last card
 * stays. Used by the listing thread; {@link #status} and {@link #abandonIfOverdue} by any.
 */
final class ReaderSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderSlot.class);
    private static final int HANGING_THREADS_MAX = 4;
    private static final long REPLACE_NANOS = 2_000_000_000L;

    private final String name;
    private final ReaderMatch.Used match;
    private final Function<State, ReaderLoop> loops;
    private final List<Thread> hanging = new ArrayList<>();
    private Optional<Thread> thread = Optional.empty();
    private long replaceAt;
    private volatile Optional<ReaderLoop> loop = Optional.empty();

    ReaderSlot(String name, ReaderMatch.Used match, Function<State, ReaderLoop> loops) {
        this.name = name;
        this.match = match;
        this.loops = loops;
    }

    /** The reader is plugged in: sees to it that a thread serves it. */
    void present(long now) {
        hanging.removeIf(candidate -> !candidate.isAlive());
        if (loop.isEmpty()) {
            start(State.READY);
        } else if (loop.get().abandoned() || isDead()) {
            replace(now);
        }
    }

    /** A thread that serves a plugged reader ends by itself only when the machine is out of memory, or the like. */
    private boolean isDead() {
        return thread.isPresent() && !thread.get().isAlive();
    }

    private void replace(long now) {
        if (thread.isPresent()) {
            hanging.add(thread.get());
            thread = Optional.empty();
            replaceAt = now + (REPLACE_NANOS << hanging.size());
            hanging.removeIf(candidate -> !candidate.isAlive());
        }
        boolean due = now - replaceAt >= 0 && hanging.size() < HANGING_THREADS_MAX;
        if (hanging.isEmpty() || due) {
            start(hanging.isEmpty() ? State.READY : State.STUCK);
        }
    }

    private void start(State first) {
        ReaderLoop next = loops.apply(first);
        Thread serving = new Thread(next, "reader " + name);
        serving.setDaemon(true);
        serving.setUncaughtExceptionHandler((thread, e) -> LOG.error(
                "{} lost its thread and gets another: {}", name, e.getClass().getName()));
        loop = Optional.of(next);
        thread = Optional.of(serving);
        serving.start();
    }

    /** The reader is not plugged in any more, or the kiosk ends. */
    void absent() {
        loop.ifPresent(ReaderLoop::stop);
        loop = Optional.empty();
        thread.ifPresent(hanging::add);
        thread = Optional.empty();
    }

    /** Waits for this reader's threads to end, those that hang excepted. */
    void join(long millis) throws InterruptedException {
        for (Thread candidate : hanging) {
            candidate.join(millis);
        }
    }

    boolean isGone() {
        return loop.isEmpty();
    }

    String name() {
        return name;
    }

    boolean abandonIfOverdue(long now) {
        return loop.map(current -> current.abandonIfOverdue(now)).orElse(false);
    }

    ReaderStatus status() {
        return new ReaderStatus(
                name,
                match.profile().id(),
                match.why(),
                loop.map(ReaderLoop::state).orElse(State.GONE));
    }
}
