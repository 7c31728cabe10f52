package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.HandleFunction;
import org.uketsuke.server.storage.Storage;

/** Whatever becomes of the writer, whoever waits for it is answered, and the next one is served. */
final class GroupCommitTest {
    private static final PushAnswer TAKEN =
            new PushAnswer.Refused(PushAnswer.Refusal.BAD_BATCH, "stands for any answer");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private GroupCommit turns(Storage storage) {
        return new GroupCommit(storage, 64, 128);
    }

    @Test
    void whenTheMachineFailsTheWriterItsPushComesAgainAndTheNextIsServed() {
        try (Storage storage = Databases.open(Engine.SQLITE, folder);
                GroupCommit turns = turns(storage)) {
            PushAnswer failed = assertTimeoutPreemptively(
                    PATIENCE,
                    () -> turns.take(1, handle -> {
                        throw new OutOfMemoryError("a roster too large for this machine");
                    }));
            PushAnswer next = assertTimeoutPreemptively(PATIENCE, () -> turns.take(1, handle -> TAKEN));

            assertThat(failed).isInstanceOf(PushAnswer.Busy.class);
            assertThat(next).isEqualTo(TAKEN);
        }
    }

    @Test
    void whatOnePushDoesWrongIsItsOwnFaultAndUndone() {
        try (Storage storage = Databases.open(Engine.SQLITE, folder);
                GroupCommit turns = turns(storage)) {
            assertThatThrownBy(() -> turns.take(1, handle -> {
                        handle.execute("INSERT INTO server_fact (key, value) VALUES ('half', 'done')");
                        throw new IllegalStateException("cannot be judged");
                    }))
                    .hasMessage("cannot be judged");

            long half = storage.read(handle -> handle.createQuery("SELECT COUNT(*) FROM server_fact WHERE key = 'half'")
                    .mapTo(Long.class)
                    .one());
            assertThat(half).isZero();
        }
    }

    @Test
    void aPushThatCannotBeWrittenLeavesThoseOfItsTransactionAlone() throws Exception {
        try (Storage storage = Databases.open(Engine.SQLITE, folder);
                GroupCommit turns = turns(storage)) {
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            List<Caller> callers = List.of(
                    new Caller(turns, handle -> {
                        writing.countDown();
                        awaited(goOn);
                        return TAKEN;
                    }),
                    new Caller(turns, handle -> written(handle, "before")),
                    new Caller(turns, handle -> {
                        written(handle, "poison");
                        throw new IllegalStateException("cannot be judged");
                    }),
                    new Caller(turns, handle -> written(handle, "after")));
            callers.get(0).thread().start();
            writing.await();
            for (Caller caller : callers.subList(1, 4)) {
                caller.thread().start();
                caller.awaitWaiting();
            }
            goOn.countDown();

            assertThat(callers.get(1).answer().get()).isEqualTo(TAKEN);
            assertThatThrownBy(() -> callers.get(2).answer().get()).hasMessageContaining("cannot be judged");
            assertThat(callers.get(3).answer().get()).isEqualTo(TAKEN);
            List<String> keys = storage.read(handle -> handle.createQuery(
                            "SELECT key FROM server_fact WHERE key IN ('before', 'poison', 'after') ORDER BY key")
                    .mapTo(String.class)
                    .list());
            assertThat(keys).containsExactly("after", "before");
        }
    }

    @Test
    void aTransactionThatBringsEnoughEntriesTakesNoFurtherPush() throws Exception {
        try (Storage storage = Databases.open(Engine.SQLITE, folder);
                GroupCommit turns = new GroupCommit(storage, 10, 128)) {
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            List<List<String>> committedBefore = new ArrayList<>();
            List<Caller> callers = new ArrayList<>();
            callers.add(new Caller(turns, handle -> {
                writing.countDown();
                awaited(goOn);
                return TAKEN;
            }));
            callers.get(0).thread().start();
            writing.await();
            for (String key : List.of("push-1", "push-2", "push-3")) {
                Caller caller = new Caller(turns, 6, handle -> {
                    committedBefore.add(committed(storage));
                    return written(handle, key);
                });
                callers.add(caller);
                caller.thread().start();
                caller.awaitWaiting();
            }
            goOn.countDown();

            for (Caller caller : callers) {
                assertThat(caller.answer().get()).isEqualTo(TAKEN);
            }
            assertThat(committedBefore).containsExactly(List.of(), List.of(), List.of("push-1", "push-2"));
        }
    }

    private static List<String> committed(Storage storage) {
        return storage.read(
                handle -> handle.createQuery("SELECT key FROM server_fact WHERE key LIKE 'push-%' ORDER BY key")
                        .mapTo(String.class)
                        .list());
    }

    private static PushAnswer written(Handle handle, String key) {
        handle.execute("INSERT INTO server_fact (key, value) VALUES (?, '')", key);
        return TAKEN;
    }

    /** Somebody who has a push written, on a thread of its own. */
    private record Caller(Thread thread, FutureTask<PushAnswer> answer) {
        Caller(GroupCommit turns, HandleFunction<PushAnswer> work) {
            this(turns, 1, work);
        }

        Caller(GroupCommit turns, int entries, HandleFunction<PushAnswer> work) {
            this(new FutureTask<>(() -> turns.take(entries, work)));
        }

        private Caller(FutureTask<PushAnswer> answer) {
            this(new Thread(answer), answer);
        }

        void awaitWaiting() {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void closingAnswersEveryoneWhoWaitsAndSendsLaterOnesAway() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Storage storage = Databases.open(Engine.SQLITE, folder)) {
            GroupCommit turns = turns(storage);
            CountDownLatch writing = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            AtomicInteger done = new AtomicInteger();
            List<Future<PushAnswer>> answers = new ArrayList<>();
            answers.add(callers.submit(() -> turns.take(1, handle -> {
                writing.countDown();
                awaited(goOn);
                return TAKEN;
            })));
            writing.await();
            for (int i = 0; i < 6; i++) {
                answers.add(callers.submit(() -> turns.take(1, handle -> {
                    done.incrementAndGet();
                    return TAKEN;
                })));
            }
            Future<?> closing = callers.submit(turns::close);
            goOn.countDown();

            assertTimeoutPreemptively(PATIENCE, () -> closing.get());
            for (Future<PushAnswer> answer : answers) {
                assertThat(assertTimeoutPreemptively(PATIENCE, () -> answer.get()))
                        .isInstanceOfAny(PushAnswer.Refused.class, PushAnswer.Busy.class);
            }
            long taken = 0;
            for (Future<PushAnswer> answer : answers) {
                taken += answer.get().equals(TAKEN) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(done.get() + 1L);
            assertThat(turns.take(1, handle -> TAKEN)).isInstanceOf(PushAnswer.Busy.class);
        } finally {
            callers.shutdownNow();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
