package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.BoothKeyFile;
import org.uketsuke.kiosk.Handover;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.sync.Enrolling;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.Messages.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiosk enrol}: makes this machine a kiosk of one meeting. */
@Command(
        name = "enrol",
        description = "Makes a data folder a kiosk of one meeting, with a one-time code from the office.",
        footer = "The code comes from 'sync-server kiosk-code'. The key that is made here never leaves this machine.")
final class EnrolCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Address of the server, https://…")
    private String server = "";

    @Option(names = "--code", required = true, paramLabel = "CODE", description = "One-time code from the office.")
    private String code = "";

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder; made when missing.")
    private Path dataFolder = Path.of("");

    @Option(
            names = "--booth-key-file",
            paramLabel = "FILE",
            description = "Check that this file's booth key opens the meeting; nothing of it is kept.")
    private Optional<Path> boothKeyFile = Optional.empty();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    EnrolCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws JournalDamaged {
        Optional<Enrolment> before = makeFolder();
        if (before.isPresent() && KioskKey.isIn(dataFolder)) {
            Assignment assignment = before.get().assignment();
            throw new CommandFailed(dataFolder + " is already a kiosk of "
                    + assignment.meeting().name().ja() + " (" + assignment.booth()
                    + "). It keeps that meeting's journal: give a fresh folder for another meeting.");
        }
        try (Handover handover = Handover.begin(
                dataFolder,
                Main.Version.software(),
                surroundings.clock(),
                surroundings.nanoTime(),
                surroundings.random())) {
            before.ifPresent(keyless -> Enrolment.setAside(dataFolder));
            enrol();
            handover.toNewEnrolment();
        }
        tellOfTheLock(Enrolment.read(dataFolder).orElseThrow().assignment());
        surroundings.out().printf("Start it with: kiosk run --data %s%n", dataFolder);
        return 0;
    }

    private void tellOfTheLock(Assignment assignment) {
        if (assignment.boothKeyCheck().isEmpty()) {
            return;
        }
        surroundings
                .out()
                .println("Its roster is opened with the meeting's booth key, on the page /opening of its screen.");
        boothKeyFile.ifPresent(file -> {
            boolean opens = BoothKeyFile.read(file, dataFolder)
                    .filter(key -> assignment
                            .boothKeyCheck()
                            .equals(Optional.of(key.check(assignment.meeting().id()))))
                    .isPresent();
            surroundings
                    .out()
                    .println(
                            opens ? "The booth key in " + file + " opens it." : file + " does NOT hold its booth key.");
        });
    }

    private void enrol() {
        Enrolling enrolling = new Enrolling(dataFolder, surroundings.clock(), surroundings.nanoTime());
        Enrolling.Result result = enrolling.enrol(server, code, surroundings.random(), Main.Version.software());
        if (result instanceof Enrolling.Result.Failed failed) {
            throw new CommandFailed("Not enrolled. " + failed.why());
        }
        Assignment assignment = Enrolment.read(dataFolder).orElseThrow().assignment();
        surroundings
                .out()
                .printf(
                        "Enrolled: %s (%s), booth %s.%n",
                        assignment.meeting().name().ja(), assignment.meeting().id(), assignment.booth());
    }

    private Optional<Enrolment> makeFolder() {
        try {
            Files.createDirectories(dataFolder);
        } catch (IOException e) {
            throw new CommandFailed(
                    "Cannot make the data folder " + dataFolder + ": check the path and its permissions.");
        }
        return Enrolment.read(dataFolder);
    }
}
