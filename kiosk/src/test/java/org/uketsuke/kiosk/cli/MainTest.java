package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that scripts and the office's IT person rely on. */
final class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enrol",
                "run",
                "readers",
                "verify",
                "export",
                "install",
                "bench",
                "bench tap",
                "bench qr",
                "bench sync",
                "bench page",
                "bench roster",
                "bench start",
                "bench soak"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(kiosk(command + " --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Usage: kiosk " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rum",
                "bench",
                "bench taps",
                "run",
                "enrol --server",
                "bench tap --taps many",
                "bench page --members 100",
                "run --data x --port 70000"
            })
    void aWrongCallEndsWithTwoAndSaysWhereToRead(String command) {
        assertThat(kiosk(command)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--help");
    }

    @Test
    void aFolderThatIsNoKioskIsToldHowItBecomesOne() {
        assertThat(kiosk("run --data " + folder.resolve("none"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("not enrolled", "kiosk enrol");
    }

    @Test
    void aFolderWithoutAJournalIsNotCalledADamagedOne() {
        assertThat(kiosk("verify --data " + folder)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no journal in " + folder, "--data");
    }

    @Test
    void aBenchWithoutANameIsToldAllOfThem() {
        kiosk("bench");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("tap, qr, sync, page, roster, start or soak");
    }

    @Test
    void thePageBenchSaysWhatItLeavesOut() {
        assertThat(kiosk("bench page --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("CardToPageTest", "--browser", "--touches");
    }

    @Test
    void thePageBenchWithoutABrowserSaysWhatToDo() {
        assertThat(kiosk("bench page --folder " + folder)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("No browser on the PATH", "Install", "--browser PATH");
    }

    @Test
    void theTapBenchPrintsTapsBesideTheirFloor() {
        assertThat(kiosk("bench tap --members 300 --taps 20 --folder " + folder))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("floor: append 4 KB + fdatasync", "tap: card identified to committed", "ratio to the floor")
                .contains("not counted: needs Linux with strace", "apt-get install strace");
    }

    @Test
    void theRosterBenchPrintsArrivalAndLookUps() {
        assertThat(kiosk("bench roster --members 300 --times 50 --folder " + folder))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("arrived", "card look-up", "kana prefix");
    }

    @Test
    void anUnpackagedProgramOrAStrangeFolderIsNotInstalled() {
        assertThat(kiosk("install --dry-run")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("java -jar kiosk.jar install");

        assertThat(kiosk("install --dry-run --data relative")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("give a whole path");
    }

    @Test
    void theFilesForWindowsAreWrittenAnywhere() {
        assertThat(kiosk("install --windows-files " + folder.resolve("windows")))
                .isZero();
        assertThat(folder.resolve("windows")).isDirectoryContaining("glob:**/start-kiosk.ps1");
        assertThat(folder.resolve("windows")).isDirectoryContaining("glob:**/assigned-access.xml");
    }

    @Test
    void theSoakBenchTapsThroughDaysAndSaysWhetherItGrew() {
        kiosk("bench soak --members 50 --taps 6000 --report 3000 --folder " + folder);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("3,000 taps", "6,000 taps", "entries: whole", "verdict: ")
                .containsPattern("files +\\d+  threads +\\d+");
        assertThat(folder).isEmptyDirectory();
    }

    private int kiosk(String arguments) {
        out.reset();
        Surroundings surroundings = new Surroundings(
                Map.of(), Clock.systemUTC(), System::nanoTime, new SecureRandom(), stream(out), stream(err));
        return Main.run(surroundings, arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
