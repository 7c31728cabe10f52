package org.uketsuke.kiosk.journal;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.protocol.JournalEvent;

/** Journals as the tests need them: in a folder of their own, without ballast, at a fixed time. */
public final class TestJournal {
    /** The wall clock of these journals. */
    public static final Instant AT = Instant.parse("2026-10-16T00:00:00.123Z");

    private TestJournal() {}

    public static JournalSettings settings(Path folder) {
        return new JournalSettings(folder, List.of(), "machine-1", "test", 0);
    }

    public static Journal open(Path folder) {
        return open(settings(folder));
    }

    /** Opens and lets damage be seen. */
    static Journal openOrThrow(Path folder) throws JournalDamaged {
        return Journal.open(settings(folder), Clock.fixed(AT, ZoneOffset.UTC), () -> 0L, new SecureRandom());
    }

    public static Journal open(JournalSettings settings) {
        try {
            return Journal.open(settings, Clock.fixed(AT, ZoneOffset.UTC), () -> 0L, new SecureRandom());
        } catch (JournalDamaged e) {
            throw new AssertionError(e);
        }
    }

    public static Journal open(Path folder, Clock clock, LongSupplier nanoTime) {
        try {
            return Journal.open(settings(folder), clock, nanoTime, new SecureRandom());
        } catch (JournalDamaged e) {
            throw new AssertionError(e);
        }
    }

    public static JournalEvent note(String text) {
        return new JournalEvent.Note(text, Optional.empty());
    }
}
