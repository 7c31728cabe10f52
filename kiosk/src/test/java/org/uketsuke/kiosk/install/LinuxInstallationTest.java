package org.uketsuke.kiosk.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code kiosk install} writes, looked at below another root. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the files are those of Linux")
final class LinuxInstallationTest {
    private static final String UNITS = "etc/systemd/system/";
    private static final String KIOSK = "http://127.0.0.1:7171";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path root;
    private LinuxInstallation installation;
    private Installer installer;

    @BeforeEach
    void plan() throws IOException {
        root = folder.resolve("root");
        Path jar = Files.writeString(folder.resolve("kiosk.jar"), "a jar");
        installation = new LinuxInstallation(
                new MachineFacts(Path.of("/usr/bin/java"), jar, Path.of("/var/lib/uketsuke"), 7171),
                HardwareProfiles.load(Platform.LINUX, Optional.empty()));
        installer = new Installer(installation, root, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String written(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    private Map<String, String> allFiles() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void noPlaceIsLeftOpenInAnyFile() throws IOException {
        installer.write();

        assertThat(allFiles())
                .hasSizeGreaterThan(15)
                .allSatisfy((path, content) ->
                        assertThat(content).as(path).doesNotContain("${").isNotBlank());
        assertThat(written("opt/uketsuke/kiosk.jar")).isEqualTo("a jar");
    }

    @Test
    void everyManagedPolicyOfTheLockdownIsThere() throws IOException {
        installer.write();

        JsonNode policies = new JsonMapper().readTree(written("etc/chromium/policies/managed/uketsuke.json"));

        assertThat(texts(policies, "URLBlocklist")).contains("*", "chrome://*", "file://*", "view-source:*");
        assertThat(texts(policies, "URLAllowlist")).containsExactly(KIOSK);
        assertThat(policies.get("NewTabPageLocation").stringValue()).isEqualTo(KIOSK + "/");
        assertThat(policies.get("HomepageLocation").stringValue()).isEqualTo(KIOSK + "/");
        assertThat(policies.get("DeveloperToolsAvailability").intValue()).isEqualTo(2);
        assertThat(policies.get("IncognitoModeAvailability").intValue()).isEqualTo(1);
        assertThat(policies.get("DownloadRestrictions").intValue()).isEqualTo(3);
        for (String off : List.of(
                "AllowFileSelectionDialogs",
                "PrintingEnabled",
                "PasswordManagerEnabled",
                "TranslateEnabled",
                "ScreenCaptureAllowed",
                "RemoteDebuggingAllowed")) {
            assertThat(policies.get(off)).as(off).isNotNull();
            assertThat(policies.get(off).booleanValue()).as(off).isFalse();
        }
        assertThat(policies.get("SyncDisabled").booleanValue()).isTrue();
        assertThat(texts(policies, "ExtensionInstallBlocklist")).containsExactly("*");
        assertThat(texts(policies, "AutoplayAllowlist")).containsExactly(KIOSK);
        assertThat(texts(policies, "VideoCaptureAllowedUrls")).containsExactly(KIOSK);
    }

    private static List<String> texts(JsonNode policies, String name) {
        return policies.get(name).values().stream().map(JsonNode::stringValue).toList();
    }

    @Test
    void theKioskIsWatchedRestartedAndFenced() throws IOException {
        installer.write();

        assertThat(written(UNITS + "kiosk.service").lines())
                .contains(
                        "Type=notify",
                        "NotifyAccess=main",
                        "WatchdogSec=20",
                        "Restart=always",
                        "RestartSec=2",
                        "User=kiosk",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "ReadWritePaths=/var/lib/uketsuke -/media/uketsuke",
                        "PrivateTmp=yes",
                        "CapabilityBoundingSet=")
                .noneMatch(line -> line.startsWith("LoadCredentialEncrypted"))
                .anyMatch(line -> line.startsWith("#LoadCredentialEncrypted=booth-key:"))
                .anyMatch(line -> line.startsWith("ExecStart=/usr/bin/java @/opt/uketsuke/kiosk.java-options ")
                        && line.contains("--port 7171")
                        && line.contains("--address-file /run/uketsuke/address"));
    }

    @Test
    void theBrowserIsAnotherUserWithTheFlagsOfTheLockdownAndNoneThatOpenIt() throws IOException {
        installer.write();

        assertThat(written(UNITS + "kiosk-ui.service").lines())
                .contains(
                        "User=kioskui",
                        "PartOf=kiosk.service",
                        "LoadCredential=address:/run/uketsuke/address",
                        "Restart=always",
                        "ExecStart=/usr/bin/cage -d -- /opt/uketsuke/kiosk-ui");
        assertThat(written("opt/uketsuke/kiosk-ui"))
                .contains(
                        "--ozone-platform=wayland",
                        "--kiosk",
                        "--noerrdialogs",
                        "--hide-crash-restore-bubble",
                        "--no-first-run",
                        "--password-store=basic",
                        "--disable-pinch",
                        "--overscroll-history-navigation=0",
                        "--user-data-dir=/run/kiosk-ui/profile",
                        "--app=\"$(cat \"$CREDENTIALS_DIRECTORY/address\")\"")
                .doesNotContainPattern("(?m)^\\s*--(no-sandbox|allow-running-insecure-content|remote-debugging)");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("opt/uketsuke/kiosk-ui"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void theKioskMayAskForTheBrowsersRestartAndNothingElse() throws IOException {
        installer.write();

        assertThat(written(UNITS + "kiosk.service")).contains("\"/usr/bin/touch /run/uketsuke/restart-browser\"");
        assertThat(written(UNITS + "kiosk-ui-restart.path")).contains("PathChanged=/run/uketsuke/restart-browser");
        assertThat(written(UNITS + "kiosk-ui-restart.service"))
                .contains("restart kiosk-ui.service")
                .doesNotContain("restart kiosk.service");
        assertThat(allFiles().keySet()).noneMatch(path -> path.contains("sudoers"));
        assertThat(written("etc/polkit-1/rules.d/50-uketsuke-pcscd.rules")).doesNotContain("systemd1");
    }

    @Test
    void knownReadersAreKeptFromKernelModulesAndFromSleep() throws IOException {
        installer.write();

        assertThat(written("etc/modprobe.d/uketsuke-readers.conf").lines())
                .contains("blacklist pn533", "blacklist pn533_usb", "blacklist nfc")
                .doesNotHaveDuplicates();
        assertThat(written("etc/udev/rules.d/70-uketsuke-readers.rules"))
                .contains("ATTR{idVendor}==\"072f\", ATTR{idProduct}==\"2200\", ATTR{power/control}=\"on\"");
    }

    @Test
    void installingTwiceChangesNothingAndKeepsWhatPeopleWrote() throws IOException {
        installer.write();
        Path settings = root.resolve("etc/uketsuke/kiosk.toml");
        Files.writeString(settings, "camera = true\n");
        Map<String, String> before = allFiles();
        out.reset();

        installer.write();

        assertThat(allFiles()).isEqualTo(before);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("kept").doesNotContain("written", "replaced");
    }

    @Test
    void removingLeavesDataAndSettings() throws IOException {
        installer.write();
        Path journal = root.resolve("var/lib/uketsuke/journal.db");
        Files.createDirectories(journal.getParent());
        Files.writeString(journal, "evidence");

        installer.remove();
        installer.remove();

        assertThat(allFiles().keySet()).containsExactly("etc/uketsuke/kiosk.toml", "var/lib/uketsuke/journal.db");
    }

    @Test
    void whatPeopleMustDoIsToldWithTheUpdatesAndTheEscapeOption() {
        assertThat(String.join("\n", installation.leftToDo()))
                .contains("apt-daily.timer apt-daily-upgrade.timer", "INSTALL.md", "enrol", "cage chromium");
    }

    @Test
    void systemdFindsNothingWrongWithTheUnits() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        installer.write();
        for (String unit :
                List.of("kiosk.service", "kiosk-ui.service", "kiosk-ui-restart.path", "kiosk-ui-restart.service")) {
            assertThat(complaints(unit)).as(unit).isEmpty();
        }
        Path kiosk = root.resolve(UNITS + "kiosk.service");
        Files.writeString(kiosk, Files.readString(kiosk).replace("WatchdogSec=20", "WatchdogSecs=soon"));
        assertThat(complaints("kiosk.service")).as("a key that is none").isNotEmpty();
    }

    /** Commands are looked for on this machine, which need be no booth: that alone is no fault of the unit. */
    private List<String> complaints(String unit) throws IOException, InterruptedException {
        Path said = folder.resolve(unit + ".said");
        new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        "--recursive-errors=no",
                        root.resolve(UNITS + unit).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        return Files.readAllLines(said).stream()
                .filter(line -> !line.contains("is not executable: No such file or directory"))
                .filter(line -> !line.isBlank())
                .toList();
    }
}
