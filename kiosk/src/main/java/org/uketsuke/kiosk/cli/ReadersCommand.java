package org.uketsuke.kiosk.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.ReadersReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiosk readers}: what is plugged in, which profile takes it, and why. */
@Command(
        name = "readers",
        description = "Lists the card readers that are plugged in, which hardware profile takes each, and why.")
final class ReadersCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder; its hardware-profiles folder is read, too.")
    private Optional<Path> dataFolder = Optional.empty();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    ReadersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        HardwareProfiles profiles = HardwareProfiles.load(
                Platform.of(System.getProperty("os.name")),
                dataFolder.map(folder -> folder.resolve("hardware-profiles")));
        ReadersReport.Report report = ReadersReport.of(profiles);
        surroundings.out().print(report.text());
        return report.usable() ? 0 : 1;
    }
}
