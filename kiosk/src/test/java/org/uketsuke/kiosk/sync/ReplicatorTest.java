package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.journal.Line;
import org.uketsuke.kiosk.sync.ReplicaServer.Fault;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/** A real journal, a real socket, and a network that misbehaves: in the end the server has every entry once, in order. */
final class ReplicatorTest {
    private static final Instant DEVICE_TIME = Instant.parse("2026-10-16T00:00:00Z");
    private static final int MANY = 1_203;

    private final List<Long> waits = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private ReplicaServer server;
    private Journal journal;
    private Replicator replicator;

    @BeforeEach
    void openJournal() throws Exception {
        server = new ReplicaServer();
        journal = Journal.open(
                new JournalSettings(folder, List.of(), "machine", "test", 0),
                Clock.fixed(DEVICE_TIME, ZoneOffset.UTC),
                System::nanoTime,
                new SecureRandom());
        replicator = replicator();
    }

    @AfterEach
    void closeAll() throws Exception {
        replicator.close();
        journal.close();
        server.close();
    }

    @Test
    void entryReachesAServerThatIsThere() throws Exception {
        replicator.start();

        note("first");

        awaitReplicated();
        assertThat(replicator.state().online(DEVICE_TIME)).isTrue();
        assertThat(replicator.state().lastContactAt()).contains(DEVICE_TIME);
    }

    @Test
    void entryReachesTheServerThoughMemoryRanOutOnce() throws Exception {
        AtomicBoolean scarce = new AtomicBoolean(true);
        replicator = replicator(message -> {
            if (scarce.getAndSet(false)) {
                throw new OutOfMemoryError("played");
            }
            return new byte[64];
        });
        replicator.start();

        note("first");

        awaitReplicated();
    }

    @Test
    void whatGatheredOfflineIsSentInBatches() throws Exception {
        for (int i = 0; i < MANY; i++) {
            note("offline " + i);
        }

        replicator.start();

        awaitReplicated();
        assertThat(server.pushSizes()).hasSizeLessThanOrEqualTo(5).allMatch(size -> size <= Messages.PUSH_ENTRIES_MAX);
    }

    @Test
    void lostRequestsLostAnswersAndABusyServerChangeNothingInTheEnd() throws Exception {
        storm(new Random().nextLong());
    }

    /** The faults of a run that waited for real once, and longer than the test did. */
    @Test
    void stormOfManyFailuresInARowChangesNothingInTheEnd() throws Exception {
        storm(-7876883009973722856L);
    }

    private void storm(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            server.fault(Fault.values()[random.nextInt(Fault.values().length)]);
        }
        replicator.start();

        for (int i = 0; i < 50; i++) {
            note("storm " + i);
        }

