package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;

class StartAnewTest {
    @TempDir
    Path folder;

    @Test
    void theNewJournalContinuesTheOldOneFromTheSafePoint() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(new JournalEvent.Opened("m1", "A", Optional.of(7L), "old software", Optional.empty()));
            journal.append(note("safe"));
            JournalEntry unsafe = journal.append(note("not safe")).entry();
            String oldId = journal.id();

            Journal anew = journal.startAnew(2);

            List<JournalEntry> entries = entries(anew);
            assertThat(anew.id()).isNotEqualTo(oldId);
            assertThat(entries).hasSize(2);
            assertThat(entries.get(0).event())
                    .isEqualTo(new JournalEvent.Opened("m1", "A", Optional.of(7L), "test", Optional.of(oldId)));
            JournalEntry carried = entries.get(1);
            assertThat(carried.origin()).contains(new Origin(oldId, 3));
            assertThat(carried)
                    .isEqualTo(new JournalEntry(
                            2,
                            unsafe.at(),
                            unsafe.upMillis(),
                            unsafe.run(),
                            unsafe.offset(),
                            Optional.of(new Origin(oldId, 3)),
                            unsafe.event()));
            assertThat(anew.verify().differences()).isEmpty();
            assertThat(anew.append(note("next")).entry().seq()).isEqualTo(3);
        }
        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.head().seq()).isEqualTo(3);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void theOldJournalIsKeptWhole() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("one"));
            String oldId = journal.id();
            Head oldHead = journal.head();

            journal.startAnew(1);

            try (JournalReader old = JournalReader.openFile(folder.resolve("journal-" + oldId + ".db"))) {
                assertThat(old.head()).isEqualTo(oldHead);
                assertThat(old.verify(List.of()).differences()).isEmpty();
            }
        }
    }

    @Test
    void anEntryThatIsPointedAtComesAlong() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("an early tap"));
            journal.append(note("something else"));
            journal.append(new JournalEvent.Voided(1, "staff", "wrong"));
            String oldId = journal.id();

            journal.startAnew(2);

            List<JournalEntry> entries = entries(journal);
            assertThat(entries).hasSize(3);
            assertThat(entries.get(1).origin()).contains(new Origin(oldId, 1));
            assertThat(entries.get(2).event()).isEqualTo(new JournalEvent.Voided(2, "staff", "wrong"));
        }
    }

    @Test
    void whatStaffRegisteredAtARoomsDoorKeepsItsRoomSessionAndWay() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("an early tap"));
            journal.append(note("something else"));
            journal.append(byHand(1));

            journal.startAnew(2);

            assertThat(entries(journal).get(2).event()).isEqualTo(byHand(2));
        }
    }

    private static JournalEvent byHand(long rescues) {
        return new JournalEvent.Manual(
                "m1",
                Optional.of("s1"),
                Direction.OUT,
                Optional.of("A"),
                "alice",
                "staff-1",
                "forgotten-card",
                List.of("photo-id"),
                Optional.of(rescues));
    }

    @Test
    void anEntryCarriedTwiceKeepsItsFirstPlace() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("travels"));
            String firstId = journal.id();

            journal.startAnew(0).startAnew(0);

            assertThat(entries(journal))
                    .filteredOn(entry -> entry.event().equals(note("travels")))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.origin()).contains(new Origin(firstId, 1)));
        }
    }

    @Test
    @Timeout(60)
    void aTapNeedNotWaitUntilTheNewJournalIsBuilt() throws Exception {
        CountDownLatch building = new CountDownLatch(1);
        CountDownLatch tapped = new CountDownLatch(1);
        Thread[] anew = new Thread[1];
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                if (Thread.currentThread() == anew[0]) {
                    building.countDown();
                    awaitQuietly(tapped);
                }
                return TestJournal.AT;
            }
        };
        try (Journal journal = TestJournal.open(folder, clock, () -> 0L)) {
            journal.append(note("before"));
            anew[0] = new Thread(() -> journal.startAnew(0));
            anew[0].start();
            building.await();

            journal.append(note("meanwhile"));
            tapped.countDown();
            anew[0].join();

            assertThat(entries(journal))
                    .extracting(JournalEntry::event)
                    .filteredOn(JournalEvent.Note.class::isInstance)
                    .containsExactly(note("before"), note("meanwhile"));
            assertThat(journal.succession().orElseThrow().newSeqs())
                    .containsEntry(1L, 2L)
                    .containsEntry(2L, 3L);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void anExchangeThatFailsKeepsNobodyWaitingAndGoesOnOnceItsCauseIsGone() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            Recorded before = journal.append(note("before"));
            Path inTheWay =
                    Files.createDirectories(folder.resolve("journal.db.next").resolve("something"));

            assertThatThrownBy(() -> journal.startAnew(0)).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> journal.append(note("refused"))).isInstanceOf(NotRecorded.class);
            assertThat(journal.health().lastWriteFailed()).isTrue();
            assertThatThrownBy(() -> journal.after(0, 10, 100_000)).isInstanceOf(UncheckedIOException.class);

            Files.delete(inTheWay);
            Files.delete(inTheWay.getParent());

            assertThat(journal.append(note("after")).journal()).isEqualTo(before.journal());
            assertThat(entries(journal)).extracting(JournalEntry::event).containsExactly(note("before"), note("after"));
            assertThat(journal.verify().differences()).isEmpty();
            journal.startAnew(0);
            assertThat(journal.id()).isNotEqualTo(before.journal());
        }
    }

    @Test
    @Timeout(60)
    void whoSeesTheNewJournalAlreadyKnowsHowItFollowedTheOld() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            for (int i = 0; i < 300; i++) {
                journal.append(note("before " + i));
            }
            String firstId = journal.id();
            AtomicBoolean stop = new AtomicBoolean();
            List<String> unknown = new CopyOnWriteArrayList<>();
            Thread watcher = new Thread(() -> {
                while (!stop.get()) {
                    String id = journal.id();
                    boolean known = id.equals(firstId)
                            || journal.succession()
                                    .filter(last ->
                                            last.to().equals(id) || last.from().equals(id))
                                    .isPresent();
                    if (!known && id.equals(journal.id())) {
                        unknown.add(id);
                    }
                }
            });
            watcher.start();

            for (int i = 0; i < 20; i++) {
                journal.startAnew(0);
            }
            stop.set(true);
            watcher.join();

            assertThat(unknown).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tapsThatComeMeanwhileWaitAndGoIntoTheNewJournal() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch started = new CountDownLatch(20);
            List<String> appended = new ArrayList<>();
            Thread taps = new Thread(() -> {
                for (int i = 0; !stop.get(); i++) {
                    try {
                        journal.append(note("tap " + i));
                        appended.add("tap " + i);
                        started.countDown();
                    } catch (NotRecorded e) {
                        throw new AssertionError(e);
                    }
                }
            });
            taps.start();
            started.await();

            for (int i = 0; i < 3; i++) {
                journal.startAnew(0);
                assertThat(journal.after(0, 10, 100_000)).isNotEmpty();
            }
            stop.set(true);
            taps.join();

            List<String> texts = entries(journal).stream()
                    .map(JournalEntry::event)
                    .filter(JournalEvent.Note.class::isInstance)
                    .map(event -> ((JournalEvent.Note) event).text())
                    .toList();
            assertThat(texts).containsExactlyElementsOf(appended);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void aPowerCutBetweenTheTwoRenamesIsMended() throws Exception {
        String id;
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("one"));
            id = journal.id();
        }
        Files.move(folder.resolve("journal.db"), folder.resolve("journal.db.next"));

        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.head().seq()).isEqualTo(1);
        }
    }

    @Test
    void aPowerCutBeforeTheRenamesLeavesTheOldJournalInUse() throws Exception {
        String id;
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("one"));
            id = journal.id();
        }
        JournalStore.create(folder.resolve("journal.db.next"), "0".repeat(32), "machine-1");
        JournalStore.create(folder.resolve("journal.db.part"), "1".repeat(32), "machine-1");

        try (Journal journal = TestJournal.open(folder)) {
            assertThat(journal.id()).isEqualTo(id);
        }
        assertThat(folder.resolve("journal.db.next")).doesNotExist();
        assertThat(folder.resolve("journal.db.part")).doesNotExist();
    }

    private static List<JournalEntry> entries(Journal journal) {
        List<JournalEntry> entries = new ArrayList<>();
        journal.forEach(0, entries::add);
        return entries;
    }
}
