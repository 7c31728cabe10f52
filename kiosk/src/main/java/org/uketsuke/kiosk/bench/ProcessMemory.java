package org.uketsuke.kiosk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process of this Linux holds of the machine's memory, in KiB, as {@code /proc/PID/status} tells it.
 *
 * @param residentKib in memory now (VmRSS)
 * @param peakKib the most that ever was (VmHWM)
 */
public record ProcessMemory(long residentKib, long peakKib) {
    /** Whether this system tells it at all. */
    public static boolean isTold() {
        return Files.exists(Path.of("/proc/self/status"));
    }

    /**
     * Looks at a process.
     *
     * @throws IOException if there is no such process, or this is no Linux
     */
    public static ProcessMemory of(long processId) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", String.valueOf(processId), "status"));
        return new ProcessMemory(kib("VmRSS:", lines), kib("VmHWM:", lines));
    }

    private static long kib(String name, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
