package org.uketsuke.kiosk.reader;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Lets another thread see whether a PC/SC call hangs. Such a call cannot be interrupted (hardware.md A4-5): its thread is
 * abandoned, and whatever the call returns one day no longer counts.
 */
final class CallWatch {
    private static final Busy IDLE = new Busy(0);
    private static final Busy ABANDONED = new Busy(0);

    private final LongSupplier nanoTime;
    private final AtomicReference<Busy> state = new AtomicReference<>(IDLE);

    CallWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A call into PC/SC. */
    interface Call<T> {
        T run() throws ReaderTrouble;
    }

    /** This thread was given up while it hung; it must end and touch nothing. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("Given up while it hung in PC/SC", null, false, false);
        }
    }

    /** One call in progress; compared by identity. */
    private static final class Busy {
        private final long deadline;

        Busy(long deadline) {
            this.deadline = deadline;
        }
    }

    /**
     * Runs a call that should end within some time.
     *
     * @throws Abandoned if it was given up meanwhile
     */
    <T> T within(int millis, Call<T> call) throws ReaderTrouble {
        Busy busy = new Busy(nanoTime.getAsLong() + millis * 1_000_000L);
        change(IDLE, busy);
        T result;
        try {
            result = call.run();
        } catch (ReaderTrouble | RuntimeException e) {
            change(busy, IDLE);
            throw e;
        }
        change(busy, IDLE);
        return result;
    }

    /** Closes a connection, which may hang too. Does not throw {@link Abandoned}, so that it fits into {@code finally}. */
    void close(int millis, CardLink link) {
        Busy busy = new Busy(nanoTime.getAsLong() + millis * 1_000_000L);
        state.compareAndSet(IDLE, busy);
        link.close();
        state.compareAndSet(busy, IDLE);
    }

    /** Gives the thread up if its call is overdue. Called from another thread. */
    boolean abandonIfOverdue(long now) {
        Busy busy = Objects.requireNonNull(state.get());
        return busy != IDLE && busy != ABANDONED && now - busy.deadline > 0 && state.compareAndSet(busy, ABANDONED);
    }

    boolean abandoned() {
        return state.get() == ABANDONED;
    }

    private void change(Busy from, Busy to) {
        if (!state.compareAndSet(from, to)) {
            throw new Abandoned();
        }
    }
}
