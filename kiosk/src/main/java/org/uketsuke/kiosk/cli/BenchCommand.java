package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.uketsuke.kiosk.bench.RosterBench;
import org.uketsuke.kiosk.camera.QrBench;
import org.uketsuke.kiosk.sync.SyncBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kiosk bench}: measures what the product promises, each beside a floor of the same run. */
@Command(
        name = "bench",
        description = {
            "Measures what the product promises. On a shared machine only ratios of one run mean something.",
            "Works in a new folder below --folder, so that it measures the disk that you mean."
        },
        synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Bench what? tap, qr, sync or roster.");
    }

    @Command(
            name = "tap",
            mixinStandardHelpOptions = true,
            description = "Card identified to committed, beside a raw 4 KB append with fdatasync.")
    int tap(
            @Option(names = "--members", paramLabel = "N", defaultValue = "100000", description = "Size of the roster.")
                    int members,
            @Option(names = "--taps", paramLabel = "N", defaultValue = "2000", description = "Taps to measure.")
                    int taps,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        new TapBench(fresh(folder), members, surroundings.clock(), surroundings.nanoTime(), surroundings.random())
                .run(taps, Optional.empty(), surroundings.out());
        return 0;
    }

    @Command(
            name = "roster",
            mixinStandardHelpOptions = true,
            description = "Arrival of a roster, card look-up and kana search.")
    int roster(
            @Option(names = "--members", paramLabel = "N", defaultValue = "100000", description = "Size of the roster.")
                    int members,
            @Option(names = "--times", paramLabel = "N", defaultValue = "5000", description = "Look-ups to measure.")
                    int times,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        new RosterBench(fresh(folder), surroundings.nanoTime(), surroundings.random())
                .run(members, times, surroundings.out());
        return 0;
    }

    @Command(
            name = "qr",
            mixinStandardHelpOptions = true,
            description =
                    "Reads pictures (.png, .jpg) as the camera's frames are read, and compares with the .txt beside"
                            + " each.")
    int qr(
            @Parameters(paramLabel = "DIR", description = "Folder with pictures; those without a .txt hold no code.")
                    Path pictures,
            @Option(
                            names = "--frames",
                            paramLabel = "N",
                            defaultValue = "8",
                            description = "Frames that a video would give of each picture.")
                    int frames,
            @Option(names = "--list-misses", description = "Name the pictures that were not read.") boolean listMisses)
            throws Exception {
        new QrBench(surroundings.nanoTime(), surroundings.out()).run(pictures, frames, listMisses);
        return 0;
    }

    @Command(
            name = "sync",
            mixinStandardHelpOptions = true,
            description =
                    "Replication to a running server of this machine: a roster's arrival, a backlog over a far line,"
                            + " a tap on a quiet line.")
    int sync(
            @Option(names = "--server", required = true, paramLabel = "URL", description = "A server on this machine.")
                    String server,
            @Option(
                            names = "--code",
                            required = true,
                            paramLabel = "CODE",
                            description = "A kiosk code of a trial meeting.")
                    String code,
            @Option(
                            names = "--entries",
                            paramLabel = "N",
                            defaultValue = "5000",
                            description = "Length of the backlog.")
                    int entries,
            @Option(
                            names = "--round-trip",
                            paramLabel = "MILLIS",
                            defaultValue = "30",
                            description = "Round trip of the far line.")
                    int roundTripMillis,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        new SyncBench(
                        fresh(folder),
                        surroundings.clock(),
                        surroundings.nanoTime(),
                        surroundings.random(),
                        surroundings.out())
                .run(server, code, entries, Duration.ofMillis(roundTripMillis));
        return 0;
    }

    private static Path fresh(Optional<Path> below) {
        try {
            return below.isPresent()
                    ? Files.createTempDirectory(Files.createDirectories(below.get()), "bench-")
                    : Files.createTempDirectory("kiosk-bench-");
        } catch (IOException e) {
            throw new CommandFailed("Cannot make a folder to work in: give one with --folder DIR.");
        }
    }
}
