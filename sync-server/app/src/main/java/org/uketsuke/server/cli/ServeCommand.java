package org.uketsuke.server.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.uketsuke.server.SyncServer;
import org.uketsuke.server.bench.WarmUp;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.PublicAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server until it is stopped (Ctrl+C, SIGTERM).")
final class ServeCommand implements Runnable {
    private static final int PORT_MAX = 65_535;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port, 0 for any that is free; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on, 0.0.0.0 for all; default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Address by which people and kiosks reach the server through a proxy, such as"
                    + " https://office.example.org. https makes cookies safe.")
    private Optional<String> publicUrl = Optional.empty();

    @Option(
            names = "--behind-proxy",
            description = "Take the caller's address from the last entry of X-Forwarded-For, which the proxy adds.")
    private boolean behindProxy;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        PublicAddress address = publicAddress();
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port %d: write 0 to %d".formatted(port, PORT_MAX));
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (Storage storage = data.openOrMake(surroundings);
                SyncServer server = start(storage, address);
                WarmUp warmUp = new WarmUp(temporaryFiles(), surroundings.clock(), surroundings.random())) {
            server.keepRosters();
            announce(server, address);
            warmUp.start();
            Thread closing = new Thread(() -> close(warmUp, server, storage, stopped), "stop");
            Runtime.getRuntime().addShutdownHook(closing);
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PublicAddress publicAddress() {
        try {
            return PublicAddress.of(publicUrl, behindProxy);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + " (--public-url)", e);
        }
    }

    private SyncServer start(Storage storage, PublicAddress address) {
        try {
            return SyncServer.start(
                    storage,
                    new SyncServer.Setting(host, port, address, data.folder().resolve("rosters")),
                    surroundings.clock(),
                    surroundings.random());
        } catch (IOException e) {
            throw new CommandFailed(("Cannot listen on %s port %d: another program uses the port (perhaps another"
                            + " 'serve'), or it is not an address of this machine. Stop the other one, or choose with"
                            + " --port and --host.")
                    .formatted(host, port));
        }
    }

    private void announce(SyncServer server, PublicAddress address) {
        surroundings.out().println("office: " + server.address() + "/");
        server.setUpLink()
                .ifPresent(link -> surroundings.out().println("set-up link (works once, within 24 hours): " + link));
        if (!address.https() && !loopback()) {
            surroundings
                    .err()
                    .println(
                            "Warning: people and kiosks reach this server without https. Put a proxy with TLS in front and"
                                    + " give --public-url https://…");
        }
        surroundings.out().println("ready");
        surroundings.out().flush();
    }

    private boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Invented and thrown away, it does not belong among the data, which people copy. */
    private static Path temporaryFiles() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void close(WarmUp warmUp, SyncServer server, Storage storage, CountDownLatch stopped) {
        server.close();
        storage.close();
        warmUp.close();
        stopped.countDown();
    }
}
