package org.uketsuke.kiosk.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.journal.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiosk verify}: recomputes the journal's chain and compares it with its head logs. */
@Command(
        name = "verify",
        description =
                "Recomputes the journal's hash chain and compares it with its head logs. The kiosk may be running.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
    private Path dataFolder = Path.of("");

    @Option(
            names = "--head-log",
            paramLabel = "DIR",
            split = ",",
            description = "Further folders with head logs, as given to 'kiosk run'.")
    private List<Path> headLogFolders = List.of();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (!JournalReader.isIn(dataFolder)) {
            throw new CommandFailed("There is no journal in " + dataFolder + ". Check --data; 'kiosk run' begins one.");
        }
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            Verification found = journal.verify(headLogFolders);
            surroundings
                    .out()
                    .printf(
                            "Journal %s: %d entries, head %s%n",
                            found.journal(), found.head().seq(), found.head().hashHex());
            found.differences().forEach(difference -> surroundings.out().println("DIFFERENCE " + difference));
            surroundings.out().println(found.whole() ? "Whole: no difference." : "Not whole; tell the office.");
            return found.whole() ? 0 : 1;
        }
    }
}
