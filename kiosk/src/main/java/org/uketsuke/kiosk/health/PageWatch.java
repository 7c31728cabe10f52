package org.uketsuke.kiosk.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the booth's page is still there: it says so every two seconds while people can see it. One that fell silent (the browser
 * crashed, hangs, or shows something else) has its browser restarted; a page that was never there is nobody's loss. Thread-safe.
 */
public final class PageWatch {
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** From one restart to the next, while no page comes back: a browser takes some seconds to start. */
    static final Duration RESTART_AGAIN = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    private Optional<Long> heardNanos = Optional.empty();
    private Optional<Long> restartedNanos = Optional.empty();

    /** A watch that has heard nothing yet. */
    public PageWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The page says that it is there. */
    public synchronized void beat() {
        heardNanos = Optional.of(nanoTime.getAsLong());
        restartedNanos = Optional.empty();
    }

    /** Whether the browser is to be restarted now; who asks does it, and is not told again for a while. */
    synchronized boolean restartDue() {
        if (heardNanos.isEmpty()) {
            return false;
        }
        long now = nanoTime.getAsLong();
        boolean silent = now - heardNanos.get() > SILENCE.toNanos();
        boolean due = silent && (restartedNanos.isEmpty() || now - restartedNanos.get() > RESTART_AGAIN.toNanos());
        if (due) {
            restartedNanos = Optional.of(now);
        }
        return due;
    }
}
