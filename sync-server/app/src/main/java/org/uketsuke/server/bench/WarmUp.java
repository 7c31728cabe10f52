package org.uketsuke.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.server.storage.Storage;

/**
 * Takes invented pushes, over a port of the loopback, into a database that is thrown away, beside a server that has just
 * started, so that the first kiosk of the day is served as quickly as the hundredth: a fresh JVM takes twice as long for an
 * entry as one that has seen thousands.
 */
public final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** {@value} pushes of {@value IngestBench#PUSH_ENTRIES} entries; more do not make it quicker. */
    private static final int PUSHES = 40;

    /** Some tap twice, as people do. */
    private static final int MEMBERS = 15_000;

    private static final long SEED = 20261016;
    private static final long END_SECONDS_MAX = 10;

    private final Path folders;
    private final Clock clock;
    private final SecureRandom random;
    private final int pushes;
    private final Thread thread = new Thread(this::run, "warm-up");
    private volatile boolean closed;
    private volatile int taken;

    /**
     * Not begun yet.
     *
     * @param folders where its folder may stand for some seconds
     */
    public WarmUp(Path folders, Clock clock, SecureRandom random) {
        this(folders, clock, random, PUSHES);
    }

    WarmUp(Path folders, Clock clock, SecureRandom random, int pushes) {
        this.pushes = pushes;
        this.folders = folders;
        this.clock = clock;
        this.random = random;
        thread.setDaemon(true);
    }

    /** Begins; a failure is logged and nothing more, since all it costs is some time of the first kiosks. */
    public void start() {
        thread.start();
    }

    /** Waits until it is done; false if it is not in time. */
    boolean awaitDone(long timeout, TimeUnit unit) throws InterruptedException {
        thread.join(unit.toMillis(timeout));
        return !thread.isAlive();
    }

    /** Pushes that were taken so far. */
    int taken() {
        return taken;
    }

    private void run() {
        try (WarmUpFolder folder = WarmUpFolder.in(folders, clock)) {
            rehearse(folder.path());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Warming up failed; the first kiosks may have to wait a little longer: {}", e.toString());
        }
    }

    private void rehearse(Path folder) {
        try (Storage storage = Storage.open(folder, Optional.empty(), random)) {
            BenchBookStore books = new BenchBookStore(storage, clock, random, MEMBERS);
            BenchKiosk kiosk = books.meeting("warm-up", 1, pushes, SEED).get(0);
            try (OverHttp way = new OverHttp(storage, folder.resolve("rosters"), clock, random)) {
                for (PushRequest push : kiosk.pushes()) {
                    if (closed) {
                        return;
                    }
                    way.push(kiosk, push);
                    taken++;
                }
            }
        }
    }

    /** Ends it where it is. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!awaitDone(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                LOG.info("The end does not wait for warming up any longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
