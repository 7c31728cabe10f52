package org.uketsuke.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.uketsuke.server.bench.IngestBench;
import org.uketsuke.server.bench.RosterBench;
import org.uketsuke.server.sample.SampleSociety;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measures this program on this machine. */
@Command(name = "bench", description = "Measures the server on this machine.", synopsisSubcommandLabel = "WHAT")
final class BenchCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BenchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Measure what? --help lists it.");
    }

    /** {@code bench ingest}: pushes over HTTP against the same work in process. */
    @Command(
            name = "ingest",
            mixinStandardHelpOptions = true,
            description = "Pushes of many kiosks over HTTP on this machine, against the same work in process.")
    void ingest(
            @Option(
                            names = "--db",
                            paramLabel = "JDBC-URL",
                            description =
                                    "An empty PostgreSQL database, which it fills; default: SQLite in a temporary folder.")
                    Optional<String> jdbcUrl,
            @Option(names = "--clients", defaultValue = "64", description = "Kiosks at the same time.") int clients,
            @Option(names = "--pushes", defaultValue = "2", description = "Pushes of each per turn.") int pushes,
            @Option(names = "--members", defaultValue = "20000", description = "Specialists in the books.") int members,
            @Option(names = "--turns", defaultValue = "2", description = "Turns of each way.") int turns) {
        if (clients < 1 || pushes < 1 || members < 1 || turns < 1) {
            throw new ParameterException(spec.commandLine(), "Every number must be 1 or more");
        }
        measure(
                jdbcUrl,
                (storage, folder) -> new IngestBench(
                                storage, folder, surroundings.clock(), surroundings.random(), surroundings.out())
                        .run(new IngestBench.Size(clients, pushes, members, turns)));
    }

    /** {@code bench roster}: from the office's files to what a kiosk fetches. */
    @Command(
            name = "roster",
            mixinStandardHelpOptions = true,
            description = "Imports an invented society and makes the roster that a kiosk fetches.")
    void roster(
            @Option(
                            names = "--db",
                            paramLabel = "JDBC-URL",
                            description =
                                    "An empty PostgreSQL database, which it fills; default: SQLite in a temporary folder.")
                    Optional<String> jdbcUrl,
            @Option(names = "--members", defaultValue = "100000", description = "Members to invent.") int members) {
        if (members < SampleSociety.MEMBERS_MIN) {
            throw new ParameterException(
                    spec.commandLine(), "--members must be %d or more".formatted(SampleSociety.MEMBERS_MIN));
        }
        measure(
                jdbcUrl,
                (storage, folder) -> new RosterBench(
                                storage, folder, surroundings.clock(), surroundings.random(), surroundings.out())
                        .run(members));
    }

    private void measure(Optional<String> jdbcUrl, BiConsumer<Storage, Path> bench) {
        Path folder = temporary();
        try (Storage storage = Storage.open(folder, jdbcUrl, surroundings.random())) {
            bench.accept(storage, folder);
        } catch (IllegalStateException e) {
            throw new CommandFailed("The measurement stopped: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("uketsuke-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + folder + " is left behind", e);
        }
    }
}
