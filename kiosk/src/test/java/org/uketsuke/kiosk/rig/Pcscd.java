package org.uketsuke.kiosk.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.uketsuke.kiosk.Peers;

/**
 * A pcscd of our own, with virtual readers. There is one per machine (its socket has a fixed place), so tests take turns by
 * a file lock; it can be stopped, killed, and started with other readers, as services and cables are in real life.
 */
public final class Pcscd implements AutoCloseable {
    private static final Path SOCKET = Path.of("/run/pcscd/pcscd.comm");
    private static final Path VIRTUAL_DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final Path folder;
    private final FileChannel lock;
    private final List<VirtualReader> readers = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<ServerSocket> keptPorts = new ArrayList<>();
    private Optional<Path> immediateDriver = Optional.empty();
    private Optional<Process> process = Optional.empty();

    private Pcscd(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Waits until no other test uses pcscd, and reserves it until {@link #close}. Skips the test where there is none.
     *
     * @param folder for its configuration and log
     */
    public static Pcscd reserve(Path folder) {
        Peers.needVirtualReader();
        try {
            FileChannel channel = FileChannel.open(
                    Path.of(System.getProperty("java.io.tmpdir"), "uketsuke-pcscd.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            channel.lock();
            Files.createDirectories(folder.resolve("conf"));
            return new Pcscd(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a reader for the next start. The driver makes two slots of it, {@code NAME nn 00} and {@code NAME nn 01}; this is
     * the first.
     */
    public VirtualReader reader(String name) {
        return slots(name).get(0);
    }

    /** Adds a reader for the next start, and gives both its slots. */
    public List<VirtualReader> slots(String name) {
        int port = twoPorts();
        List<VirtualReader> slots = List.of(new VirtualReader(name, port), new VirtualReader(name, port + 1));
        add(name, port, ownCopyOfDriver(port));
        readers.addAll(slots);
        return slots;
    }

    /** Adds a reader with one slot that tells of cards at once, for the next start. Needs a C compiler. */
    public ImmediateReader immediateReader(String name) {
        if (immediateDriver.isEmpty()) {
            immediateDriver = Optional.of(ImmediateReader.compileDriver(folder));
        }
        int port = twoPorts();
        ImmediateReader reader =
                new ImmediateReader(new VirtualReader(name, port), new VirtualReader(name + " firmware", port + 1));
        add(name, port, immediateDriver.get());
        readers.add(reader.field());
        readers.add(reader.firmware());
        return reader;
    }

    /** vpcd keeps its slots in one table per loaded library: two readers of one library would see each other's cards. */
    private Path ownCopyOfDriver(int port) {
        try {
            return Files.copy(
                    VIRTUAL_DRIVER.toRealPath(),
                    folder.resolve("libifdvpcd-" + port + ".so"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, int port, Path driver) {
        blocks.add("FRIENDLYNAME \"%s\"%nDEVICENAME /dev/null:%d%nLIBPATH %s%nCHANNELID %d%n"
                .formatted(name, port, driver, port));
    }

    /** Forgets all readers: the next start has only those added from now on. */
    public Pcscd unplugAll() {
        readers.forEach(VirtualReader::remove);
        readers.clear();
        blocks.clear();
        return this;
    }

    /** Starts it and waits until all readers are there. */
    public Pcscd start() {
        try {
            Files.writeString(folder.resolve("conf/readers"), String.join("\n", blocks));
            List<String> command = new ArrayList<>(List.of("/usr/sbin/pcscd", "-f", "-c", folder.resolve("conf") + ""));
            if (knowsPolkit()) {
                command.add("--disable-polkit");
            }
            releasePorts();
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            process = Optional.of(started);
            await("pcscd, see " + log())
                    .atMost(START_MAX)
                    .pollInterval(Duration.ofMillis(10))
                    .failFast("pcscd ended, see " + log() + "; does another pcscd run?", () -> !started.isAlive())
                    .until(this::ready);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The socket is there before the readers are, so their ports count too. Connecting to one would insert a card. */
    private boolean ready() throws IOException {
        if (!Files.exists(SOCKET)) {
            return false;
        }
        List<String> listening;
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
            listening = lines.map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields[3].equals("0A"))
                    .map(fields -> fields[1].substring(fields[1].indexOf(':') + 1))
                    .toList();
        }
        return readers.stream().allMatch(reader -> listening.contains("%04X".formatted(reader.port())));
    }

    private static boolean knowsPolkit() throws IOException {
        Process help = new ProcessBuilder("/usr/sbin/pcscd", "--help")
                .redirectErrorStream(true)
                .start();
        return new String(help.getInputStream().readAllBytes()).contains("disable-polkit");
    }

    /** Where it writes what it has to say. */
    public Path log() {
        return folder.resolve("pcscd.log");
    }

    /** Ends it in order; all cards fall out. */
    public Pcscd stop() {
        return end(Process::destroy);
    }

    /** Ends it without a chance to tidy up (kill -9). */
    public Pcscd kill() {
        return end(Process::destroyForcibly);
    }

    /** Stops it in the middle of whatever it does, as a machine under great load would; nothing is lost. */
    public Pcscd freeze() {
        return signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public Pcscd thaw() {
        return signal("CONT");
    }

    private Pcscd signal(String signal) {
        try {
            long pid = process.orElseThrow().pid();
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return this;
        }
    }

    private Pcscd end(Consumer<Process> how) {
        readers.forEach(VirtualReader::remove);
        process.ifPresent(running -> {
            how.accept(running);
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
        return this;
    }

    @Override
    public void close() {
        stop();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Two neighbouring ports that nobody uses now, kept until the start: the driver wants its second slot beside the first.
     */
    private int twoPorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                ServerSocket first = new ServerSocket(0);
                keptPorts.add(first);
                keptPorts.add(new ServerSocket(first.getLocalPort() + 1));
                return first.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                continue;
            }
        }
        throw new IllegalStateException("No two neighbouring free ports");
    }

    private void releasePorts() throws IOException {
        for (ServerSocket port : keptPorts) {
            port.close();
        }
        keptPorts.clear();
    }
}
