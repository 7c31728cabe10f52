package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The kiosk of a demonstration: the packaged program, run as its user runs it. */
final class DemoKiosk implements AutoCloseable {
    private final Path jar;
    private final Path data;
    private final int port;
    private final Path samples;
    private final Path boothKey;
    private Optional<Process> running = Optional.empty();

    /**
     * A kiosk that does not run yet.
     *
     * @param jar the packaged program
     * @param data its data folder
     * @param port of its screen
     * @param samples cards to touch on the screen
     * @param boothKey file with the key that opens the booth
     */
    DemoKiosk(Path jar, Path data, int port, Path samples, Path boothKey) {
        this.jar = jar;
        this.data = data;
        this.port = port;
        this.samples = samples;
        this.boothKey = boothKey;
    }

    /** Enrols the kiosk if it is new. */
    void enrol(String server, Supplier<String> code) throws IOException, InterruptedException {
        if (!Files.exists(jar)) {
            throw new CommandFailed(jar + " is missing. Build it: mvn package");
        }
        if (!Files.exists(data.resolve("enrolment.json"))) {
            Process enrolling = kiosk("enrol", "--server", server, "--code", code.get(), "--data", data.toString());
            if (enrolling.waitFor() != 0) {
                throw new CommandFailed("The demo stops: the kiosk could not enrol.");
            }
        }
    }

    /** Runs it; it prints the address of its screen. */
    void run() throws IOException {
        Process process = kiosk(
                "run",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--samples",
                samples.toString(),
                "--booth-key-file",
                boothKey.toString());
        running = Optional.of(process);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-kiosk"));
    }

    private Process kiosk(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start();
    }

    @Override
    public void close() {
        running.ifPresent(process -> {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
