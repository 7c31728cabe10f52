package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.uketsuke.kiosk.bench.ProcessMemory;

/** How this process stands, again and again, and whether that grows. */
final class Growth {
    /** Every entry may be voided at any time, so the kiosk keeps twelve bytes of each, in arrays that grow by half. */
    private static final double HEAP_BYTES_PER_TAP_MAX = 40;

    private static final long KIB_BYTES = 1024;
    private static final long MIB_BYTES = 1024 * KIB_BYTES;
    private static final double NANOS_PER_SECOND = 1e9;
    /** Threads and files that come and go by themselves: a compiler's, a connection's. */
    private static final long COUNT_SLACK = 3;

    private final Path data;
    private final PrintStream out;
    private final List<Standing> reports = new ArrayList<>();
    private long tapsBefore;

    /**
     * Begins.
     *
     * @param data data folder whose journal is looked at
     * @param out where to print
     */
    Growth(Path data, PrintStream out) {
        this.data = data;
        this.out = out;
    }

    private record Standing(long taps, long heapBytes, long residentKib, long files, long threads) {}

    /**
     * Collects garbage, looks and prints.
     *
     * @param taps so many so far
     * @param entries of the journal
     * @param nanos that the taps since the last report took
     */
    void report(long taps, long entries, long nanos) throws IOException {
        Standing now = look(taps);
        reports.add(now);
        out.printf(
                Locale.ROOT,
                "%,10d taps  %6.0f/s  heap %4d MiB  RSS %4d MiB  journal %,9d entries %4d MiB  files %3d  threads %3d%n",
                taps,
                (taps - tapsBefore) / (nanos / NANOS_PER_SECOND),
                now.heapBytes / MIB_BYTES,
                now.residentKib / KIB_BYTES,
                entries,
                folderBytes() / MIB_BYTES,
                now.files,
                now.threads);
        tapsBefore = taps;
    }

    private static Standing look(long taps) throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long resident = ProcessMemory.isTold()
                ? ProcessMemory.of(ProcessHandle.current().pid()).residentKib()
                : 0;
        return new Standing(
                taps,
                heap,
                resident,
                openFiles(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /** Zero where the system does not tell. */
    private static long openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.count();
        }
    }

    private long folderBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("journal"))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Compares the last report with the first, prints what it says, and tells whether nothing grew that should not. */
    boolean verdict() {
        Standing first = reports.get(0);
        Standing last = reports.get(reports.size() - 1);
        if (first.taps == last.taps) {
            out.println("verdict: none, for there is one report only; give more --taps");
            return true;
        }
        double heapPerTap = (double) (last.heapBytes - first.heapBytes) / (last.taps - first.taps);
        boolean steady = heapPerTap <= HEAP_BYTES_PER_TAP_MAX
                && last.files - first.files <= COUNT_SLACK
                && last.threads - first.threads <= COUNT_SLACK;
        out.printf(
                Locale.ROOT,
                "verdict: %s: from %,d to %,d taps heap %+.1f bytes per tap (at most %.0f), RSS %+d MiB, files %+d, threads %+d%n",
                steady ? "steady" : "GREW",
                first.taps,
                last.taps,
                heapPerTap,
                HEAP_BYTES_PER_TAP_MAX,
                (last.residentKib - first.residentKib) / KIB_BYTES,
                last.files - first.files,
                last.threads - first.threads);
        return steady;
    }
}
