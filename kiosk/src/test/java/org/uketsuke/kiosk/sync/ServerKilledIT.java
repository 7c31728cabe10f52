package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.story.Office;
import org.uketsuke.kiosk.story.Program;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;

/**
 * The server dies without warning, again and again, while a kiosk pushes: between commit and answer, too. What the kiosk
 * recorded is there in the end, once, and the books are right.
 */
final class ServerKilledIT {
    private static final int KILLS = 5;
    private static final int TAPS_PER_KILL = 400;

    @TempDir
    Path folder;

    @Test
    void everyEntryIsThereOnceAfterTheServerWasKilledAgainAndAgain() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Office office = new Office(folder);
        office.prepare();
        Program server = office.serve(0);
        String address = server.awaitPrinted("office: (\\S+)");
        Path data = folder.resolve("kiosk");
        assertThat(Program.run(
                        Program.kiosk("enrol", "--server", address, "--code", office.kioskCode(), "--data", data)))
                .contains("Enrolled");
        Enrolment enrolment = Enrolment.read(data).orElseThrow();
        KioskKey key = KioskKey.of(data, new SecureRandom());
        try (Journal journal = Journal.open(
                        new JournalSettings(data, List.of(), "machine", "test", 0),
                        Clock.systemUTC(),
                        System::nanoTime,
                        new SecureRandom());
                Replicator replicator = replicator(enrolment, key, journal)) {
            replicator.start();
            for (int kill = 0; kill < KILLS; kill++) {
                int before = random.nextInt(TAPS_PER_KILL);
                for (int tap = 0; tap < TAPS_PER_KILL; tap++) {
                    if (tap == before) {
                        server.kill();
                    }
                    assertThat(journal.append(unknownCard(random)).hashHex()).hasSize(64);
                }
                server = office.serve(URI.create(address).getPort());
                assertThat(server.awaitPrinted("(ready)")).isEqualTo("ready");
            }
            await("everything received, seed " + seed)
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> replicator.state().received() == journal.head().seq());
        }
        String exceptions = office.exceptions();
        server.close();

        assertThat(exceptions
                        .lines()
                        .filter(line -> line.contains("UNKNOWN_TOKEN"))
                        .count())
                .as("one exception for each unknown card, seed %d", seed)
                .isEqualTo(KILLS * TAPS_PER_KILL);
        assertThat(office.verify()).isNotBlank();
    }

    private static Replicator replicator(Enrolment enrolment, KioskKey key, Journal journal) {
        ServerClient client = new ServerClient(
                ServerClient.settings().build(),
                HttpUrl.get(enrolment.server()),
                enrolment.kiosk(),
                key.signer(),
                Clock.systemUTC(),
                System::nanoTime);
        return new Replicator(
                journal, client, key.signer(), Clock.systemUTC(), System::nanoTime, new Backoff(new Random(1)));
    }

    private static JournalEvent unknownCard(Random random) {
        String token = "%016x%016x%016x%016x"
                .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return new JournalEvent.Scan(
                Office.MEETING,
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Outcome.UNKNOWN_CARD,
                Optional.empty(),
                Optional.empty(),
                "acs-acr122u");
    }
}
