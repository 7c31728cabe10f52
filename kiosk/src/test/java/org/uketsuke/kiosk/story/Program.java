package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.uketsuke.kiosk.cli.Main;

/**
 * A packaged program of the product, run as its user runs it: {@code java -jar …}; but compiled once only, for most of these
 * programs live for seconds.
 */
public final class Program implements AutoCloseable {
    private static final Path KIOSK = Path.of("target/kiosk.jar");
    private static final Path SERVER = Path.of("../sync-server/app/target/sync-server.jar");

    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private Program(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "program-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs the kiosk's jar. */
    public static Program kiosk(Object... arguments) throws IOException {
        return kiosk(Map.of(), arguments);
    }

    /** Runs the kiosk's jar in an environment with more in it. */
    public static Program kiosk(Map<String, String> environment, Object... arguments) throws IOException {
        return start(environment, KIOSK, arguments);
    }

    /** Runs the kiosk from its classes, where nothing is packaged yet; to be killed, not for its speed. */
    public static Program kioskUnpackaged(Object... arguments) throws IOException {
        return start(Map.of(), List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()), arguments);
    }

    /** Runs the server's jar in an environment with more in it. */
    public static Program server(Map<String, String> environment, Object... arguments) throws IOException {
        return start(environment, SERVER, arguments);
    }

    /** Runs a command to its end; its output, once it ended with 0. */
    public static String run(Program program) {
        assertThat(program.exitCode()).as(program.output()).isZero();
        return program.output();
    }

    private static Program start(Map<String, String> environment, Path jar, Object... arguments) throws IOException {
        assertThat(jar).as("packaged before integration tests run").exists();
        return start(environment, List.of("-jar", jar.toString()), arguments);
    }

    private static Program start(Map<String, String> environment, List<String> what, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8"));
        command.addAll(what);
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Program(builder.start());
    }

    private void read() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("(output ended: " + e.getMessage() + ")");
            }
        }
    }

    /** What it printed so far. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /** Waits for a line that matches; the first group of the match. */
    public String awaitPrinted(String regex) {
        Pattern pattern = Pattern.compile(regex);
        Awaitility.await("printed " + regex).atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(process.isAlive() || pattern.matcher(output()).find())
                    .as(output())
                    .isTrue();
            return pattern.matcher(output()).find();
        });
        Matcher matcher = pattern.matcher(output());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS))
                    .as("ended in time\n" + output())
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        Awaitility.await("output read").until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** As a power cut would: no time to tidy up. */
    public void kill() {
        process.destroyForcibly();
        assertThat(exitCode()).isNotZero();
    }

    /** As an operator would. */
    @Override
    public void close() {
        process.destroy();
        if (process.isAlive()) {
            exitCode();
        }
    }
}
