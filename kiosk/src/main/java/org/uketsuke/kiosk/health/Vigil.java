package org.uketsuke.kiosk.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the kiosk while it runs: beats for the service manager while all works, and has the browser restarted when its
 * page fell silent. One thread; when it dies or hangs, the beat stops, which is the point.
 */
public final class Vigil implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Beats per time that the service manager waits: one may be late, and one lost. */
    private static final int BEATS_PER_PATIENCE = 4;

    private static final long END_MILLIS = 3_000;

    private final Vitals vitals;
    private final ServiceManager manager;
    private final Runnable restartBrowser;
    private final LongSupplier nanoTime;
    private final Optional<Long> beatNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::keep, "vigil");
    private long nextBeat;
    private Optional<String> wrong = Optional.empty();

    private Vigil(Vitals vitals, ServiceManager manager, Runnable restartBrowser, LongSupplier nanoTime) {
        this.vitals = vitals;
        this.manager = manager;
        this.restartBrowser = restartBrowser;
        this.nanoTime = nanoTime;
        this.beatNanos = manager.patience().map(patience -> patience.toNanos() / BEATS_PER_PATIENCE);
        this.nextBeat = nanoTime.getAsLong();
    }

    /**
     * Begins.
     *
     * @param restartBrowser has it restarted; must not wait for it
     * @param nanoTime the device's monotonic clock
     */
    public static Vigil start(Vitals vitals, ServiceManager manager, Runnable restartBrowser, LongSupplier nanoTime) {
        Vigil vigil = new Vigil(vitals, manager, restartBrowser, nanoTime);
        vigil.thread.setDaemon(true);
        vigil.thread.start();
        return vigil;
    }

    /** One that tests take from round to round. */
    static Vigil resting(Vitals vitals, ServiceManager manager, Runnable restartBrowser, LongSupplier nanoTime) {
        return new Vigil(vitals, manager, restartBrowser, nanoTime);
    }

    private void keep() {
        try {
            do {
                round();
            } while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done once a second. */
    void round() {
        if (vitals.page().restartDue()) {
            restartBrowser.run();
        }
        long now = nanoTime.getAsLong();
        if (beatNanos.isPresent() && now - nextBeat >= 0) {
            nextBeat = now + beatNanos.get();
            beat(now);
        }
    }

    private void beat(long now) {
        Optional<String> found = vitals.whatIsWrong(now);
        if (found.isEmpty()) {
            manager.tell(ServiceManager.WELL);
        } else if (!found.equals(wrong)) {
            LOG.error("The kiosk does not work: {}. The service manager will restart it", found.get());
        }
        wrong = found;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
