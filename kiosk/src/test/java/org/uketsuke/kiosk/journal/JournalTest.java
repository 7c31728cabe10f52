package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Wire;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void entriesAreNumberedStampedAndChained() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            Recorded first = journal.append(note("one"));
            Recorded second = journal.append(note("two"));

            List<Line> lines = journal.after(0, 10, 10_000);
            assertThat(lines).extracting(Line::seq).containsExactly(1L, 2L);
            assertThat(Wire.read(lines.get(0).text(), JournalEntry.class)).isEqualTo(first.entry());
            assertThat(first.entry().at()).isEqualTo(TestJournal.AT);
            byte[] hash = JournalChain.next(
                    JournalChain.first(journal.id()), lines.get(0).text());
            assertThat(lines.get(0).hashHex()).isEqualTo(HexFormat.of().formatHex(hash));
            String next = HexFormat.of()
                    .formatHex(JournalChain.next(hash, lines.get(1).text()));
            assertThat(second.hashHex()).isEqualTo(next);
            assertThat(journal.head()).isEqualTo(new Head(2, next));
        }
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws Exception {
        String id;
        Head head;
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("before"));
            id = journal.id();
            head = journal.head();
        }

        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.head()).isEqualTo(head);
            Recorded after = journal.append(note("after"));
            assertThat(after.entry().seq()).isEqualTo(2);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void everyRunHasAnIdOfItsOwn() throws Exception {
        String first;
        try (Journal journal = TestJournal.open(folder)) {
            first = journal.append(note("a")).entry().run();
        }

        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.append(note("b")).entry().run())
                    .matches("[0-9a-f]{16}")
                    .isNotEqualTo(first);
            assertThat(journal.deviceTime().run()).isNotEqualTo(first);
        }
    }

    @Test
    void aBatchKeepsToBothLimitsButBringsAtLeastOne() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            for (int i = 0; i < 10; i++) {
                journal.append(note("entry " + i));
            }
            int bytes = journal.after(0, 1, 10_000).get(0).text().length();

            assertThat(journal.after(0, 4, 1_000_000)).hasSize(4);
            assertThat(journal.after(0, 10, 3 * bytes)).hasSize(3);
            assertThat(journal.after(0, 10, 1)).hasSize(1);
            assertThat(journal.after(8, 10, 1_000_000)).extracting(Line::seq).containsExactly(9L, 10L);
            assertThat(journal.after(10, 10, 1_000_000)).isEmpty();
        }
    }

    @Test
    void hashesAndTimesAreFoundBySeq() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            Recorded one = journal.append(note("one"));

            assertThat(journal.hashAt(0)).contains(HexFormat.of().formatHex(JournalChain.first(journal.id())));
            assertThat(journal.hashAt(1)).contains(one.hashHex());
            assertThat(journal.hashAt(2)).isEmpty();
            assertThat(journal.atOf(1)).contains(TestJournal.AT);
            assertThat(journal.atOf(2)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE journal SET entry = 'x' WHERE seq = 1",
                "DELETE FROM journal WHERE seq = 1",
                "DELETE FROM journal",
                "INSERT OR REPLACE INTO journal VALUES (1, 'x', x'00')"
            })
    void nothingIsChangedOrDeleted(String sql) throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("stays"));
        }

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = other.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining("append-only");
        }
    }

    @Test
    void theSealCountsAllBeforeIt() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            Recorded last = journal.append(note("last"));

            Recorded seal = journal.seal();

            assertThat(seal.entry().event()).isEqualTo(new JournalEvent.Closed(1, last.hashHex()));
        }
    }

    @Test
    void laterEntriesCarryTheOffsetAndItsAge() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Journal journal = Journal.open(
                TestJournal.settings(folder),
                Clock.fixed(TestJournal.AT, ZoneOffset.UTC),
                nanos::get,
                new SecureRandom())) {
            assertThat(journal.append(note("before")).entry().offset()).isEmpty();

            journal.learnOffset(-32_400_000, 20);
            nanos.addAndGet(5_000_000_000L);

            JournalEntry entry = journal.append(note("after")).entry();
            assertThat(entry.offset()).contains(new ClockOffset(-32_400_000, 20, 5_000));
            assertThat(entry.upMillis()).isEqualTo(5_000);
        }
    }

    @Test
    void whenAnEntryOfThisRunWasRecordedIsKnownWithoutTheDisk() throws Exception {
        Journal journal = TestJournal.open(folder);
        journal.append(note("one"));
        journal.close();

        assertThat(journal.atOf(1)).contains(TestJournal.AT);
        assertThat(journal.atOf(2)).isEmpty();
    }

    @Test
    void onlyNewsOfTheClockAreTold() {
        try (Journal journal = TestJournal.open(folder)) {
            journal.learnOffset(100, 10);
            journal.learnOffset(900, 10);
            journal.learnOffset(1_101, 10);

            List<JournalEvent> told = new ArrayList<>();
            journal.forEach(0, entry -> told.add(entry.event()));
            assertThat(told).containsExactly(new JournalEvent.Clock(100, 10), new JournalEvent.Clock(1_101, 10));
        }
    }

    @Test
    void listenersHearOfEveryCommit() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            AtomicInteger heard = new AtomicInteger();
            journal.onAppend(heard::incrementAndGet);

            journal.append(note("a"));
            journal.append(note("b"));

            assertThat(heard).hasValue(2);
        }
    }

    @Test
    void manyThreadsAppendWithoutGaps() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(writer -> new Thread(() -> {
                        for (int i = 0; i < 100; i++) {
                            try {
                                journal.append(note(writer + "/" + i));
                            } catch (NotRecorded e) {
                                throw new AssertionError(e);
                            }
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(journal.head().seq()).isEqualTo(400);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void aSecondProcessOnTheSameFolderIsTurnedAway() {
        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.head().seq()).isZero();
            assertThatThrownBy(() -> TestJournal.open(folder))
                    .isInstanceOf(JournalInUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("Stop it first");
        }
    }

    @Test
    void anotherMachineBeginsAJournalOfItsOwnAndBringsEverything() throws Exception {
        String oldId;
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("on the first machine"));
            oldId = journal.id();
        }

        try (Journal journal = TestJournal.open(new JournalSettings(folder, List.of(), "machine-2", "test", 0))) {
            assertThat(journal.id()).isNotEqualTo(oldId);
            List<JournalEntry> entries = new ArrayList<>();
            journal.forEach(0, entries::add);
            assertThat(entries.get(0).event())
                    .isEqualTo(new JournalEvent.Opened("", "", Optional.empty(), "test", Optional.of(oldId)));
            assertThat(entries.get(1).event()).isEqualTo(note("on the first machine"));
            assertThat(entries.get(1).origin()).contains(new JournalEntry.Origin(oldId, 1));
            assertThat(folder.resolve("journal-" + oldId + ".db")).exists();
            assertThat(journal.verify().differences()).isEmpty();
        }
    }
}