        await("seed " + seed).atMost(Duration.ofSeconds(60)).untilAsserted(this::assertReplicated);
    }

    @Test
    void serverRestoredFromAnOlderBackupGetsItsTailAgain() throws Exception {
        replicator.start();
        for (int i = 0; i < 20; i++) {
            note("before " + i);
        }
        awaitReplicated();

        server.forgetAfter(7);
        note("after the restore");

        awaitReplicated();
    }

    @Test
    void otherHistoryUnderTheSameIdBeginsANewJournalThatCarriesEverythingOver() throws Exception {
        replicator.start();
        note("kept");
        note("disputed");
        awaitReplicated();
        String before = journal.id();

        server.rewriteLast("{\"written\":\"by a clone\"}");
        note("after the fork");

        await().atMost(Duration.ofSeconds(30)).until(() -> !journal.id().equals(before));
        awaitReplicated();
        List<JournalEntry> entries = server.entries().stream()
                .map(text -> Wire.read(text, JournalEntry.class))
                .toList();
        assertThat(entries.get(0).event())
                .isInstanceOfSatisfying(
                        JournalEvent.Opened.class,
                        opened -> assertThat(opened.continues()).contains(before));
        assertThat(entries)
                .extracting(JournalEntry::event)
                .contains(
                        new JournalEvent.Note("kept", Optional.empty()),
                        new JournalEvent.Note("disputed", Optional.empty()),
                        new JournalEvent.Note("after the fork", Optional.empty()));
    }

    @Test
    void journalThatTheServerKnowsAsAnotherKiosksGoesOnInANewOne() throws Exception {
        note("recorded before the folder was enrolled anew");
        String before = journal.id();
        server.refuseAsForeign(before);

        replicator.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> !journal.id().equals(before));
        awaitReplicated();
        assertThat(server.entries()).anyMatch(text -> text.contains("recorded before the folder was enrolled anew"));
    }

    @Test
    void whatTheServerCallsSafeInAnotherHistoryIsCarriedOverAllTheSame() throws Exception {
        replicator.start();
        note("kept");
        note("disputed");
        awaitReplicated();
        String before = journal.id();

        server.setSafe(2);
        server.rewriteLast("{\"written\":\"by a clone\"}");
        note("after the fork");

        await().atMost(Duration.ofSeconds(30)).until(() -> !journal.id().equals(before));
        awaitReplicated();
        assertThat(server.entries())
                .anyMatch(text -> text.contains("kept"))
                .anyMatch(text -> text.contains("disputed"))
                .anyMatch(text -> text.contains("after the fork"));
    }

    @Test
    void wrongClockIsLearntAndJournaledBeforeTheOldEntriesAreSent() throws Exception {
        server.setTime(DEVICE_TIME.plus(Duration.ofHours(9)));
        note("written nine hours slow");

        replicator.start();

        awaitReplicated();
        await().until(() -> server.entries().stream()
                .map(text -> Wire.read(text, JournalEntry.class).event())
                .anyMatch(event -> event instanceof JournalEvent.Clock learnt
                        && Math.abs(learnt.offsetMillis() - Duration.ofHours(9).toMillis()) < 4_000));
    }

    @Test
    void refusalIsToldAsOneAndAnAbsentServerIsNot() throws Exception {
        server.refuseAll("/problems/unknown-kiosk", 401);
        replicator.start();

        await().until(() -> replicator.state().trouble().equals(Optional.of(SyncTrouble.NOT_ENROLLED)));
        assertThat(replicator.state().online(DEVICE_TIME)).isFalse();

        server.close();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replicator.state().trouble().equals(Optional.of(SyncTrouble.UNREACHABLE)));
    }

    @Test
    void serverThatCallsEveryJournalAForkGetsAFewAndNoMore() throws Exception {
        server.alwaysFork();
        note("first");

        replicator.start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> replicator.state().trouble().equals(Optional.of(SyncTrouble.OTHER_HISTORY)));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("journal-[0-9a-f]{32}\\.db")))
                    .hasSize(3);
        }
    }

    @Test
    void serverThatTakesNothingIsNotFloodedWithPushes() throws Exception {
        server.takeNothing();
        note("first");

        replicator.start();

        await().until(() -> server.pushSizes().size() >= 3);
        assertThat(waits).hasSizeGreaterThanOrEqualTo(2);
        assertThat(replicator.state().received()).isZero();
    }

    @Test
    void whatCameInLastIsSentBeforeTheEnd() throws Exception {
        replicator.start();
        note("first");
        awaitReplicated();

        note("last");
        replicator.finish(Duration.ofSeconds(30));

        assertThat(server.entries()).anyMatch(text -> text.contains("last"));
    }

    @Test
    void busyServerIsToldAsOne() throws Exception {
        server.stayBusy();
        note("first");

        replicator.start();

        await().until(() -> replicator.state().trouble().equals(Optional.of(SyncTrouble.BUSY)));
    }

    @Test
    void absentServerIsToldAndCostsTheJournalNothing() throws Exception {
        server.close();
        replicator.start();

        note("nobody there");

        await().until(() -> replicator.state().trouble().equals(Optional.of(SyncTrouble.UNREACHABLE)));
        assertThat(replicator.state().online(DEVICE_TIME)).isFalse();
        assertThat(journal.after(0, 10, 1 << 20))
                .extracting(Line::text)
                .anyMatch(text -> text.contains("nobody there"));
    }

    private Replicator replicator() {
        return replicator(message -> new byte[64]);
    }

    private Replicator replicator(Signer signer) {
        ServerClient client = new ServerClient(
                ServerClient.settings().build(),
                server.url(),
                "k-1",
                message -> new byte[64],
                Clock.fixed(DEVICE_TIME, ZoneOffset.UTC),
                System::nanoTime);
        return new Replicator(
                journal,
                client,
                signer,
                Clock.fixed(DEVICE_TIME, ZoneOffset.UTC),
                System::nanoTime,
                new Backoff(shortest()));
    }

    /** Notes every wait that is drawn from it and draws the shortest, so that no test waits for a wait to be over. */
    private RandomGenerator shortest() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                waits.add(bound);
                return 0;
            }
        };
    }

    private void note(String text) throws Exception {
        assertThat(journal.append(new JournalEvent.Note(text, Optional.empty())).hashHex())
                .hasSize(64);
    }

    private void awaitReplicated() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(this::assertReplicated);
    }

    private void assertReplicated() {
        assertThat(server.journal()).isEqualTo(journal.id());
        assertThat(server.entries())
                .isEqualTo(journal.after(0, Integer.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .map(Line::text)
                        .toList());
        assertThat(replicator.state().received()).isEqualTo(journal.head().seq());
    }
}
