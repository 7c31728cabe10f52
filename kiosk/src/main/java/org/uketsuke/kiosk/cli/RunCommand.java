package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.uketsuke.kiosk.DutySettings;
import org.uketsuke.kiosk.Kiosk;
import org.uketsuke.kiosk.KioskSettings;
import org.uketsuke.kiosk.MachineSettings;
import org.uketsuke.kiosk.health.BrowserRestart;
import org.uketsuke.kiosk.health.ServiceManager;
import org.uketsuke.kiosk.health.Vigil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kiosk run}: the booth. */
@Command(
        name = "run",
        description = "Runs the booth: readers, screen, journal, replication. Ends with Ctrl-C.",
        footer = "Open the address that it gives in a browser on this machine; nobody else can reach it.")
final class RunCommand implements Callable<Integer> {
    static final int PORT_MAX = 65_535;
    /** A service of readers that hangs keeps no booth from opening: codes are read without it. */
    private static final Duration READERS_PATIENCE = Duration.ofSeconds(3);

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data folder of an enrolled kiosk.")
    private Path dataFolder = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "7070",
            description = "Port of the screen on 127.0.0.1 (default: ${DEFAULT-VALUE}; 0: any free one).")
    private int port;

    @Option(
            names = "--reader",
            paramLabel = "REGEX",
            description = "Use only readers whose name matches (default: every reader with a profile).")
    private Optional<String> reader = Optional.empty();

    @Option(names = "--camera", description = "Read QR codes with a camera of this machine, too.")
    private boolean camera;

    @Option(
            names = "--scanner",
            paramLabel = "ID",
            description = "Hardware profile of the keyboard-like QR scanner (default: the generic one).")
    private Optional<String> scanner = Optional.empty();

    @Option(
            names = "--head-log",
            paramLabel = "DIR",
            split = ",",
            description = "Further folders for the journal's head log, best on another medium.")
    private List<Path> headLogFolders = List.of();

    @Option(
            names = "--address-file",
            paramLabel = "FILE",
            description = "Write the screen's address there, readable by this user only, instead of printing it.")
    private Optional<Path> addressFile = Optional.empty();

    @Option(
            names = "--booth-key-file",
            paramLabel = "FILE",
            description =
                    "File with the booth key, read once at the start; keep it in memory, never in the data folder.")
    private Optional<Path> boothKeyFile = Optional.empty();

    @Option(
            names = "--export-folder",
            paramLabel = "DIR",
            description = "Folder, such as a USB stick's, into which the desk may export the journal.")
    private Optional<Path> exportFolder = Optional.empty();

    @Option(
            names = "--printer",
            paramLabel = "ID",
            description = "Hardware profile of the printer of slips (default: none).")
    private Optional<String> printer = Optional.empty();

    @Option(
            names = "--printer-address",
            paramLabel = "ADDRESS",
            description = "Where that printer is: HOST:PORT or a device, in place of the profile's address.")
    private Optional<String> printerAddress = Optional.empty();

    @Option(
            names = "--restart-browser",
            paramLabel = "COMMAND",
            description = "Run this, without a shell, when the page that was there has been silent for 10 s.")
    private Optional<String> restartBrowser = Optional.empty();

    @Option(
            names = "--samples",
            paramLabel = "FILE",
            hidden = true,
            description = "Sample cards to touch on the screen.")
    private Optional<Path> samples = Optional.empty();

    @Option(names = Settings.CONFIG, paramLabel = "FILE", description = "TOML file with values for options.")
    private Optional<Path> config = Optional.empty();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port " + port + " is no port: 0 to " + PORT_MAX);
        }
        KioskSettings settings = new KioskSettings(
                dataFolder,
                port,
                reader.map(this::pattern),
                camera,
                scanner,
                headLogFolders,
                samples,
                new DutySettings(boothKeyFile, exportFolder),
                Main.Version.software(),
                new MachineSettings(printer, printerAddress));
        ServiceManager manager = ServiceManager.of(surroundings.environment());
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(() -> endAndAwait(ended, closed), "shutdown");
        try (Kiosk kiosk =
                Kiosk.start(settings, surroundings.clock(), surroundings.nanoTime(), surroundings.random())) {
            Runtime.getRuntime().addShutdownHook(hook);
            Optional<AddressFile> told = tell(kiosk.screenUrl());
            kiosk.readersLookedAtWithin(READERS_PATIENCE);
            surroundings.out().println("Ready. End with Ctrl-C.");
            manager.tell(ServiceManager.READY);
            try (Vigil vigil = vigil(kiosk, manager)) {
                ended.await();
            }
            manager.tell(ServiceManager.STOPPING);
            if (told.isPresent()) {
                told.get().close();
            }
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private Vigil vigil(Kiosk kiosk, ServiceManager manager) {
        return Vigil.start(kiosk.vitals(), manager, new BrowserRestart(restartBrowser), surroundings.nanoTime());
    }

    private Optional<AddressFile> tell(String address) {
        if (addressFile.isEmpty()) {
            surroundings.out().println("Screen: " + address);
            return Optional.empty();
        }
        Path file = addressFile.get();
        try {
            AddressFile written = AddressFile.write(file, address);
            surroundings.out().println("The screen's address is in " + file);
            return Optional.of(written);
        } catch (IOException e) {
            throw new CommandFailed(
                    "--address-file: cannot write " + file + " (" + e + "). Name a file in a folder that is there");
        }
    }

    private Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    spec.commandLine(), "--reader " + regex + " is not a regular expression: " + e.getDescription());
        }
    }

    /** Lets the booth end in order before the process does. */
    private static void endAndAwait(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
