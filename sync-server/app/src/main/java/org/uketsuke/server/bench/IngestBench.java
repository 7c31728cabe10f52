package org.uketsuke.server.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.uketsuke.server.storage.Storage;

/**
 * How much of the in-process speed is left when pushes come over HTTP: the same sort of batches, the same number of clients,
 * turn by turn in one run on one database (limits A3, A7).
 */
public final class IngestBench {
    /** Of each push: the size that others were measured with, and a fifth of what a kiosk sends at most. */
    static final int PUSH_ENTRIES = 500;

    private static final long SEED = 20261016;

    private final Storage storage;
    private final Path folder;
    private final Clock clock;
    private final SecureRandom random;
    private final PrintStream out;

    /**
     * Over an empty database, which it fills.
     *
     * @param folder for what the server keeps beside the database
     */
    public IngestBench(Storage storage, Path folder, Clock clock, SecureRandom random, PrintStream out) {
        this.storage = storage;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.out = out;
    }

    /**
     * What to measure.
     *
     * @param clients kiosks that push at the same time
     * @param pushes pushes of each per turn
     * @param members specialists in the books
     * @param turns turns of each way
     */
    public record Size(int clients, int pushes, int members, int turns) {
        long entries() {
            return (long) clients * pushes * PUSH_ENTRIES;
        }
    }

    /** A way for a push to reach the server. */
    interface Way extends AutoCloseable {
        /** Pushes everything a kiosk has; throws when it is not taken. */
        void pushAll(BenchKiosk kiosk);

        @Override
        void close();
    }

    /** Measures and prints; returns HTTP over in-process, from the medians. */
    public double run(Size size) {
        BenchBookStore books = new BenchBookStore(storage, clock, random, size.members());
        double[] direct = new double[size.turns()];
        double[] http = new double[size.turns()];
        try (Way inProcess = new InProcess(storage, clock, random);
                Way overHttp = new OverHttp(storage, folder, clock, random)) {
            turn(inProcess, books.meeting("warm-up-1", size.clients(), size.pushes(), SEED));
            turn(overHttp, books.meeting("warm-up-2", size.clients(), size.pushes(), SEED));
            for (int turn = 0; turn < size.turns(); turn++) {
                direct[turn] = size.entries()
                        / turn(inProcess, books.meeting("direct-" + turn, size.clients(), size.pushes(), SEED + turn));
                http[turn] = size.entries()
                        / turn(overHttp, books.meeting("http-" + turn, size.clients(), size.pushes(), SEED + turn));
                out.printf(
                        "turn %d: in process %,.0f entries/s, over HTTP %,.0f%n", turn + 1, direct[turn], http[turn]);
            }
        }
        double ratio = median(http) / median(direct);
        out.printf(
                "%s, %d clients of %d-entry pushes: in process %,.0f entries/s, over HTTP %,.0f, ratio %.2f (goal 0.70)%n",
                storage.dialect(), size.clients(), PUSH_ENTRIES, median(direct), median(http), ratio);
        return ratio;
    }

    private static double turn(Way way, List<BenchKiosk> kiosks) {
        ExecutorService clients = Executors.newFixedThreadPool(kiosks.size());
        try {
            long began = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            kiosks.forEach(kiosk -> running.add(clients.submit(() -> way.pushAll(kiosk))));
            for (Future<?> one : running) {
                one.get();
            }
            return (System.nanoTime() - began) / 1e9;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("A push failed", e);
        } finally {
            clients.shutdownNow();
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
