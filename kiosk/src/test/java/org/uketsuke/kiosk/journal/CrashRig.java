package org.uketsuke.kiosk.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.rig.SharedObject;

/** Starts a {@link CrashChild}, kills it, and knows what it had been told was durable. */
final class CrashRig {
    private static final Pattern ACKNOWLEDGED = Pattern.compile("(\\d+) ([0-9a-f]{64})");

    private CrashRig() {}

    /** Runs a child until it has acknowledged so many entries, kills it with -9, and returns all that it acknowledged. */
    static List<Head> killAfter(int acknowledgements, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process child = start(environment, arguments);
        List<Head> acknowledged = new ArrayList<>();
        List<String> other = new ArrayList<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher matcher = ACKNOWLEDGED.matcher(line);
                if (matcher.matches()) {
                    acknowledged.add(new Head(Long.parseLong(matcher.group(1)), matcher.group(2)));
                } else {
                    other.add(line);
                }
                if (acknowledged.size() == acknowledgements) {
                    // Not by the process itself: that would close its output, and what is still in it was acknowledged.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        child.waitFor();
        if (acknowledged.size() < acknowledgements) {
            throw new AssertionError("The child ended by itself:\n" + String.join("\n", other));
        }
        return acknowledged;
    }

    /** Runs a child to its end and returns what it printed. */
    static List<String> run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Process child = start(environment, arguments);
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().toList();
            child.waitFor();
            return lines;
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The shim that shows what a power cut would leave, compiled into a folder. */
    static Path compileShim(Path folder) {
        return SharedObject.compile("/crash/power-cut.c", folder, "-lpthread");
    }
}
