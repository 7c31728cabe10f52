package org.uketsuke.server.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.server.storage.HandleFunction;
import org.uketsuke.server.storage.Storage;

/**
 * One writer thread for SQLite: what waits is written in one transaction with one fsync, and each push is answered after it.
 * If one of them fails, all are undone and done again, each with a savepoint of its own, so that only that one fails: keeping
 * what a savepoint may undo costs a copy of every page, which those that do not fail need not pay.
 *
 * <p>Every push asks for one turn of the writer, and a turn takes one push or more; so nothing waits without a turn to come, and
 * a writer whom the machine failed (memory, stack) is followed by a new one.
 */
final class GroupCommit implements WriteTurns {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String SAVEPOINT = "push";
    private static final int FRAMES_TOLD = 12;

    private final Storage storage;
    private final int groupEntriesMax;
    private final BlockingQueue<Waiting> queue;
    private final ExecutorService writer;

    /**
     * Starts the writer.
     *
     * @param groupEntriesMax a transaction that brings so many entries takes no further push
     * @param waitingMax most pushes that wait
     */
    GroupCommit(Storage storage, int groupEntriesMax, int waitingMax) {
        this.storage = storage;
        this.groupEntriesMax = groupEntriesMax;
        this.queue = new ArrayBlockingQueue<>(waitingMax);
        this.writer = Executors.newSingleThreadExecutor(GroupCommit::thread);
    }

    private static Thread thread(Runnable turns) {
        Thread thread = new Thread(turns, "journal-writer");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((gone, failure) -> LOG.error(
                "The writer gave up and another one takes its place: {} at {}",
                failure.getClass().getSimpleName(),
                Arrays.stream(failure.getStackTrace()).limit(FRAMES_TOLD).toList()));
        return thread;
    }

    /**
     * A push in the queue.
     *
     * @param entries how many it brings
     * @param work what to do
     * @param answer completed after the commit
     */
    private record Waiting(int entries, HandleFunction<PushAnswer> work, CompletableFuture<PushAnswer> answer) {}

    /**
     * A push that was done, or failed, within a transaction that is not committed yet.
     *
     * @param waiting the push
     * @param outcome tells its caller, once the transaction is committed
     */
    private record Done(Waiting waiting, Runnable outcome) {}

    @Override
    public PushAnswer take(int entries, HandleFunction<PushAnswer> work) {
        Waiting waiting = new Waiting(entries, work, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            return new PushAnswer.Busy(RETRY_AFTER);
        }
        try {
            writer.execute(this::turn);
        } catch (RejectedExecutionException e) {
            if (queue.remove(waiting)) {
                return new PushAnswer.Busy(RETRY_AFTER);
            }
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Writes what waits; nothing, if the turn of another push took this one's along. */
    private void turn() {
        List<Waiting> group = new ArrayList<>();
        int entries = 0;
        while (entries < groupEntriesMax) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
            entries += next.entries();
        }
        if (!group.isEmpty()) {
            commit(group);
        }
    }

    private void commit(List<Waiting> group) {
        try {
            together(group);
        } catch (RuntimeException e) {
            LOG.error(
                    "A group of {} pushes was not written: {}",
                    group.size(),
                    e.getClass().getSimpleName());
            group.forEach(waiting -> waiting.answer().completeExceptionally(e));
        } finally {
            // whom the end of the writer left without an answer comes again
            group.forEach(waiting -> waiting.answer().complete(new PushAnswer.Busy(RETRY_AFTER)));
        }
    }

    private void together(List<Waiting> group) {
        List<PushAnswer> answers;
        try {
            answers = storage.write(handle -> {
                List<PushAnswer> made = new ArrayList<>();
                for (Waiting waiting : group) {
                    made.add(waiting.work().apply(handle));
                }
                return made;
            });
        } catch (RuntimeException e) {
            apart(group);
            return;
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer().complete(answers.get(i));
        }
    }

    /** One of them cannot be written, and nothing is: the others must not suffer from it. */
    private void apart(List<Waiting> group) {
        List<Done> done = storage.write(
                handle -> group.stream().map(waiting -> alone(handle, waiting)).toList());
        done.forEach(one -> one.outcome().run());
    }

    private static Done alone(Handle handle, Waiting waiting) {
        handle.savepoint(SAVEPOINT);
        try {
            PushAnswer answer = waiting.work().apply(handle);
            handle.releaseSavepoint(SAVEPOINT);
            return new Done(waiting, () -> waiting.answer().complete(answer));
        } catch (RuntimeException e) {
            // that ends the savepoint too, as far as Jdbi is concerned: releasing it now would fail the others
            handle.rollbackToSavepoint(SAVEPOINT);
            return new Done(waiting, () -> waiting.answer().completeExceptionally(e));
        }
    }

    /** Takes nothing more, lets the writer finish what waits, then ends it. */
    @Override
    public void close() {
        writer.shutdown();
        boolean interrupted = false;
        while (!writer.isTerminated()) {
            try {
                if (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
                    LOG.warn("Still writing {} pushes before the end", queue.size());
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
