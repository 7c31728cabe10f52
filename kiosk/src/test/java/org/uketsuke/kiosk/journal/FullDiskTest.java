package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.rig.SmallDisk;
import org.uketsuke.protocol.JournalEvent;

/** On a real file system of 4 MB in memory that runs full; mounting it needs root. */
class FullDiskTest {
    private static final long BALLAST_BYTES = 1 << 20;

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mounted(folder, 4);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void theBallastIsFreedAndTheTapStillRecorded() throws Exception {
        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            disk.fill();
            assertThat(disk.resolve("ballast")).exists();

            Head before = journal.head();
            Recorded recorded = appendUntil(() -> Files.notExists(disk.resolve("ballast")), journal);

            assertThat(recorded.entry().seq()).isGreaterThan(before.seq());
            assertThat(journal.head().seq()).isEqualTo(recorded.entry().seq());
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void withoutRoomNothingIsRecordedNorLostAndItGoesOnOnceThereIsRoom() throws Exception {
        try (Journal journal = TestJournal.open(settings(0))) {
            Path filler = disk.fill();
            NotRecorded refused = untilRefused(journal);
            Head head = journal.head();

            assertThat(refused).hasMessageContaining(disk.path().toString()).hasMessageContaining("Make room");
            assertThatThrownBy(() -> journal.append(note("x".repeat(10_000)))).isInstanceOf(NotRecorded.class);
            assertThat(journal.head()).isEqualTo(head);

            Files.delete(filler);

            assertThat(journal.append(note("room again")).entry().seq()).isEqualTo(head.seq() + 1);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void thatTheBallastWasFreedIsOnRecordAndKnown() throws Exception {
        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            disk.fill();
            assertThat(journal.health()).isEqualTo(new JournalHealth(false, false));

            appendUntil(() -> Files.notExists(disk.resolve("ballast")), journal);

            assertThat(journal.health()).isEqualTo(new JournalHealth(false, true));
            List<String> faults = new ArrayList<>();
            journal.forEach(0, entry -> {
                if (entry.event() instanceof JournalEvent.Fault fault) {
                    faults.add(fault.code());
                }
            });
            assertThat(faults).containsExactly("disk-full");
        }
    }

    @Test
    void thatNothingCanBeRecordedIsKnownUntilItCanBeAgain() throws Exception {
        try (Journal journal = TestJournal.open(settings(0))) {
            Path filler = disk.fill();
            untilRefused(journal);
            assertThat(journal.health().lastWriteFailed()).isTrue();

            Files.delete(filler);

            await().atMost(Duration.ofSeconds(20)).until(() -> !journal.health().lastWriteFailed());
        }
    }

    @Test
    void thatTheBallastIsGoneIsKnownAfterARestartToo() throws Exception {
        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            disk.fill();
            appendUntil(() -> Files.notExists(disk.resolve("ballast")), journal);
        }

        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            assertThat(journal.health()).isEqualTo(new JournalHealth(false, true));
        }
    }

    @Test
    void aFullDiskIsNoReasonNotToStart() throws Exception {
        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            journal.append(note("before"));
        }
        disk.fill();

        try (Journal journal = TestJournal.open(settings(BALLAST_BYTES))) {
            journal.append(note("after"));
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    @Timeout(120)
    void howeverLittleRoomThereIsForANewJournalNothingIsLost() throws Exception {
        int entries = 0;
        while (entries < 1_000) {
            entries += appendHundredAndClose();
        }
        long sizeBytes = Files.size(disk.resolve("journal.db"));
        for (int eighths = 0; eighths <= 24; eighths++) {
            try (Journal journal = TestJournal.open(settings(0))) {
                journal.append(note("tap"));
                Path filler = disk.leave(sizeBytes * eighths / 8);
                String outcome = outcomeOfStartAnew(journal);
                Files.delete(filler);

                journal.append(note("after"));
                entries += 2;

                List<JournalEvent> held = new ArrayList<>();
                journal.forEach(0, entry -> held.add(entry.event()));
                assertThat(held)
                        .as("with room for %d eighths of the journal: %s", eighths, outcome)
                        .filteredOn(JournalEvent.Note.class::isInstance)
                        .hasSize(entries)
                        .endsWith(note("after"));
                assertThat(journal.verify().differences()).isEmpty();
            }
            deleteKept();
        }
    }

    @Test
    void aFirstJournalThatDoesNotFitIsBegunOnceThereIsRoom() throws Exception {
        for (long pages = 0; pages < 40; pages++) {
            Path data = Files.createDirectory(disk.resolve("data"));
            JournalSettings settings = new JournalSettings(data, List.of(), "machine-1", "test", 0);
            Path filler = disk.leave(pages * 4096);
            try {
                TestJournal.open(settings).close();
            } catch (UncheckedIOException full) {
                assertThat(full).hasMessageContaining("disk");
            }
            Files.delete(filler);

            try (Journal journal = TestJournal.open(settings)) {
                journal.append(note("room again"));
                assertThat(journal.verify().differences()).isEmpty();
            }
            deleteAll(data);
        }
    }

    /** In runs of their own: closing plays the WAL in, which would fill the disk before its housekeeper comes round. */
    private int appendHundredAndClose() throws Exception {
        int entries = 100;
        try (Journal journal = TestJournal.open(settings(0))) {
            for (int i = 0; i < entries; i++) {
                journal.append(note(i + " " + "x".repeat(250)));
            }
        }
        return entries;
    }

    private static String outcomeOfStartAnew(Journal journal) {
        try {
            return "went on as " + journal.startAnew(0).id();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private void deleteKept() throws IOException {
        try (Stream<Path> files = Files.list(disk.path())) {
            for (Path file : files.filter(path -> path.getFileName().toString().matches("journal-.*\\.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static void deleteAll(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(data);
    }

    private JournalSettings settings(long ballastBytes) {
        return new JournalSettings(disk.path(), List.of(), "machine-1", "test", ballastBytes);
    }

    private static NotRecorded untilRefused(Journal journal) {
        for (int i = 0; i < 1_000; i++) {
            try {
                journal.append(note("filling " + "x".repeat(2_000)));
            } catch (NotRecorded e) {
                return e;
            }
        }
        throw new AssertionError("the disk never ran full");
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static Recorded appendUntil(Condition condition, Journal journal) throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Recorded recorded = journal.append(note("filling " + "x".repeat(2_000)));
            if (condition.holds()) {
                return recorded;
            }
        }
        throw new AssertionError("the disk never ran full");
    }
}
