package org.uketsuke.kiosk.screen;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.screen.PageMessage.Kind;

/**
 * The booth's screen: serves one page to a browser on the same machine, on 127.0.0.1 only, and tells it results and status
 * over an event stream. Nothing a browser does or fails to do delays {@link #show}.
 */
public final class ScreenServer implements Display, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreenServer.class);
    private static final int THREADS_MAX = 32;
    private static final int THREADS_MIN = 4;
    private static final long IDLE_MILLIS = 30_000;
    private static final long STATUS_PERIOD_MILLIS = 1_000;

    private final SecureRandom random;
    private final Audience audience = new Audience();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "screen-status");
        thread.setDaemon(true);
        return thread;
    });
    /** Cards on all readers; its lock keeps the page's messages in their order. */
    private final AtomicInteger beingRead = new AtomicInteger();

    private Optional<Running> running = Optional.empty();

    private record Running(Javalin javalin, Guard guard) {}

    /**
     * A screen that serves nothing yet; results shown before {@link #start} are dropped.
     *
     * @param random makes this start's secrets
     */
    public ScreenServer(SecureRandom random) {
        this.random = random;
    }

    /**
     * Begins to serve.
     *
     * @param port on 127.0.0.1; 0 takes any free one
     * @param wiring what the page is connected to
     * @throws IllegalStateException if the port is taken, or this screen was started before
     */
    public synchronized void start(int port, ScreenWiring wiring) {
        if (running.isPresent()) {
            throw new IllegalStateException("The screen serves already, on port " + port());
        }
        ScreenRoutes routes = new ScreenRoutes(wiring, audience);
        Javalin javalin = Javalin.create(config -> {
            configure(config, port);
            routes.addTo(config.routes);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IllegalStateException(
                    "Port %d on 127.0.0.1 is taken. Is another kiosk running? If not, choose a port with --port"
                            .formatted(port),
                    e);
        }
        Guard guard = new Guard(javalin.port(), random);
        routes.open(guard);
        running = Optional.of(new Running(javalin, guard));
        ticker.scheduleWithFixedDelay(
                () -> tellStatus(routes), STATUS_PERIOD_MILLIS, STATUS_PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = port;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("screen");
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(IDLE_MILLIS);
        });
        config.jetty.modifyServer(server -> server.setErrorHandler(Problems::answerJetty));
    }

    private void tellStatus(ScreenRoutes routes) {
        try {
            audience.tell(Kind.STATUS, routes.standing());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("The booth's status could not be shown; trying again in a second", e);
        }
    }

    @Override
    public void show(Result result) {
        try {
            audience.tell(Kind.RESULT, PageMessage.Shown.of(result));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("A result could not be put on the screen; it is recorded all the same", e);
        }
    }

    @Override
    public void reading() {
        synchronized (beingRead) {
            beingRead.incrementAndGet();
            audience.tell(Kind.READING, new PageMessage.Reading(true));
        }
    }

    @Override
    public void staffCame() {
        audience.tell(Kind.STAFF, new PageMessage.StaffCame());
    }

    @Override
    public void readingEnded() {
        synchronized (beingRead) {
            if (beingRead.decrementAndGet() == 0) {
                audience.tell(Kind.READING, new PageMessage.Reading(false));
            }
        }
    }

    /**
     * The address that opens the page, with this start's secret: for the browser of this booth only, not for a log.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized String firstUrl() {
        return started().guard().firstUrl();
    }

    /**
     * The port in use.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public synchronized int port() {
        return started().javalin().port();
    }

    private Running started() {
        return running.orElseThrow(() -> new IllegalStateException("The screen was not started"));
    }

    /** Stops serving. */
    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        audience.close();
        running.ifPresent(it -> it.javalin().stop());
        running = Optional.empty();
    }
}
