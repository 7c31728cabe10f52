package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power goes: only what was synced is left. Killing a process proves nothing about that, so a preloaded shim keeps a
 * copy of what was synced. With a weaker setting of SQLite the same rig must lose entries, or it proves nothing either.
 */
class JournalPowerCutTest {
    private static final int CUTS = Integer.getInteger("uketsuke.cuts", 5);
    private static final int ACKNOWLEDGEMENTS_MAX = 300;

    @TempDir
    static Path shimFolder;

    private static Path shim;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws Exception {
        shim = CrashRig.compileShim(shimFolder);
    }

    @Test
    void everyAcknowledgedEntryIsOnTheMedium() throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int cut = 1; cut <= CUTS; cut++) {
            Path medium = Files.createDirectories(folder.resolve(cut + "/medium"));
            Path disk = Files.createDirectories(folder.resolve(cut + "/disk"));

            List<Head> acknowledged = CrashRig.killAfter(
                    1 + random.nextInt(ACKNOWLEDGEMENTS_MAX), environment(disk, medium), "journal", disk.toString());

            try (Journal journal = TestJournal.open(medium)) {
                assertThat(acknowledged)
                        .as("seed %d, cut %d", seed, cut)
                        .allSatisfy(
                                head -> assertThat(journal.hashAt(head.seq())).contains(head.hashHex()));
                assertThat(journal.verify().differences()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "OFF"})
    void theRigNoticesAWeakerSetting(String synchronous) throws Exception {
        Path medium = Files.createDirectory(folder.resolve("medium"));
        Path disk = Files.createDirectory(folder.resolve("disk"));

        List<Head> acknowledged = CrashRig.killAfter(100, environment(disk, medium), synchronous, disk.toString());

        try (JournalReader left = JournalReader.open(medium)) {
            assertThat(left.head().seq())
                    .isLessThan(acknowledged.get(acknowledged.size() - 1).seq());
        }
    }

    @Test
    void anAppendCostsExactlyOneSync() throws Exception {
        Path counters = folder.resolve("counters");
        try (RandomAccessFile file = new RandomAccessFile(counters.toFile(), "rw")) {
            file.setLength(65_536L * 8);
        }
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Map<String, String> environment = Map.of("LD_PRELOAD", shim.toString(), "UKETSUKE_SYNCS", counters.toString());

        List<String> printed = CrashRig.run(environment, "count", disk.toString(), counters.toString());

        assertThat(printed).contains("syncs " + CrashChild.COUNTED_APPENDS);
    }

    private static Map<String, String> environment(Path disk, Path medium) {
        return Map.of(
                "LD_PRELOAD", shim.toString(), "UKETSUKE_DISK", disk.toString(), "UKETSUKE_MEDIUM", medium.toString());
    }
}
