package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.bench.ChildProgram;

/** {@code kiosk run} in a process of its own, on a folder of {@link SampleBooth}: as a booth starts it. */
final class BoothProgram implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final ChildProgram program;
    private final Path addressFile;
    private final LongSupplier nanoTime;
    private final long startedNanos;

    private BoothProgram(ChildProgram program, Path addressFile, LongSupplier nanoTime, long startedNanos) {
        this.program = program;
        this.addressFile = addressFile;
        this.nanoTime = nanoTime;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts it.
     *
     * @param javaOptions options of the Java machine
     * @param classPath of the program; its jar
     * @param data data folder of an enrolled kiosk
     * @param work folder for what it prints and its address
     */
    static BoothProgram start(List<String> javaOptions, String classPath, Path data, Path work, LongSupplier nanoTime)
            throws IOException {
        Path addressFile = work.resolve("address");
        Files.deleteIfExists(addressFile);
        List<String> command = new ArrayList<>();
        command.add(thisJava());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "run"));
        command.addAll(List.of("--data", data.toString(), "--port", "0", "--address-file", addressFile.toString()));
        long started = nanoTime.getAsLong();
        return new BoothProgram(ChildProgram.start(command, work.resolve("output")), addressFile, nanoTime, started);
    }

    /** The class path of the program that runs this. */
    static String thisClassPath() {
        return System.getProperty("java.class.path");
    }

    /** The Java that runs this, so that the measured one is of the same Java. */
    static String thisJava() {
        return ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /**
     * Waits until it says that it is ready, which is after the readers were looked at, and its screen answers.
     *
     * @return nanoseconds since it was started
     * @throws CommandFailed if it ends before, or does not get there
     */
    long readyNanos() throws IOException, InterruptedException {
        while (!program.printed("Ready.")) {
            if (program.endsWithin(LOOK_AGAIN)) {
                throw new CommandFailed("The kiosk ended while it started: " + program.lastWords());
            }
            if (nanoTime.getAsLong() - startedNanos > PATIENCE.toNanos()) {
                throw new CommandFailed("The kiosk was not ready within " + PATIENCE.toSeconds() + " s");
            }
        }
        if (healthStatus() != OK) {
            throw new CommandFailed("The kiosk says that it is ready, and its screen does not answer");
        }
        return nanoTime.getAsLong() - startedNanos;
    }

    private int healthStatus() throws IOException, InterruptedException {
        URI health = URI.create(Files.readString(addressFile).strip()).resolve("/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).timeout(PATIENCE).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Lets it run on for a while. */
    void runFor(Duration time) {
        if (program.endsWithin(time)) {
            throw new CommandFailed("The kiosk ended by itself: " + program.lastWords());
        }
    }

    long processId() {
        return program.processId();
    }

    /** Ends it in order. */
    void end() {
        program.askToEnd();
        if (!program.endsWithin(PATIENCE)) {
            throw new CommandFailed("The kiosk did not end within " + PATIENCE.toSeconds() + " s");
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
