package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.uketsuke.server.sample.SampleSociety;

/** The folder of a demonstration. A marker file tells it from every other folder, so that nothing else is thrown away. */
final class SampleFolder {
    private static final String MARKER = "SAMPLE-DATA.txt";
    private static final String MARKER_TEXT =
            "Sample data of the Uketsuke demo, made on %s. Nothing in here is real.%n";
    private static final long SEED = 20_261_122L;
    private static final int MEMBERS = 400;

    private final Path folder;
    private final LocalDate today;

    SampleFolder(Path folder, LocalDate today) {
        this.folder = folder;
        this.today = today;
    }

    /**
     * Makes the folder, and empties it if asked to or if its sample meeting is over.
     *
     * @return what was thrown away and why, if anything was
     */
    Optional<String> makeReady(boolean reset) throws IOException {
        Files.createDirectories(folder);
        if (isNew()) {
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent() && !Files.exists(folder.resolve("files"))) {
                    throw new CommandFailed(folder + " holds something that is not this demo's. Give another folder.");
                }
            }
            return Optional.empty();
        }
        boolean over = !Files.readString(marker()).contains(today.toString());
        if (!reset && !over) {
            return Optional.empty();
        }
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> all = below.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(folder))
                    .toList();
            for (Path path : all) {
                Files.delete(path);
            }
        }
        return Optional.of(
                reset ? "Fresh sample data." : "The sample meeting of the last start is over: fresh sample data.");
    }

    boolean isNew() {
        return !Files.exists(marker());
    }

    /** Writes the files that an office would deliver. */
    void write() throws IOException {
        SampleSociety.write(folder.resolve("files"), SEED, MEMBERS, today);
    }

    /** Marks the folder as complete. */
    void done() throws IOException {
        Files.writeString(marker(), MARKER_TEXT.formatted(today));
    }

    Path office() {
        return folder.resolve("office");
    }

    /** One kiosk for each server address, since a kiosk belongs to the server it was enrolled at. */
    Path kiosk(int port) {
        return folder.resolve("kiosk-" + port);
    }

    /** The booth's key, beside the kiosks' folders and never in one. */
    Path boothKey() {
        return folder.resolve("booth-key.txt");
    }

    Path file(String name) {
        return folder.resolve("files").resolve(name);
    }

    /** The sample cards for the kiosk's screen. */
    Path toTouch() {
        return file("samples.json");
    }

    private Path marker() {
        return folder.resolve(MARKER);
    }
}
