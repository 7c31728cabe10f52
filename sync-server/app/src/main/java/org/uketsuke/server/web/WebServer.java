package org.uketsuke.server.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The running HTTP server: a table of routes, each behind its gate, and nothing else. */
public final class WebServer implements AutoCloseable {
    /** Most bytes of an uploaded file: a season of one kiosk, compressed. */
    public static final int UPLOAD_BYTES_MAX = 32 << 20;

    /** As sent: a form, or a push, which kiosks compress to a quarter and what is least compressible in it to two thirds. */
    private static final int REQUEST_BYTES_MAX = (1 << 20) + (64 << 10);

    private static final int THREADS_MAX = 250;
    private static final int THREADS_MIN = 8;
    private static final int IDLE_MILLIS = 60_000;
    private static final int HEADER_BYTES_MAX = 16 << 10;
    /** Slower senders are cut off; a mobile line in a cellar is faster. */
    private static final long BYTES_PER_SECOND_MIN = 64;

    /** How long requests under way may still take when the server stops. */
    private static final int STOP_MILLIS = 10_000;

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Where to listen and how to answer.
     *
     * @param host address to bind
     * @param port 0 for any that is free
     * @param address how callers know the server
     * @param clock for the {@code Date} field, from which kiosks set their own clock right
     * @param answers how errors are shown
     * @param logIn what people see who must log in first
     */
    public record Setting(String host, int port, PublicAddress address, Clock clock, Answers answers, Handler logIn) {}

    /**
     * Starts to answer.
     *
     * @throws IOException if the port cannot be had
     */
    public static WebServer start(Setting setting, List<Route> routes) throws IOException {
        Javalin javalin = Javalin.create(config -> configure(config, setting, routes));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException("Cannot listen on " + setting.host() + ":" + setting.port(), e);
        }
        return new WebServer(javalin);
    }

    private static void configure(JavalinConfig config, Setting setting, List<Route> routes) {
        Map<String, String> headers = SecurityHeaders.of(setting.address().https());
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = REQUEST_BYTES_MAX;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.jetty.multipartConfig.maxFileSize(UPLOAD_BYTES_MAX, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(UPLOAD_BYTES_MAX + REQUEST_BYTES_MAX, SizeUnit.BYTES);
        config.jetty.threadPool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN, IDLE_MILLIS);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors(headers));
            server.setHandler(new GracefulHandler());
            server.setStopTimeout(STOP_MILLIS);
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new PlainErrors(headers)));
        config.jetty.addConnector((server, http) -> connector(server, http, setting));
        config.routes.before(request -> {
            headers.forEach(request::header);
            request.header("Date", date(setting.clock()));
        });
        install(config, setting, routes);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Setting setting) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setMinRequestDataRate(BYTES_PER_SECOND_MIN);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(setting.host());
        connector.setPort(setting.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static void install(JavalinConfig config, Setting setting, List<Route> routes) {
        Answers answers = setting.answers();
        for (Route route : routes) {
            config.routes.addHttpHandler(route.method(), route.path(), request -> run(route, request, setting));
        }
        config.routes.exception(Refusal.class, (refusal, request) -> answers.refuse(request, refusal));
        config.routes.exception(HttpResponseException.class, (thrown, request) -> answers.refuse(request, thrown));
        config.routes.exception(Exception.class, (thrown, request) -> answers.fail(request, thrown));
    }

    private static void run(Route route, Context request, Setting setting) throws Exception {
        try {
            route.gate().admit(request);
        } catch (Refusal refusal) {
            if (refusal.status() != 401 || route.gate().who() != Gate.Who.OFFICE) {
                throw refusal;
            }
            request.status(refusal.status());
            setting.logIn().handle(request);
            return;
        }
        route.handler().handle(request);
    }

    private static String date(Clock clock) {
        return HTTP_DATE.format(clock.instant());
    }

    /** The port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops listening, after the requests under way were answered. */
    @Override
    public void close() {
        javalin.stop();
    }
}
