package org.uketsuke.kiosk.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;

/**
 * The files that {@code kiosk install} writes, below a folder, and programs that start Chromium in a mount namespace of its own,
 * where its policies lie in {@code /etc/chromium}; the machine's own stay as they are.
 */
final class ManagedChromium {
    private static final String CHROMIUM = "/usr/bin/chromium";

    private final Path folder;
    private final int port;

    /**
     * Skips the test where no namespace can be made, or fails it where peers are required.
     *
     * @param folder an empty folder
     * @param port the kiosk's
     */
    ManagedChromium(Path folder, int port) throws IOException, InterruptedException {
        boolean allowed = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
        if (!allowed) {
            Peers.without("the right to make a mount namespace (root, or CAP_SYS_ADMIN)");
        }
        this.folder = folder;
        this.port = port;
    }

    /**
     * A program that starts Chromium, with any arguments.
     *
     * @param name of the program, one for each
     * @param loosened what is said otherwise in the policies, so that a test can drive it
     */
    Path program(String name, Map<String, String> loosened) throws IOException {
        Path root = install(name);
        change(root.resolve("etc/chromium/policies/managed/uketsuke.json"), loosened);
        return script(
                "chromium-" + name,
                "#!/bin/sh\nexec unshare -m sh -c 'mount --bind \"$0\" /etc/chromium && exec " + CHROMIUM
                        + " \"$@\"' \"" + root.resolve("etc/chromium") + "\" \"$@\"\n");
    }

    /**
     * The program that {@code kiosk-ui.service} runs in cage, as installed: the same arguments and the same policies. Said otherwise
     * is what an X screen and root need, and where the profile lies.
     *
     * @param profile which the service has in memory
     */
    Path screenProgram(Path profile) throws IOException {
        Path chromium = program("on-screen", Map.of());
        Path installed = install("on-screen").resolve("opt/uketsuke/kiosk-ui");
        change(
                installed,
                Map.of(
                        "exec " + CHROMIUM,
                        "exec " + chromium + " --no-sandbox",
                        "--ozone-platform=wayland",
                        "--ozone-platform=x11",
                        "/run/kiosk-ui/profile",
                        profile.toString()));
        return installed;
    }

    private Path install(String name) throws IOException {
        Path root = folder.resolve("root-" + name);
        Path jar = Files.writeString(folder.resolve("kiosk.jar"), "a jar");
        new Installer(
                        new LinuxInstallation(
                                new MachineFacts(Path.of("/usr/bin/java"), jar, Path.of("/var/lib/uketsuke"), port),
                                HardwareProfiles.load(Platform.LINUX, Optional.empty())),
                        root,
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .write();
        return root;
    }

    private static void change(Path file, Map<String, String> changes) throws IOException {
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String before = Files.readString(file);
            assertThat(before).contains(change.getKey());
            Files.writeString(file, before.replace(change.getKey(), change.getValue()));
        }
    }

    private Path script(String name, String text) throws IOException {
        Path program = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
