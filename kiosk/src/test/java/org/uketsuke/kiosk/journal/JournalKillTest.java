package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk killed with -9 at random points, again and again. {@code -Duketsuke.kills=200} kills more often. */
class JournalKillTest {
    private static final int KILLS = Integer.getInteger("uketsuke.kills", 15);
    private static final int ACKNOWLEDGEMENTS_MAX = 400;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedEntryIsThereAndTheChainIsWhole() throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            int acknowledgements = 1 + random.nextInt(ACKNOWLEDGEMENTS_MAX);

            List<Head> acknowledged = CrashRig.killAfter(acknowledgements, Map.of(), "journal", folder.toString());

            try (Journal journal = TestJournal.open(folder)) {
                String where = "seed " + seed + ", kill " + kill;
                assertThat(acknowledged)
                        .as(where)
                        .allSatisfy(
                                head -> assertThat(journal.hashAt(head.seq())).contains(head.hashHex()));
                assertThat(journal.verify().differences()).as(where).isEmpty();
            }
        }
    }
}
