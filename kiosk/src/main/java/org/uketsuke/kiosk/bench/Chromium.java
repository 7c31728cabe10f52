package org.uketsuke.kiosk.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/** A real Chromium without a window and with one page, which a measurement starts, asks and ends. */
public final class Chromium implements AutoCloseable {
    /** What the program is called, in order of preference. */
    public static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final ChildProgram program;
    private final Path profile;
    private final DevTools devTools;
    private final Optional<String> page;

    private Chromium(ChildProgram program, Path profile, DevTools devTools) {
        this.program = program;
        this.profile = profile;
        this.devTools = devTools;
        String target = ask(Optional.empty(), "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asString();
        this.page =
                Optional.of(ask(Optional.empty(), "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asString());
    }

    /**
     * Starts one.
     *
     * @param program the browser's program
     * @param folder where to work; the profile and what the browser prints go below it
     * @param nanoTime a monotonic clock
     * @throws IllegalStateException with what to do, if it does not start
     */
    public static Chromium start(Path program, Path folder, LongSupplier nanoTime) throws IOException {
        Path profile = folder.resolve("profile");
        ChildProgram child = ChildProgram.start(command(program, profile), folder.resolve("chromium.output"));
        try {
            URI address = awaitAddress(program, child, profile.resolve("DevToolsActivePort"), nanoTime);
            DevTools devTools = DevTools.connect(address);
            try {
                return new Chromium(child, profile, devTools);
            } catch (RuntimeException e) {
                devTools.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** The sandbox is off because it cannot start in many containers, and only the kiosk's own page is opened. */
    private static List<String> command(Path program, Path profile) {
        return List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,800",
                "--autoplay-policy=no-user-gesture-required",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-breakpad",
                "--no-first-run",
                "--no-default-browser-check",
                "about:blank");
    }

    /** Chromium writes the port that it took, and the path of its socket, into its profile. */
    private static URI awaitAddress(Path program, ChildProgram child, Path file, LongSupplier nanoTime)
            throws IOException {
        long end = nanoTime.getAsLong() + START_PATIENCE.toNanos();
        while (nanoTime.getAsLong() < end) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            if (child.endsWithin(LOOK_EVERY)) {
                throw new IllegalStateException(program + " ended with " + child.exitCode()
                        + " instead of starting as a browser; it said: " + child.lastWords()
                        + ". Name a working Chromium with --browser PATH");
            }
        }
        throw new IllegalStateException(program + " did not open its DevTools port within "
                + START_PATIENCE.toSeconds() + " s. Name another Chromium with --browser PATH, or, for one that may"
                + " write only below the home folder, give --folder there");
    }

    /** Name and version of the browser. */
    public String version() {
        return ask(Optional.empty(), "Browser.getVersion", Map.of())
                .path("product")
                .asString();
    }

    /** Opens an address; that it is in no command line keeps it from other users of this machine. */
    public void open(String url) {
        JsonNode answer = ask(page, "Page.navigate", Map.of("url", url));
        if (answer.has("errorText")) {
            throw new IllegalStateException("The browser cannot open the page: "
                    + answer.path("errorText").asString());
        }
    }

    /** Runs an expression in the page; a promise is waited for. */
    public JsonNode run(String expression) {
        return value(begin(expression));
    }

    /** Begins what {@link #run} does; {@link #value} gives what came of it. */
    public CompletableFuture<JsonNode> begin(String expression) {
        return devTools.send(
                page,
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    }

    /** Waits for the value of an expression that was begun. */
    public JsonNode value(CompletableFuture<JsonNode> begun) {
        JsonNode answer = DevTools.await(begun, ANSWER_PATIENCE);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException("The page failed: "
                    + answer.path("exceptionDetails")
                            .path("exception")
                            .path("description")
                            .asString(""));
        }
        return answer.path("result").path("value");
    }

    private JsonNode ask(Optional<String> session, String method, Map<String, Object> parameters) {
        return DevTools.await(devTools.send(session, method, parameters), ANSWER_PATIENCE);
    }

    /** Ends the browser at once: nothing that it would still write is wanted. */
    @Override
    public void close() {
        devTools.close();
        program.close();
        Leftovers.delete(profile);
    }
}
