package org.uketsuke.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StorageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsThereAfterOpeningAgain(Engine engine) {
        Optional<String> url = Databases.url(engine);
        try (Storage storage = Storage.open(folder, url, new SecureRandom())) {
            storage.change(handle -> fact(handle, "epoch", "1"));
        }

        try (Storage again = Storage.open(folder, url, new SecureRandom())) {
            assertThat(again.read(StorageTest::facts)).containsExactly("epoch=1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void workThatFailsLeavesNothing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            assertThatThrownBy(() -> storage.change(handle -> {
                        fact(handle, "half", "done");
                        throw new IllegalArgumentException("stop");
                    }))
                    .hasMessage("stop");

            assertThat(storage.read(StorageTest::facts)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingCannotWrite(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            assertThatThrownBy(() -> storage.read(handle -> {
                        fact(handle, "sneaked", "in");
                        return true;
                    }))
                    .isInstanceOf(RuntimeException.class);

            assertThat(storage.read(StorageTest::facts)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingSeesOneMomentOnly(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            List<String> second = storage.read(handle -> {
                assertThat(facts(handle)).isEmpty();
                storage.change(other -> fact(other, "later", "1"));
                return facts(handle);
            });

            assertThat(second).isEmpty();
            assertThat(storage.read(StorageTest::facts)).containsExactly("later=1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void textsSortByCodePoint(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> List.of("a", "B", "あ", "ア", "b-1", "b_1").forEach(key -> fact(handle, key, "")));

            assertThat(storage.read(StorageTest::facts)).containsExactly("B=", "a=", "b-1=", "b_1=", "あ=", "ア=");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyWritersLoseNothing(Engine engine) throws Exception {
        int writers = 8;
        int rounds = 25;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> fact(handle, "count", "0"));

            List<Future<?>> running = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> {
                        for (int round = 0; round < rounds; round++) {
                            storage.change(handle -> addOne(storage.dialect(), handle));
                        }
                    }))
                    .toList();
            for (Future<?> writer : running) {
                writer.get();
            }

            assertThat(storage.read(StorageTest::facts)).containsExactly("count=" + writers * rounds);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void journalLedgerAndAuditOnlyGrow(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute(
                    "INSERT INTO audit (seq, at, actor, action, subject, detail, hash) VALUES (1, 0, 'a', 'b', 'c', '', ?)",
                    new byte[] {1}));

            for (String attempt : List.of("DELETE FROM audit", "UPDATE audit SET actor = 'x'")) {
                assertThatThrownBy(() -> storage.change(handle -> handle.execute(attempt)))
                        .hasStackTraceContaining("audit only grows");
            }
        }
    }

    private static void addOne(Dialect dialect, Handle handle) {
        long count = handle.createQuery("SELECT value FROM server_fact WHERE key = 'count'" + dialect.forUpdate())
                .mapTo(Long.class)
                .one();
        handle.execute("UPDATE server_fact SET value = ? WHERE key = 'count'", String.valueOf(count + 1));
    }

    private static void fact(Handle handle, String key, String value) {
        handle.execute("INSERT INTO server_fact (key, value) VALUES (?, ?)", key, value);
    }

    private static List<String> facts(Handle handle) {
        return handle.createQuery("SELECT key || '=' || value FROM server_fact ORDER BY key")
                .mapTo(String.class)
                .list();
    }
}
