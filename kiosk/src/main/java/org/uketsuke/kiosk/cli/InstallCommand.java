package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.kiosk.bench.ChildProgram;
import org.uketsuke.kiosk.install.Installer;
import org.uketsuke.kiosk.install.LinuxInstallation;
import org.uketsuke.kiosk.install.MachineFacts;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kiosk install}: makes this machine a booth that starts by itself. */
@Command(
        name = "install",
        description = {
            "Makes this Linux machine with systemd a booth: users, services, a locked-down browser, rules for readers.",
            "Running it again brings the files up to date; your settings in /etc/uketsuke and all data stay."
        },
        footer =
                "Look first: --dry-run prints all, --root DIR writes it below a folder. For Windows: --windows-files DIR.")
final class InstallCommand implements Callable<Integer> {
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(90);

    private final Surroundings surroundings;

    @Option(names = "--root", paramLabel = "DIR", description = "Write below this folder, and start nothing.")
    private Optional<Path> root = Optional.empty();

    @Option(names = "--dry-run", description = "Print what would be written and run, and do nothing.")
    private boolean dryRun;

    @Option(names = "--remove", description = "Take it away again. Data folder, settings and users stay.")
    private boolean remove;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "/var/lib/uketsuke",
            description = "Data folder of the kiosk (default: ${DEFAULT-VALUE}).")
    private Path dataFolder = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port of the screen on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--java", paramLabel = "PATH", description = "Java to run the kiosk with (default: this one).")
    private Optional<Path> java = Optional.empty();

    @Option(
            names = "--windows-files",
            paramLabel = "DIR",
            description = "Write a start script and a guide for Windows into this folder, and nothing else.")
    private Optional<Path> windowsFiles = Optional.empty();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    InstallCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (windowsFiles.isPresent()) {
            Installer.writeWindowsFiles(windowsFiles.get()).forEach(surroundings.out()::println);
            return 0;
        }
        check();
        LinuxInstallation installation = new LinuxInstallation(
                new MachineFacts(java.orElseGet(() -> Path.of(BoothProgram.thisJava())), jar(), dataFolder, port),
                HardwareProfiles.load(Platform.LINUX, Optional.empty()));
        Installer installer = new Installer(installation, root.orElse(Path.of("/")), surroundings.out());
        if (dryRun) {
            installer.show();
        } else if (remove) {
            remove(installer, installation);
        } else {
            install(installer, installation);
        }
        return 0;
    }

    private static Path jar() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new CommandFailed("The kiosk's own jar has a strange path. Put it into a folder with a plain name");
        }
    }

    private void check() {
        if (port < 1 || port > RunCommand.PORT_MAX) {
            throw new CommandFailed("--port " + port + " is no port that a browser can be told: 1 to 65535");
        }
        if (!dataFolder.isAbsolute() || dataFolder.toString().matches(".*[\\s\"%$].*")) {
            throw new CommandFailed(
                    "--data " + dataFolder + ": give a whole path without spaces, such as /var/lib/uketsuke");
        }
        if (dataFolder.toString().matches("/(home|root|run|tmp)(/.*)?")) {
            throw new CommandFailed(
                    "--data " + dataFolder + ": the service sees no home folders, and nothing below /tmp and"
                            + " /run lasts. Choose one below /var/lib or /srv");
        }
        if (Main.Version.software().equals(Main.Version.UNPACKAGED)) {
            throw new CommandFailed("Only the packaged program can install itself: java -jar kiosk.jar install");
        }
        if (dryRun || root.isPresent()) {
            return;
        }
        if (Platform.of(System.getProperty("os.name")) != Platform.LINUX
                || !Files.isDirectory(Path.of("/run/systemd/system"))) {
            throw new CommandFailed("This machine does not run Linux with systemd. To look at the files: --root DIR or"
                    + " --dry-run; for Windows: --windows-files DIR");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new CommandFailed(
                    "Only root can install. Run: sudo java -jar kiosk.jar install; or look first with" + " --dry-run");
        }
    }

    private void install(Installer installer, LinuxInstallation installation) throws IOException, InterruptedException {
        try {
            installer.write();
        } catch (IOException e) {
            throw new CommandFailed("Not all could be written: " + e + ". Run it again when that is mended");
        }
        if (root.isEmpty()) {
            run(installation.afterwards(), true);
            archive();
        }
        surroundings.out().println("Left to do:");
        int number = 1;
        for (String step : installation.leftToDo()) {
            surroundings.out().println(number++ + ". " + step);
        }
    }

    private void remove(Installer installer, LinuxInstallation installation) throws IOException {
        if (root.isEmpty()) {
            run(installation.beforeRemoval(), false);
        }
        installer.remove();
        if (root.isEmpty()) {
            run(installation.afterRemoval(), false);
        }
        surroundings.out().println("Kept: " + dataFolder + " with the journal, /etc/uketsuke, and the users.");
    }

    /** A booth starts without one as well. */
    private void archive() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("kiosk-install-");
        try {
            ClassArchive.write(
                    Path.of(LinuxInstallation.CLASS_ARCHIVE),
                    LinuxInstallation.PROGRAM + "/kiosk.jar",
                    work,
                    surroundings);
            surroundings.out().println("written   " + LinuxInstallation.CLASS_ARCHIVE);
        } catch (CommandFailed e) {
            surroundings.err().println(e.getMessage());
        }
    }

    private void run(List<List<String>> commands, boolean needed) throws IOException {
        for (List<String> command : commands) {
            Path output = Files.createTempFile("kiosk-install-", ".out");
            surroundings.out().println("running   " + String.join(" ", command));
            try (ChildProgram program = ChildProgram.start(command, output)) {
                boolean done = program.endsWithin(COMMAND_PATIENCE) && program.exitCode() == 0;
                if (!done && needed) {
                    throw new CommandFailed(
                            String.join(" ", command) + " failed: " + program.lastWords() + ". Mend it and run again");
                }
            } finally {
                Files.deleteIfExists(output);
            }
        }
    }
}
