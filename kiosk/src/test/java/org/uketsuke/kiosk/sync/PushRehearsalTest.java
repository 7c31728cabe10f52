package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Signer;

/** Pushes are made ready over and over, and none is sent. */
final class PushRehearsalTest {
    private final AtomicInteger signatures = new AtomicInteger();
    private final Signer signer = message -> {
        signatures.incrementAndGet();
        return new byte[64];
    };

    @TempDir
    Path folder;

    private ReplicaServer server;
    private Journal journal;
    private PushRehearsal rehearsal;

    @BeforeEach
    void open() throws Exception {
        server = new ReplicaServer();
        journal = Journal.open(
                new JournalSettings(folder, List.of(), "machine", "test", 0),
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom());
        ServerClient client = new ServerClient(
                ServerClient.settings().build(), server.url(), "k1", signer, Clock.systemUTC(), System::nanoTime);
        Replicator replicator = new Replicator(
                journal, client, signer, Clock.systemUTC(), System::nanoTime, new Backoff(new SecureRandom()));
        rehearsal = new PushRehearsal(journal, replicator, client);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
        server.close();
    }

    @Test
    void pushesAreSignedAndNotSent() throws Exception {
        for (int i = 0; i < 3; i++) {
            journal.append(new JournalEvent.Note("note", Optional.empty()));
        }
        long end = journal.head().seq();

        rehearsal.run();

        assertThat(signatures).hasValueGreaterThan(10);
        assertThat(server.requests()).isZero();
        assertThat(journal.head().seq()).isEqualTo(end);
    }

    @Test
    void endsWhenTheKioskDoes() throws Exception {
        journal.append(new JournalEvent.Note("note", Optional.empty()));
        Thread.currentThread().interrupt();

        rehearsal.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(signatures).hasValue(0);
    }
}
