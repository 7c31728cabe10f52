package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.uketsuke.kiosk.bench.ProcessMemory;
import org.uketsuke.kiosk.bench.Times;

/**
 * {@code kiosk bench start}: how long the packaged program takes until a card can be read and the screen answers, and what it
 * then holds of the machine's memory.
 */
final class StartBench {
    private static final int GOAL_READY_MILLIS = 3_000;
    private static final int GOAL_MEMORY_MIB = 200;
    private static final double KIB_PER_MIB = 1024;
    private static final double MICROS_PER_MILLI = 1_000;

    private final Path folder;
    private final int members;
    private final Surroundings surroundings;

    /**
     * A run.
     *
     * @param folder an empty folder on the disk to measure
     * @param members size of the roster
     */
    StartBench(Path folder, int members, Surroundings surroundings) {
        this.folder = folder;
        this.members = members;
        this.surroundings = surroundings;
    }

    /**
     * Starts so many times and prints what it took.
     *
     * @param javaOptions options of the Java machine
     * @param settle from ready until the memory is looked at; the rehearsal of taps takes ten seconds
     */
    void run(int starts, List<String> javaOptions, Duration settle) throws IOException, InterruptedException {
        Path data = SampleBooth.enrol(folder, members, surroundings.clock().instant(), surroundings.random());
        Times ready = new Times();
        Sizes resident = new Sizes();
        Sizes peak = new Sizes();
        for (int start = 0; start < starts; start++) {
            Path work = Files.createDirectory(folder.resolve("start-" + start));
            try (BoothProgram program = BoothProgram.start(
                    javaOptions, BoothProgram.thisClassPath(), data, work, surroundings.nanoTime())) {
                ready.add(program.readyNanos());
                program.runFor(settle);
                if (ProcessMemory.isTold()) {
                    ProcessMemory memory = ProcessMemory.of(program.processId());
                    resident.add(memory.residentKib());
                    peak.add(memory.peakKib());
                }
                program.end();
            }
        }
        print(starts, javaOptions, settle, ready, resident, peak);
    }

    private void print(int starts, List<String> javaOptions, Duration settle, Times ready, Sizes resident, Sizes peak) {
        surroundings
                .out()
                .println("roster of " + members + " members, Java " + System.getProperty("java.version") + ", " + starts
                        + " starts; " + String.join(" ", javaOptions));
        surroundings
                .out()
                .printf(
                        Locale.ROOT,
                        "%-34s p50 %8.0f ms   max %8.0f ms   (goal %d ms)%n",
                        "started to ready",
                        ready.micros(0.5) / MICROS_PER_MILLI,
                        ready.micros(1) / MICROS_PER_MILLI,
                        GOAL_READY_MILLIS);
        if (ProcessMemory.isTold()) {
            surroundings.out().println(resident.line("memory " + settle.toSeconds() + " s later (VmRSS)"));
            surroundings.out().println(peak.line("the most until then (VmHWM)"));
        } else {
            surroundings.out().println("memory: not looked at, for it is told on Linux only");
        }
    }

    /** Sizes of one thing, in KiB. */
    private static final class Sizes {
        private final List<Long> kib = new ArrayList<>();

        void add(long size) {
            kib.add(size);
        }

        String line(String what) {
            List<Long> sorted = kib.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "%-34s p50 %8.0f MiB  max %8.0f MiB  (goal %d MiB)",
                    what,
                    sorted.get((sorted.size() - 1) / 2) / KIB_PER_MIB,
                    sorted.get(sorted.size() - 1) / KIB_PER_MIB,
                    GOAL_MEMORY_MIB);
        }
    }
}
