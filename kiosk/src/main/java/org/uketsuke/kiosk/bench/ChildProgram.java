package org.uketsuke.kiosk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that a measurement starts. It and whatever it starts itself ends with {@link #close}, and with this process where
 * that is ended from outside.
 */
public final class ChildProgram implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final Process process;
    private final Path output;
    private final Thread hook;

    private ChildProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.hook = new Thread(this::destroy, "child-program-end");
    }

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param output file for all that it prints
     * @throws IOException if there is no such program
     */
    public static ChildProgram start(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ChildProgram program = new ChildProgram(process, output);
        Runtime.getRuntime().addShutdownHook(program.hook);
        return program;
    }

    /** Number by which the system knows it. */
    public long processId() {
        return process.pid();
    }

    /** Asks it to end in order, as Ctrl-C does, where the system can ask; it may still be at it afterwards. */
    public void askToEnd() {
        process.destroy();
    }

    /** Whether it has printed this so far. */
    public boolean printed(String text) {
        try {
            return Files.readString(output, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for its end; whether it came in time. */
    public boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The exit code; only of a program that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The last line that it printed, for a message; empty when there is none. */
    public String lastWords() {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((one, next) -> next)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        destroy();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this process is ending: the hook does the same
        }
    }

    /** Children are looked for first: once their parent is gone, nobody knows whose they were. */
    private void destroy() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(ChildProgram::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle handle) {
        try {
            handle.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // killed, yet stuck in the kernel: waiting longer changes nothing
        }
    }
}
