package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Peers;

/** The measurements that need a real peer: strace, Chromium. */
@Timeout(240)
final class BenchCommandTest {
    private static final String NUMBER = "[0-9]+\\.[0-9]+";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Set<ProcessHandle> childrenBefore = children();

    @TempDir
    Path folder;

    @Test
    void aTapSyncsExactlyOnceInTheProgramAsItRuns() {
        Peers.needTracer();

        assertThat(kiosk(Clock.systemUTC(), "bench tap --members 300 --taps 20 --folder " + folder))
                .isZero();

        assertThat(printed(out))
                .containsPattern("syncs per tap +1\\.000 \\((\\d+) in \\1 taps ")
                .containsPattern("syncs per tap by other threads +0\\.[0-9]{3} ");
        assertNothingIsLeft();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "strace is a program of Linux")
    void aMachineThatForbidsTracingIsToldInTheWordsOfStrace() throws Exception {
        Path strace = Files.writeString(
                folder.resolve("strace"),
                "#!/bin/sh\necho 'strace: PTRACE_TRACEME: Operation not permitted' >&2\nexit 1\n");
        assertThat(strace.toFile().setExecutable(true)).isTrue();

        assertThat(new SyncsPerTap(folder, folder.toString()).lines(300))
                .singleElement()
                .asString()
                .contains("not counted: the traced run ended with 1: strace: PTRACE_TRACEME: Operation not permitted");
    }

    @Test
    void thePageBenchPrintsHowSoonResultsArePainted() {
        Peers.needBrowser();

        assertThat(kiosk(Clock.systemUTC(), "bench page --members 300 --touches 5 --folder " + folder))
                .as(() -> printed(err))
                .isZero();

        assertThat(printed(out))
                .containsPattern("roster of 300 members, .*Chrome/.*, no server")
                .containsPattern("card presented to result painted +p50 +" + NUMBER + " ms +p95 +" + NUMBER
                        + " ms +max +" + NUMBER + " ms +n=5 +\\(goal p95 200 ms\\)")
                .contains("pcscd, the reader and the air are not in it");
        assertNothingIsLeft();
    }

    @Test
    void theStartBenchPrintsWhenItIsReadyAndWhatItHolds() {
        assertThat(kiosk(Clock.systemUTC(), "bench start --members 300 --starts 2 --settle 0 --folder " + folder))
                .as(() -> printed(err))
                .isZero();

        assertThat(printed(out))
                .contains("roster of 300 members, Java ", "2 starts; -XX:")
                .containsPattern("started to ready +p50 +\\d+ ms +max +\\d+ ms +\\(goal 3000 ms\\)")
                .containsPattern("(VmHWM\\) +p50 +\\d+ MiB +max +\\d+ MiB|on Linux only)");
        assertNothingIsLeft();
    }

    @Test
    void aStartThatFailsIsToldWithTheProgramsLastWords() {
        assertThat(kiosk(
                        Clock.systemUTC(),
                        "bench start --members 300 --starts 1 --java-options -XX:NoSuchOption --folder " + folder))
                .isEqualTo(1);

        assertThat(printed(err)).contains("ended while it started", "Program will exit");
        assertNothingIsLeft();
    }

    @Test
    void aPageBenchThatFailsEndsItsBrowserToo() {
        Peers.needBrowser();
        Clock afterTheMembersTerms = Clock.offset(Clock.systemUTC(), Duration.ofDays(10 * 365));

        assertThat(kiosk(afterTheMembersTerms, "bench page --members 300 --touches 5 --folder " + folder))
                .isEqualTo(1);

        assertThat(printed(err)).contains("Touch 0 was answered with ", ", not with REGISTERED");
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the program is one of Unix")
    void aProgramThatIsNoBrowserIsNamedWithWhatToDo() {
        assertThat(kiosk(Clock.systemUTC(), "bench page --members 300 --browser /bin/sh --folder " + folder))
                .isEqualTo(1);

        assertThat(printed(err)).contains("/bin/sh ended with ", "--browser PATH");
        assertNothingIsLeft();
    }

    /** Neither below this process, nor gone astray with the folder in its command line. */
    private void assertNothingIsLeft() {
        await("no process of " + folder)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Stream.concat(
                                children().stream(),
                                ProcessHandle.allProcesses().filter(this::worksInFolder)))
                        .isSubsetOf(childrenBefore));
    }

    private boolean worksInFolder(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(folder.toString());
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().descendants().collect(Collectors.toSet());
    }

    private int kiosk(Clock clock, String arguments) {
        Surroundings surroundings = new Surroundings(
                Map.of("PATH", "/usr/bin"), clock, System::nanoTime, new SecureRandom(), stream(out), stream(err));
        return Main.run(surroundings, arguments.split(" "));
    }

    private static String printed(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
