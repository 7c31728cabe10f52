package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.roster.BoothLock;
import org.uketsuke.kiosk.roster.RosterKeyFile;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.Wire;

final class RosterPullTest {
    private static final Instant NOW = Instant.parse("2026-10-16T00:00:00Z");

    private final MockWebServer server = new MockWebServer();
    private final SecureRandom random = new SecureRandom();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile ServerMark mark = new ServerMark(NOW, "first life");
    private volatile Optional<MockResponse> refusal = Optional.empty();

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        SampleRoster roster = SampleRoster.make(folder.resolve("sample.db"), 10, 1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return refusal.orElseGet(() -> answer(request, roster));
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void changesAreAskedForWithinAnEpochAndEverythingInAnother() {
        RosterVault vault = vault();
        RosterPull pull = pull(vault);
        assertThat(pull.pull()).isTrue();
        assertThat(vault.version()).isEqualTo(1);
        assertThat(pull.pull()).isTrue();

        mark = new ServerMark(NOW, "restored from a backup");
        assertThat(pull(vault()).pull()).isTrue();

        assertThat(asked).containsExactly("0", "1", "0");
    }

    @Test
    void busyServersWishIsTheLeastWait() {
        refusal = Optional.of(new MockResponse(503, Headers.of("Retry-After", "60"), ""));

        assertThat(pull(vault()).pullAndWait()).isGreaterThan(Duration.ofSeconds(60));
    }

    @Test
    void revokedKioskIsToldUntilTheServerGivesItItsAssignmentAgain() {
        RosterPull pull = pull(vault());
        refusal = Optional.of(new MockResponse(
                401,
                Headers.of("Content-Type", "application/problem+json"),
                Wire.write(new Problem("/problems/revoked-kiosk", "This kiosk was revoked", 401, "Ask the office."))));

        assertThat(pull.pull()).isFalse();
        assertThat(pull.refusal()).contains(SyncTrouble.REVOKED);

        refusal = Optional.of(new MockResponse(503, Headers.of(), ""));
        assertThat(pull.pull()).isFalse();
        assertThat(pull.refusal()).as("a busy server takes nothing back").contains(SyncTrouble.REVOKED);

        refusal = Optional.empty();
        assertThat(pull.pull()).isTrue();
        assertThat(pull.refusal()).isEmpty();
    }

    @Test
    void missingFileIsNoMatterOfTheKioskItself() {
        RosterPull pull = pull(vault());
        refusal = Optional.of(new MockResponse(404, Headers.of(), ""));

        assertThat(pull.pull()).isFalse();

        assertThat(pull.refusal()).isEmpty();
    }

    @Test
    void aLockedBoothHearsItsAssignmentAndIsGivenNoRoster() {
        RosterVault locked = lockedVault();
        List<Assignment> heard = new CopyOnWriteArrayList<>();

        assertThat(pull(locked, heard::add).pull()).isTrue();

        assertThat(heard).containsExactly(assignment());
        assertThat(asked).isEmpty();
        assertThat(locked.current()).isEmpty();
    }

    @Test
    void anOpenedBoothPullsItsRosterAtOnce() {
        BoothKey key = BoothKey.make(random);
        BoothLock lock = lock(key);
        RosterVault vault = vault(lock);
        CountDownLatch firstRound = new CountDownLatch(1);
        try (RosterPull pull = pull(vault, heard -> firstRound.countDown())) {
            pull.start();
            await().until(() -> firstRound.getCount() == 0);

            assertThat(lock.open(key)).isEqualTo(BoothLock.Answer.OPENED);
            vault.unlock();
            pull.pullNow();

            await().atMost(Duration.ofSeconds(10)).until(() -> vault.version() == 1);
        }
    }

    private RosterVault lockedVault() {
        return vault(lock(BoothKey.make(random)));
    }

    private BoothLock lock(BoothKey key) {
        return new BoothLock(
                SampleRoster.MEETING,
                Optional.of(key.check(SampleRoster.MEETING)),
                new RosterKeyFile(folder.resolve("roster.key"), random));
    }

    private RosterVault vault(BoothLock lock) {
        return new RosterVault(
                folder, SampleRoster.MEETING, SampleRoster.serverKey(), Ed25519.check(), lock, random, fault -> {});
    }

    @Test
    void aRoundThatRunsOutOfMemoryIsFollowedByAnother() {
        RosterVault vault = vault();
        AtomicBoolean scarce = new AtomicBoolean(true);
        RosterPull pull = pull(vault, heard -> {
            if (scarce.getAndSet(false)) {
                throw new OutOfMemoryError("played");
            }
        });

        assertThat(pull.pullAndWait()).isPositive();
        assertThat(pull.pullAndWait()).isPositive();

        assertThat(vault.version()).isEqualTo(1);
    }

    @Test
    void anAssignmentThatCannotBeKeptDoesNotKeepTheRosterAway() {
        RosterVault vault = vault();

        boolean pulled = pull(vault, heard -> {
                    throw new UncheckedIOException(new IOException("played: no space left"));
                })
                .pull();

        assertThat(pulled).isTrue();
        assertThat(vault.version()).isEqualTo(1);
    }

    private MockResponse answer(RecordedRequest request, SampleRoster roster) {
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/assignment")) {
            return json(Wire.write(new AssignmentAnswer(assignment(), mark)));
        }
        if (path.endsWith("/roster")) {
            String after = String.valueOf(request.getUrl().queryParameter("after"));
            asked.add(after);
            RosterAnswer answer = after.equals("1")
                    ? new RosterAnswer(RosterAnswer.Form.CURRENT, 1, Optional.empty(), Optional.empty(), mark)
                    : new RosterAnswer(
                            RosterAnswer.Form.SNAPSHOT, 1, Optional.of(roster.manifest()), Optional.empty(), mark);
            return json(Wire.write(answer));
        }
        return new MockResponse.Builder()
                .body(new Buffer().write(roster.bytes()))
                .build();
    }

    private static MockResponse json(String body) {
        return new MockResponse(200, Headers.of("Content-Type", "application/json"), body);
    }

    private RosterPull pull(RosterVault vault) {
        return pull(vault, heard -> {});
    }

    private RosterPull pull(RosterVault vault, Consumer<Assignment> onAssignment) {
        ServerClient client = new ServerClient(
                ServerClient.settings().build(),
                server.url("/"),
                "k-1",
                message -> new byte[64],
                Clock.systemUTC(),
                System::nanoTime);
        return new RosterPull(vault, client, new Backoff(new Random(1)), onAssignment);
    }

    private RosterVault vault() {
        return SampleRoster.vault(folder, random);
    }

    private static Assignment assignment() {
        Text name = new Text("見本", "Sample");
        LocalDate day = LocalDate.parse("2026-10-16");
        MeetingFacts meeting = new MeetingFacts(
                SampleRoster.MEETING, name, "annual", Optional.empty(), day, day, day, "東京", "Asia/Tokyo");
        return new Assignment(
                "sample", 1, name, meeting, "A", NOW, NOW.plusSeconds(3600), Optional.empty(), Optional.empty());
    }
}
