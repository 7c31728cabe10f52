package org.uketsuke.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs the documented commands on one data folder, as a person would, and shows what it runs. */
final class CommandRunner {
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final Surroundings surroundings;
    private final Path data;

    CommandRunner(Surroundings surroundings, Path data) {
        this.surroundings = surroundings;
        this.data = data;
    }

    /** Runs a command; {@link CommandFailed} if it does not end with 0. */
    void run(Object... arguments) {
        surroundings.out().print(printed(surroundings.clock(), arguments));
    }

    /** Runs a command for the first line that it prints. */
    String firstLine(Object... arguments) {
        return printed(surroundings.clock(), arguments).lines().findFirst().orElse("");
    }

    /** {@link #firstLine} as if it were run at another time. */
    String firstLineAt(Clock clock, Object... arguments) {
        return printed(clock, arguments).lines().findFirst().orElse("");
    }

    private String printed(Clock clock, Object... arguments) {
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        surroundings.out().println("$ sync-server " + String.join(" ", all));
        all.add("--data");
        all.add(data.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = Main.run(
                new Surroundings(surroundings.environment(), clock, surroundings.random(), out, surroundings.err()),
                all.toArray(String[]::new));
        if (code != 0) {
            throw new CommandFailed("The demo stops: sync-server " + arguments[0] + " ended with " + code + ".");
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /**
     * Checks that nobody answers at a port of this machine, who would be taken for the program that is to start there.
     *
     * @param property how the demo is told another port
     * @throws CommandFailed if somebody does
     */
    static void requireFree(int port, String property) {
        if (answers(port)) {
            throw new CommandFailed("Port " + port + " is taken, perhaps by a demo that still runs. Stop it, or choose"
                    + " another port: mvn -Pdemo -D" + property + "=" + (port + 1) + ".");
        }
    }

    /** Starts {@code serve} and returns once it answers; {@link CommandFailed} if another program has the port by now. */
    Thread serve(int port) throws InterruptedException {
        requireFree(port, "demo.port");
        surroundings.out().println("$ sync-server serve --port " + port);
        Thread serving = new Thread(
                () -> {
                    int code = Main.run(
                            surroundings, "serve", "--data", data.toString(), "--port", Integer.toString(port));
                    surroundings.out().println("The server ended with " + code + ".");
                },
                "serve");
        serving.start();
        long endNanos = System.nanoTime() + START_MAX.toNanos();
        while (!answers(port)) {
            if (!serving.isAlive() || System.nanoTime() > endNanos) {
                throw new CommandFailed("The demo stops: the server did not start on port " + port
                        + ". Choose another with -Ddemo.port=….");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return serving;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
