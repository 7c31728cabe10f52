package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalDamageTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("journal.db"), "this is somebody's letter, not a database");

        assertRefusedUntouched("does not begin as an SQLite file");
    }

    @Test
    void anEmptyFileIsLeftAlone() throws Exception {
        Files.createFile(folder.resolve("journal.db"));

        assertRefusedUntouched("does not begin as an SQLite file");
    }

    @Test
    void anotherProgramsDatabaseIsLeftAlone() throws Exception {
        sql("CREATE TABLE customer (id INTEGER PRIMARY KEY)");

        assertRefusedUntouched("not a journal of this kiosk");
    }

    @Test
    void aJournalOfALaterFormIsLeftAlone() throws Exception {
        journalWithEntries(3);
        sql("PRAGMA user_version = 2");

        assertRefusedUntouched("has form 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TRIGGER journal_no_update",
                "DROP TRIGGER journal_no_delete",
                "DROP TRIGGER journal_in_order",
                "ALTER TABLE journal ADD COLUMN more TEXT",
                "DELETE FROM meta WHERE key = 'id'"
            })
    void aJournalWithoutItsGuardsIsLeftAlone(String sql) throws Exception {
        journalWithEntries(3);
        sql(sql);

        assertRefusedUntouched("journal");
    }

    @Test
    void anEntryAlteredBehindTheTriggersIsFound() throws Exception {
        journalWithEntries(5);
        String trigger = "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
                + " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END";
        sql(
                "DROP TRIGGER journal_no_update",
                "UPDATE journal SET entry = replace(entry, 'entry 2', 'entry X')",
                trigger);

        assertRefusedUntouched("entry 3 does not fit the hash chain");
    }

    @Test
    void anEntryTakenOutOfTheMiddleIsFound() throws Exception {
        journalWithEntries(5);
        String trigger = "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal"
                + " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END";
        sql("DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq = 3", trigger);

        assertRefusedUntouched("entry 4 follows entry 2");
    }

    @Test
    void aTruncatedFileIsLeftAlone() throws Exception {
        journalWithEntries(200);
        try (FileChannel channel = FileChannel.open(folder.resolve("journal.db"), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertRefusedUntouched("damaged");
    }

    @Test
    void everyFlippedBitInAnEntryIsFound() throws Exception {
        journalWithEntries(50);
        Path file = folder.resolve("journal.db");
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);

        for (int i = 0; i < 20; i++) {
            byte[] flipped = whole.clone();
            int at = random.nextInt("entry 20".length());
            int bit = 1 << random.nextInt(8);
            // A page that was split keeps a dead copy; only a flip in the living one matters, so all are flipped.
            for (int start = text.indexOf("entry 20"); start >= 0; start = text.indexOf("entry 20", start + 1)) {
                flipped[start + at] ^= (byte) bit;
            }
            Files.write(file, flipped);

            assertThatThrownBy(() -> TestJournal.openOrThrow(folder))
                    .as("seed %d, try %d", seed, i)
                    .isInstanceOf(JournalDamaged.class);
            assertThat(Files.readAllBytes(file)).as("seed %d, try %d", seed, i).isEqualTo(flipped);
        }
    }

    @Test
    void damageIsFoundWhileEntriesStillStandInTheWal() throws Exception {
        JournalStore.create(folder.resolve("journal.db"), "0".repeat(32), "machine-1");
        JournalStore left = JournalStore.open(folder.resolve("journal.db"));
        left.append(1, "{\"not\":\"chained\"}", new byte[32]);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : new String[] {"journal.db", "journal.db-wal"}) {
            Files.copy(folder.resolve(name), copy.resolve(name));
        }
        left.close();

        byte[] file = Files.readAllBytes(copy.resolve("journal.db"));
        byte[] wal = Files.readAllBytes(copy.resolve("journal.db-wal"));
        assertThatThrownBy(() -> TestJournal.openOrThrow(copy)).isInstanceOf(JournalDamaged.class);
        assertThat(Files.readAllBytes(copy.resolve("journal.db"))).isEqualTo(file);
        assertThat(Files.readAllBytes(copy.resolve("journal.db-wal"))).isEqualTo(wal);
    }

    @Test
    void onceThePersonMovedItAwayANewJournalBeginsAndTellsOfTheOldOne() throws Exception {
        String oldId = journalWithEntries(5);
        Files.move(folder.resolve("journal.db"), folder.resolve("for-the-office.db"));

        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.id()).isNotEqualTo(oldId);
            assertThat(journal.after(0, 10, 10_000))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text()).contains("journal-lost", oldId, "seq 5"));
            assertThat(journal.verify().differences())
                    .singleElement()
                    .asString()
                    .contains("journal-lost");
        }
    }

    @Test
    void aWalLeftBehindIsNotPlayedIntoANewJournal() throws Exception {
        Files.write(folder.resolve("journal.db-wal"), new byte[] {1, 2, 3});

        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("first"));
            assertThat(journal.verify().differences()).isEmpty();
        }
        assertThat(folder.resolve("journal.db-wal.found1")).hasBinaryContent(new byte[] {1, 2, 3});
    }

    private String journalWithEntries(int entries) throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            for (int i = 0; i < entries; i++) {
                journal.append(note("entry " + i));
            }
            return journal.id();
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void assertRefusedUntouched(String what) throws Exception {
        Path file = folder.resolve("journal.db");
        byte[] before = Files.readAllBytes(file);

        JournalDamaged damaged = catchThrowableOfType(JournalDamaged.class, () -> TestJournal.openOrThrow(folder));

        assertThat(damaged).isNotNull();
        assertThat(damaged.file()).isEqualTo(file);
        assertThat(damaged.what()).containsIgnoringCase(what);
        assertThat(damaged).hasMessageContaining(file.toString()).hasMessageContaining("Nothing was changed");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThatThrownBy(() -> TestJournal.openOrThrow(folder))
                .as("the folder is free again")
                .isInstanceOf(JournalDamaged.class);
    }
}
