package org.uketsuke.kiosk.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.Wiping;
import org.uketsuke.kiosk.sync.Enrolment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiosk wipe}: after settlement, the roster and every key to it are destroyed, and the server is told. */
@Command(
        name = "wipe",
        description = "Destroys the roster and every key to it, for good, once a meeting is settled. The journal, which"
                + " holds no names, stays and tells the server. Refused while the server does not have everything.",
        footer = "Stop the kiosk first; while it runs, a person in charge can wipe on its page /closing.")
final class WipeCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Surroundings surroundings;
    private final Duration patience;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
    private Path dataFolder = Path.of("");

    @Option(
            names = "--even-unsent",
            paramLabel = "FILE",
            description =
                    "Wipe although the server cannot be reached: this file of 'kiosk export' holds the whole journal."
                            + " The proof names its SHA-256.")
    private Optional<Path> export = Optional.empty();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    WipeCommand(Surroundings surroundings) {
        this(surroundings, PATIENCE);
    }

    WipeCommand(Surroundings surroundings, Duration patience) {
        this.surroundings = surroundings;
        this.patience = patience;
    }

    @Override
    public Integer call() throws Exception {
        Enrolment enrolment = Enrolment.read(dataFolder)
                .orElseThrow(() -> new CommandFailed(dataFolder + " is not enrolled; there is nothing to wipe."));
        Wiping.Result result = new Wiping(
                        dataFolder,
                        enrolment,
                        Main.Version.software(),
                        surroundings.clock(),
                        surroundings.nanoTime(),
                        surroundings.random(),
                        patience)
                .run(export);
        if (result instanceof Wiping.Result.Refused refused) {
            throw new CommandFailed("Nothing was wiped. " + refused.why());
        }
        Wiping.Result.Wiped wiped = (Wiping.Result.Wiped) result;
        surroundings
                .out()
                .println(
                        wiped.gone().isEmpty()
                                ? "There was no roster here. It is on record that there is none."
                                : "Destroyed: " + String.join(", ", wiped.gone()) + ".");
        surroundings
                .out()
                .println(
                        wiped.told()
                                ? "The server knows."
                                : "The server does not know yet: the proof is in the journal and goes with the next"
                                        + " 'kiosk run' or 'kiosk export'.");
        return 0;
    }
}
