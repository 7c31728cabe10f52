package org.uketsuke.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two transactions that wait for each other, which only PostgreSQL has. */
final class ClashTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private static void add(Handle handle, String key) {
        handle.execute("UPDATE server_fact SET value = value || '+' WHERE key = ?", key);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The other one did not come", e);
        }
    }

    @Test
    void oneOfTwoThatBlockEachOtherIsDoneAgainAfterAPauseDrawnByChance() throws Exception {
        AtomicInteger drawn = new AtomicInteger();
        RandomGenerator random = () -> drawn.incrementAndGet();
        AtomicInteger tries = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Storage storage = Storage.open(folder, Optional.of(Databases.emptyPostgresUrl()), random)) {
            storage.change(handle ->
                    handle.execute("INSERT INTO server_fact (key, value) VALUES ('left', ''), ('right', '')"));
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);

            Future<?> one = threads.submit(() -> crosswise(storage, "left", "right", bothHoldOne, tries));
            Future<?> other = threads.submit(() -> crosswise(storage, "right", "left", bothHoldOne, tries));
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            List<String> values =
                    storage.read(handle -> handle.createQuery("SELECT value FROM server_fact ORDER BY key")
                            .mapTo(String.class)
                            .list());
            assertThat(values).containsExactly("++", "++");
            assertThat(tries).hasValueGreaterThan(2);
            assertThat(drawn).hasPositiveValue();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The first try of each holds one row until the other holds the other. */
    private static void crosswise(
            Storage storage, String first, String second, CyclicBarrier bothHoldOne, AtomicInteger tries) {
        AtomicInteger own = new AtomicInteger();
        storage.change(handle -> {
            tries.incrementAndGet();
            add(handle, first);
            if (own.incrementAndGet() == 1) {
                meet(bothHoldOne);
            }
            add(handle, second);
        });
    }
}
