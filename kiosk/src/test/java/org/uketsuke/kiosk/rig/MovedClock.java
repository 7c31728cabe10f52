package org.uketsuke.kiosk.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;

/** The wall clock of all programs of a story, set to a day of the congress; it goes on from there at its usual pace. */
public final class MovedClock {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final Path library;
    private final Path seconds;

    /** Compiles it into a folder; skips the test where there is no compiler. */
    public MovedClock(Path folder) {
        this.library = SharedObject.compile("/rig/moved-clock.c", folder, "-ldl");
        this.seconds = folder.resolve("seconds");
    }

    /** Sets it, in Japan's time, such as {@code 2026-10-16T08:42}. */
    public void set(String dateTime) {
        Instant wanted = LocalDateTime.parse(dateTime).atZone(JAPAN).toInstant();
        try {
            Path whole = seconds.resolveSibling("seconds.new");
            Files.writeString(
                    whole, Long.toString(wanted.getEpochSecond() - Instant.now().getEpochSecond()));
            // in one step: a program that read half a number would be in another century
            Files.move(whole, seconds, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the environment of the programs. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "MOVED_CLOCK", seconds.toString());
    }
}
