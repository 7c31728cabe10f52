package org.uketsuke.kiosk.roster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.uketsuke.protocol.JournalEvent.Fault;

/** From which epoch of the server the roster in use came, kept beside it. Thread-safe. */
final class RosterEpoch {
    private static final String FILE_NAME = "roster.epoch";

    private final Path file;
    private final Consumer<Fault> faults;
    private volatile Optional<String> epoch;

    RosterEpoch(Path folder, Consumer<Fault> faults) {
        this.file = folder.resolve(FILE_NAME);
        this.faults = faults;
        this.epoch = kept(file);
    }

    private static Optional<String> kept(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Optional<String> known() {
        return epoch;
    }

    void note(String newEpoch) {
        if (epoch.equals(Optional.of(newEpoch))) {
            return;
        }
        epoch = Optional.of(newEpoch);
        Path fresh = file.resolveSibling(FILE_NAME + ".new");
        try {
            try {
                Files.writeString(fresh, newEpoch);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            faults.accept(new Fault("roster-not-kept", "the roster's epoch cannot be kept: " + e.getMessage()));
        }
    }
}
