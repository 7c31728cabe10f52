package org.uketsuke.server.ingest;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.uketsuke.server.storage.HandleFunction;
import org.uketsuke.server.storage.Storage;

/** One transaction per push, several side by side: for PostgreSQL, where row locks keep them apart. */
final class OwnTransactions implements WriteTurns {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Storage storage;
    private final Semaphore running;
    private final int waitingMax;

    /**
     * How many at a time.
     *
     * @param runningMax transactions side by side; leaves connections for readers
     * @param waitingMax pushes that may wait for their turn
     */
    OwnTransactions(Storage storage, int runningMax, int waitingMax) {
        this.storage = storage;
        this.running = new Semaphore(runningMax, true);
        this.waitingMax = waitingMax;
    }

    @Override
    public PushAnswer take(int entries, HandleFunction<PushAnswer> work) {
        if (running.getQueueLength() >= waitingMax) {
            return new PushAnswer.Busy(RETRY_AFTER);
        }
        running.acquireUninterruptibly();
        try {
            return storage.write(work);
        } finally {
            running.release();
        }
    }

    @Override
    public void close() {}
}
