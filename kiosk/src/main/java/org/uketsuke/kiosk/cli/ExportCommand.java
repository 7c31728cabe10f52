package org.uketsuke.kiosk.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.journal.ExportFile;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.Messages.JournalExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiosk export}: the journal as a file, where there is no network at all. */
@Command(
        name = "export",
        description = "Writes the journal to a file, for a USB stick. The office uploads it on a page of the server;"
                + " what the server has already is recognised and not taken twice.")
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder.")
    private Path dataFolder = Path.of("");

    @Option(names = "--after", paramLabel = "SEQ", defaultValue = "0", description = "Only what follows this entry.")
    private long after;

    @Parameters(paramLabel = "FILE", description = "File to write; an existing one is replaced.")
    private Path file = Path.of("");

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Enrolment enrolment = Enrolment.read(dataFolder)
                .orElseThrow(() -> new CommandFailed(dataFolder + " is not enrolled; there is no journal to export."));
        KioskKey key = KioskKey.enrolled(dataFolder);
        try (JournalReader journal = JournalReader.open(dataFolder)) {
            JournalExport export = new ExportFile(journal, enrolment.kiosk(), key.signer()).write(file, after);
            long entries = export.parts().stream()
                    .mapToLong(part -> part.entries().size())
                    .sum();
            surroundings.out().printf("Wrote %d entries of journal %s to %s.%n", entries, export.journal(), file);
            surroundings.out().println("SHA-256: " + ExportFile.sha256(Files.readAllBytes(file)));
            return 0;
        }
    }
}
