package org.uketsuke.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.PublicAddress;

/**
 * A real server on a free port, over a new database, with a clock that the test moves.
 *
 * @param storage its database
 * @param server the server
 * @param clock its clock
 */
public record RunningServer(Storage storage, SyncServer server, SettableClock clock) implements AutoCloseable {
    /** The day of the trial meeting, in the morning in Japan. */
    public static final Instant MORNING = Instant.parse("2026-11-22T00:30:00Z");

    /** Starts one. */
    public static RunningServer start(Engine engine, Path folder) {
        return start(engine, folder, Optional.empty());
    }

    /** Starts one that people reach under another address. */
    public static RunningServer start(Engine engine, Path folder, Optional<String> publicUrl) {
        return start(engine, folder, PublicAddress.of(publicUrl, false));
    }

    /** Starts one that takes the word of a proxy in front for who calls. */
    public static RunningServer behindProxy(Engine engine, Path folder) {
        return start(engine, folder, PublicAddress.of(Optional.empty(), true));
    }

    private static RunningServer start(Engine engine, Path folder, PublicAddress address) {
        Storage storage = Databases.open(engine, folder);
        SettableClock clock = new SettableClock(MORNING);
        try {
            SyncServer server = SyncServer.start(
                    storage,
                    new SyncServer.Setting("127.0.0.1", 0, address, folder.resolve("rosters")),
                    clock,
                    new SecureRandom());
            return new RunningServer(storage, server, clock);
        } catch (IOException e) {
            storage.close();
            throw new IllegalStateException("The server of a test does not start", e);
        }
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.close();
        storage.close();
    }
}
