package org.uketsuke.kiosk.reader;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;

/** Gathers scans for tests, and answers ACCEPT to cards and REJECT to the rest. */
final class Scans implements ScanSink {
    private final List<Scan> all = new CopyOnWriteArrayList<>();

    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public Feedback accept(Scan scan) {
        times.add(System.nanoTime());
        told.add("scan");
        all.add(scan);
        return scan instanceof Scan.Card ? Feedback.ACCEPT : Feedback.REJECT;
    }

    @Override
    public void reading() {
        told.add("reading");
    }

    @Override
    public void readingEnded() {
        told.add("ended");
    }

    /** What was told, in order: {@code reading}, {@code scan}, {@code ended}. */
    List<String> told() {
        return List.copyOf(told);
    }

    List<Scan> all() {
        return List.copyOf(all);
    }

    /** Waits for so many scans, and gives them. */
    List<Scan> atLeast(int count) {
        await(count + " scans").atMost(Duration.ofSeconds(20)).until(() -> all.size() >= count);
        return all();
    }

    /** When the n-th scan (from 0) was handed over, monotonic nanoseconds. */
    long acceptedAt(int number) {
        return times.get(number);
    }
}
