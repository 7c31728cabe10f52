package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalStoreTest {
    @TempDir
    Path folder;

    @Test
    void everyConnectionThatWritesAsksForTheMediumItselfOnEverySystem() throws Exception {
        Path file = folder.resolve("journal.db");
        JournalStore.create(file, "0".repeat(32), "machine-1");

        try (JournalStore store = JournalStore.open(file)) {
            assertThat(store.durability())
                    .isEqualTo(Map.of(
                            "journal_mode", "wal", "synchronous", "2", "fullfsync", "1", "checkpoint_fullfsync", "1"));
        }
    }
}
