package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.uketsuke.kiosk.bench.Leftovers;
import org.uketsuke.kiosk.install.JavaOptions;

/**
 * Writes the archive of loaded classes that a booth starts from: runs the program once on an invented booth, rehearsal of
 * taps included, and lets Java note what it loaded. Good for the jar and the Java that wrote it; with others Java ignores it.
 */
final class ClassArchive {
    private static final int MEMBERS = 200;

    /** Until the first taps and pushes were rehearsed. */
    private static final Duration REHEARSAL = Duration.ofSeconds(5);

    private ClassArchive() {}

    /**
     * Writes it, in the place of an older one.
     *
     * @param classPath of the program, as it will be started
     * @param work an empty folder, deleted afterwards
     */
    static void write(Path archive, String classPath, Path work, Surroundings surroundings)
            throws IOException, InterruptedException {
        try {
            Path data = SampleBooth.enrol(work, MEMBERS, surroundings.clock().instant(), surroundings.random());
            try (BoothProgram program =
                    BoothProgram.start(JavaOptions.writing(archive), classPath, data, work, surroundings.nanoTime())) {
                program.readyNanos();
                program.runFor(REHEARSAL);
                program.end();
            }
        } finally {
            Leftovers.delete(work);
        }
        if (!Files.exists(archive)) {
            throw new CommandFailed("This Java wrote no class archive to " + archive
                    + ". The booth starts without one as well, only slower");
        }
    }
}
