package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.bench.Chromium;
import org.uketsuke.kiosk.bench.Leftovers;
import org.uketsuke.kiosk.bench.RosterBench;
import org.uketsuke.kiosk.bench.SearchPath;
import org.uketsuke.kiosk.camera.QrBench;
import org.uketsuke.kiosk.install.JavaOptions;
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
        throw new ParameterException(spec.commandLine(), "Bench what? tap, qr, sync, page, roster, start or soak.");
    }

    @Command(
            name = "tap",
            mixinStandardHelpOptions = true,
            description = {
                "Card identified to committed, beside a raw 4 KB append with fdatasync.",
                "Then counts syncs per tap, in a second, short run under strace: Linux only, and only with strace on"
                        + " the PATH."
            })
    int tap(
            @Option(names = "--members", paramLabel = "N", defaultValue = "100000", description = "Size of the roster.")
                    int members,
            @Option(names = "--taps", paramLabel = "N", defaultValue = "2000", description = "Taps to measure.")
                    int taps,
            @Option(names = "--door", description = "As the door of a room with sessions.") boolean door,
            @Option(names = "--no-sync-count", description = "Measure times only.") boolean noSyncCount,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        Path work = fresh(folder);
        new TapBench(work, members, door, surroundings.clock(), surroundings.nanoTime(), surroundings.random())
                .run(taps, surroundings.out());
        if (!noSyncCount) {
            new SyncsPerTap(work, searchPath()).lines(members).forEach(surroundings.out()::println);
        }
        return 0;
    }

    @Command(
            name = "page",
            mixinStandardHelpOptions = true,
            description = {
                "Card presented to result painted: the whole kiosk, without a server, and its page in a Chromium of"
                        + " this machine that the command starts and ends.",
                "The cards are held to a reader in memory that notices them at once, so that pcscd, the reader and the"
                        + " air are not in it; CardToPageTest of the source measures pcscd as well."
            })
    int page(
            @Option(names = "--members", paramLabel = "N", defaultValue = "100000", description = "Size of the roster.")
                    int members,
            @Option(names = "--touches", paramLabel = "N", defaultValue = "100", description = "Touches to measure.")
                    int touches,
            @Option(
                            names = "--browser",
                            paramLabel = "PATH",
                            description = "The browser's program (default: the first of chromium, chromium-browser,"
                                    + " google-chrome on the PATH).")
                    Optional<Path> browser,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        if (touches < 1 || members < touches + PageBench.WARM_UP_TOUCHES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--members " + members + " --touches " + touches + ": at least one touch, and a member for each and"
                            + " for " + PageBench.WARM_UP_TOUCHES + " before");
        }
        Path program = browser.or(() -> SearchPath.find(searchPath(), Chromium.NAMES))
                .orElseThrow(() -> new CommandFailed("No browser on the PATH; looked for "
                        + String.join(", ", Chromium.NAMES)
                        + ". Install Chromium, or name its program with --browser PATH."));
        new PageBench(fresh(folder), members, program, surroundings).run(touches);
        return 0;
    }

    private String searchPath() {
        return surroundings.environment().getOrDefault("PATH", "");
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
            name = "start",
            mixinStandardHelpOptions = true,
            description = {
                "This program started as a booth starts it, until a card can be read and the screen answers; and the"
                        + " memory that it holds then (Linux only).",
                "In processes of their own, on an invented booth without a server."
            })
    int start(
            @Option(names = "--members", paramLabel = "N", defaultValue = "20000", description = "Size of the roster.")
                    int members,
            @Option(names = "--starts", paramLabel = "N", defaultValue = "5", description = "Starts to measure.")
                    int starts,
            @Option(
                            names = "--settle",
                            paramLabel = "SECONDS",
                            defaultValue = "20",
                            description = "From ready until the memory is looked at.")
                    int settleSeconds,
            @Option(
                            names = "--java-options",
                            paramLabel = "OPTIONS",
                            description =
                                    "Options of the Java machine in one text (default: those of 'kiosk install').")
                    Optional<String> javaOptions,
            @Option(
                            names = "--class-archive",
                            description = "Write an archive of loaded classes first, and start from it.")
                    boolean classArchive,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        if (starts < 1 || members < 1 || settleSeconds < 0) {
            throw new ParameterException(spec.commandLine(), "--starts and --members must be at least 1");
        }
        Path work = fresh(folder);
        try {
            List<String> options =
                    javaOptions.map(text -> List.of(text.strip().split("\\s+"))).orElseGet(JavaOptions::measured);
            if (classArchive) {
                Path archive = work.resolve("classes.jsa");
                Path first = Files.createDirectory(work.resolve("first"));
                ClassArchive.write(archive, BoothProgram.thisClassPath(), first, surroundings);
                options = JavaOptions.with(options, archive);
            }
            new StartBench(work, members, surroundings).run(starts, options, Duration.ofSeconds(settleSeconds));
        } finally {
            Leftovers.delete(work);
        }
        return 0;
    }

    @Command(
            name = "soak",
            mixinStandardHelpOptions = true,
            description = {
                "Months of booth days in one run: the real reception and journal on the real disk, simulated clocks.",
                "Ends with 1 if memory, open files or threads grew. A million taps take about half an hour."
            })
    int soak(
            @Option(names = "--members", paramLabel = "N", defaultValue = "20000", description = "Size of the roster.")
                    int members,
            @Option(names = "--taps", paramLabel = "N", defaultValue = "1000000", description = "Taps in all.")
                    long taps,
            @Option(
                            names = "--report",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "Taps from report to report.")
                    long reportEvery,
            @Option(names = "--door", description = "As the door of a room with sessions.") boolean door,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where to work.") Optional<Path> folder)
            throws Exception {
        if (taps < 1 || members < 2 || reportEvery < 1) {
            throw new ParameterException(spec.commandLine(), "--taps and --report at least 1, --members at least 2");
        }
        Path work = fresh(folder);
        try {
            SoakBench bench = new SoakBench(
                    work,
                    members,
                    door,
                    surroundings.clock().instant(),
                    surroundings.nanoTime(),
                    surroundings.random(),
                    surroundings.out());
            return bench.run(taps, reportEvery) ? 0 : 1;
        } finally {
            Leftovers.delete(work);
        }
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
