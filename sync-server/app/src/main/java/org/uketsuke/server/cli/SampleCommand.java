package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.server.sample.SampleSociety;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sample}: writes a sample society as files to import. */
@Command(
        name = "sample",
        description = "Writes a sample society (見本) as files that \"import\" takes, for trials. The same seed gives the"
                + " same people and cards.")
final class SampleCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final int MEMBERS_MAX = 1_000_000;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "Folder for the files; made when missing.")
    private Path folder = Path.of("");

    @Option(names = "--members", paramLabel = "N", defaultValue = "300", description = "Default: ${DEFAULT-VALUE}.")
    private int members;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "First day of the regional meeting; default: today in Japan.")
    private Optional<LocalDate> today = Optional.empty();

    SampleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (members < SampleSociety.MEMBERS_MIN || members > MEMBERS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--members %d: from %d to %d".formatted(members, SampleSociety.MEMBERS_MIN, MEMBERS_MAX));
        }
        LocalDate day =
                today.orElseGet(() -> LocalDate.ofInstant(surroundings.clock().instant(), ZONE));
        try {
            SampleSociety.write(folder, seed, members, day);
        } catch (IOException e) {
            throw new CommandFailed("%s: cannot be written (%s). Check the path and the permissions."
                    .formatted(folder, e.getClass().getSimpleName()));
        }
        surroundings
                .out()
                .println("%s: %d sample members; import society.toml, members.csv, qualifications.csv, cards.csv,"
                                .formatted(folder, members)
                        + " meetings.csv and sessions.csv (--meeting %s) in this order"
                                .formatted(SampleSociety.REGIONAL));
        return CommandLine.ExitCode.OK;
    }
}
