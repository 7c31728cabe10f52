package org.uketsuke.server.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.server.storage.HandleFunction;
import org.uketsuke.server.storage.Storage;

/**
 * One writer thread for SQLite: what waits is written in one transaction with one fsync, and each push is answered after it.
 * If one of them fails, all are undone and done again, each with a savepoint of its own, so that only that one fails: keeping
 * what a savepoint may undo costs a copy of every page, which those that do not fail need not pay.
 */
final class GroupCommit implements WriteTurns {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final String SAVEPOINT = "push";

    private final Storage storage;
    private final int groupMax;
    private final BlockingQueue<Waiting> queue;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * Starts the writer.
     *
     * @param groupMax most pushes in one transaction
     * @param waitingMax most pushes that wait
     */
    GroupCommit(Storage storage, int groupMax, int waitingMax) {
        this.storage = storage;
        this.groupMax = groupMax;
        this.queue = new ArrayBlockingQueue<>(waitingMax);
        this.writer = new Thread(this::run, "journal-writer");
        this.writer.setDaemon(true);
        this.writer.start();
    }

    /**
     * A push in the queue.
     *
     * @param work what to do
     * @param answer completed after the commit
     */
    private record Waiting(HandleFunction<PushAnswer> work, CompletableFuture<PushAnswer> answer) {}

    /**
     * A push that was done, or failed, within a transaction that is not committed yet.
     *
     * @param waiting the push
     * @param outcome tells its caller, once the transaction is committed
     */
    private record Done(Waiting waiting, Runnable outcome) {}

    @Override
    public PushAnswer take(HandleFunction<PushAnswer> work) {
        Waiting waiting = new Waiting(work, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            return new PushAnswer.Busy(RETRY_AFTER);
        }
        if (closed && queue.remove(waiting)) {
            return new PushAnswer.Busy(RETRY_AFTER);
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                List<Waiting> group = new ArrayList<>();
                group.add(queue.take());
                queue.drainTo(group, groupMax - 1);
                commit(group);
            }
        } catch (InterruptedException e) {
            LOG.debug("The writer was told to end");
        } finally {
            // also when the machine gave up beneath it: nobody may wait for a writer that is gone
            closed = true;
            sendAway(queue);
        }
    }

    /** Whoever has no answer by now comes again. */
    private static void sendAway(Collection<Waiting> waiting) {
        waiting.forEach(one -> one.answer().complete(new PushAnswer.Busy(RETRY_AFTER)));
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
            sendAway(group);
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
            handle.rollbackToSavepoint(SAVEPOINT);
            handle.releaseSavepoint(SAVEPOINT);
            return new Done(waiting, () -> waiting.answer().completeExceptionally(e));
        }
    }

    /** Lets the writer finish what waits, then ends it. */
    @Override
    public void close() {
        closed = true;
        if (queue.isEmpty()) {
            writer.interrupt();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
