package org.uketsuke.kiosk.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SimulatedTime;

/** The beat, and the browser that is restarted; time passes when the test says so. */
@EnabledOnOs(OS.LINUX)
final class VigilTest {
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final PageWatch page = new PageWatch(time.nanoTime());
    private final AtomicInteger restarts = new AtomicInteger();

    private OptionalLong lookedAt = OptionalLong.empty();
    private boolean readersStandStill;
    private boolean journalAnswers = true;
    private boolean screenAnswers = true;
    private ListeningManager manager;
    private Vigil vigil;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        manager = ListeningManager.in(folder);
        Vitals vitals = new Vitals(() -> lookedAt, () -> journalAnswers, () -> screenAnswers, page);
        vigil = Vigil.resting(
                vitals, ServiceManager.of(manager.environment()), restarts::incrementAndGet, time.nanoTime());
    }

    @AfterEach
    void end() {
        manager.close();
    }

    /** A kiosk that lives for a while; whether the manager heard from it meanwhile. */
    private boolean beatsDuring(int seconds) {
        manager.heard();
        for (int second = 0; second < seconds; second++) {
            time.pass(Duration.ofSeconds(1));
            if (!readersStandStill) {
                lookedAt = OptionalLong.of(time.nanoTime().getAsLong());
            }
            vigil.round();
        }
        return manager.heard().contains("WATCHDOG=1");
    }

    @Test
    void whileAllWorksTheManagerHearsOfItFourTimesAsOftenAsItMust() {
        beatsDuring(1);
        for (int second = 0; second < 100; second += 5) {
            assertThat(beatsDuring(5)).isTrue();
        }
    }

    @Test
    void readersThatStandStillStopTheBeat() {
        beatsDuring(10);
        readersStandStill = true;
        beatsDuring(15);

        assertThat(beatsDuring(30)).isFalse();

        readersStandStill = false;
        assertThat(beatsDuring(6)).isTrue();
    }

    @Test
    void readersThatWereNeverLookedAtAreNoReasonToRestart() {
        readersStandStill = true;

        assertThat(beatsDuring(60)).isTrue();
    }

    @Test
    void aJournalOrAScreenThatDoesNotAnswerStopsTheBeat() {
        beatsDuring(10);
        journalAnswers = false;
        assertThat(beatsDuring(20)).isFalse();

        journalAnswers = true;
        screenAnswers = false;
        assertThat(beatsDuring(20)).isFalse();

        screenAnswers = true;
        assertThat(beatsDuring(6)).isTrue();
    }

    @Test
    void aPageThatWasThereAndFellSilentHasItsBrowserRestartedOnceAMinute() {
        page.beat("booth", true);
        beatsDuring(10);
        assertThat(restarts).hasValue(0);

        beatsDuring(1);
        assertThat(restarts).hasValue(1);
        beatsDuring(59);
        assertThat(restarts).hasValue(1);
        beatsDuring(3);
        assertThat(restarts).hasValue(2);
    }

    @Test
    void aPageThatComesBackIsWatchedAnew() {
        page.beat("booth", true);
        beatsDuring(11);
        page.beat("booth", true);
        beatsDuring(10);
        assertThat(restarts).hasValue(1);

        beatsDuring(1);
        assertThat(restarts).hasValue(2);
    }

    @Test
    void aBrowserThatEndedAndCameBackIsNotRestartedForItsOldTab() {
        page.beat("before", true);
        beatsDuring(4);
        page.opened();
        for (int round = 0; round < 10; round++) {
            page.beat("after", true);
            beatsDuring(2);
        }
        assertThat(restarts).hasValue(0);

        beatsDuring(11);
        assertThat(restarts).hasValue(1);
    }

    @Test
    void aBrowserThatCameBackAndBringsNoPageIsRestarted() {
        page.beat("before", true);
        beatsDuring(5);
        page.opened();
        beatsDuring(59);
        assertThat(restarts).hasValue(0);

        beatsDuring(3);
        assertThat(restarts).hasValue(1);
    }

    @Test
    void staffPagesInTheSameTabSpeakForIt() {
        page.beat("booth", true);
        for (int round = 0; round < 10; round++) {
            beatsDuring(8);
            page.beat("booth", false);
        }

        assertThat(restarts).hasValue(0);
        beatsDuring(11);
        assertThat(restarts).hasValue(1);
    }

    @Test
    void aStaffScreenOfItsOwnIsNotWatchedAndSpeaksForNoOther() {
        page.beat("tablet", false);
        beatsDuring(60);
        assertThat(restarts).hasValue(0);

        page.beat("booth", true);
        for (int second = 0; second < 11; second++) {
            page.beat("tablet", false);
            beatsDuring(1);
        }
        assertThat(restarts).hasValue(1);
    }

    @Test
    void aPageThatWasNeverThereIsNobodysLoss() {
        beatsDuring(600);

        assertThat(restarts).hasValue(0);
    }

    @Test
    void aSilentPageDoesNotStopTheBeat() {
        page.beat("booth", true);

        beatsDuring(30);
        assertThat(beatsDuring(6)).isTrue();
    }

    @Test
    void theVigilOfARealKioskBeatsByItself() {
        Vitals well = new Vitals(() -> OptionalLong.of(System.nanoTime()), () -> true, () -> true, page);
        try (Vigil real = Vigil.start(
                well, ServiceManager.of(manager.environment()), restarts::incrementAndGet, System::nanoTime)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> manager.heard().contains("WATCHDOG=1"));
            assertThat(real).isNotNull();
        }
    }

    @Test
    void theCommandIsRunWithoutAShell() {
        new BrowserRestart(Optional.of("/usr/bin/touch " + folder.resolve("restart"))).run();
        new BrowserRestart(Optional.of("/usr/bin/no-such-program")).run();
        new BrowserRestart(Optional.empty()).run();

        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(folder.resolve("restart")));
    }

    @Test
    void theSelfCheckBelievesOnlyAGoodAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger status = new AtomicInteger(200);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(SelfCheck.of(port).getAsBoolean()).isTrue();
            status.set(503);
            assertThat(SelfCheck.of(port).getAsBoolean()).isFalse();
        } finally {
            server.stop(0);
        }
        assertThat(SelfCheck.of(port).getAsBoolean()).isFalse();
    }
}
