package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.uketsuke.kiosk.bench.ChildProgram;
import org.uketsuke.kiosk.bench.Leftovers;
import org.uketsuke.kiosk.bench.SearchPath;
import org.uketsuke.kiosk.bench.SyncTrace;
import org.uketsuke.kiosk.profile.Platform;

/**
 * How often a tap waits for the medium: {@code kiosk bench tap} once more and short, in a process of its own under strace,
 * for tracing would spoil the times.
 */
final class SyncsPerTap {
    private static final int TAPS = 200;
    private static final int MEMBERS_MAX = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WHAT = "syncs per tap";
    private static final String WHAT_ELSE = "syncs per tap by other threads";

    private final Path folder;
    private final Optional<Path> strace;

    /**
     * A count.
     *
     * @param folder where to work: syncs go to the same file system as those of the measured taps
     * @param path the environment variable {@code PATH}
     */
    SyncsPerTap(Path folder, String path) {
        this.folder = folder;
        this.strace = Platform.of(System.getProperty("os.name")) == Platform.LINUX
                ? SearchPath.find(path, List.of("strace"))
                : Optional.empty();
    }

    /** Counts, and tells it in lines like those of the times; or tells why not. */
    List<String> lines(int members) throws IOException {
        if (strace.isEmpty()) {
            return notCounted("needs Linux with strace on the PATH (Debian, Ubuntu: apt-get install strace)");
        }
        Path work = Files.createDirectory(folder.resolve("traced"));
        try {
            return count(strace.get(), work, members);
        } finally {
            Leftovers.delete(work);
        }
    }

    private static List<String> count(Path strace, Path work, int members) throws IOException {
        Path trace = work.resolve("trace");
        try (ChildProgram child = ChildProgram.start(command(strace, trace, work, members), work.resolve("output"))) {
            if (!child.endsWithin(PATIENCE)) {
                return notCounted("the traced run did not end within " + PATIENCE.toSeconds() + " s");
            }
            if (child.exitCode() != 0) {
                return notCounted("the traced run ended with " + child.exitCode() + ": " + child.lastWords());
            }
        }
        return SyncTrace.read(Files.readAllLines(trace, StandardCharsets.ISO_8859_1), TapBench.FLOOR_NAME)
                .map(SyncsPerTap::counted)
                .orElseGet(() -> notCounted("strace saw no syncs of the floor"));
    }

    private static List<String> command(Path strace, Path trace, Path work, int members) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return List.of(
                strace.toString(),
                "-f",
                "-y",
                "-qq",
                "-e",
                "trace=fsync,fdatasync,sync_file_range",
                "-e",
                "signal=none",
                "-o",
                trace.toString(),
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench",
                "tap",
                "--no-sync-count",
                "--taps",
                String.valueOf(TAPS),
                "--members",
                String.valueOf(Math.min(members, MEMBERS_MAX)),
                "--folder",
                work.toString());
    }

    private static List<String> counted(SyncTrace trace) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%-34s %.3f (%d in %d taps of a run of their own under strace; goal 1)",
                        WHAT,
                        trace.perTap(),
                        trace.ownSyncs(),
                        trace.taps()),
                String.format(
                        Locale.ROOT,
                        "%-34s %.3f (%d: housekeeping in the background)",
                        WHAT_ELSE,
                        trace.othersPerTap(),
                        trace.otherSyncs()));
    }

    private static List<String> notCounted(String why) {
        return List.of(String.format(Locale.ROOT, "%-34s not counted: %s", WHAT, why));
    }
}
