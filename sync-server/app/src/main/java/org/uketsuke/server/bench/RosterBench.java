package org.uketsuke.server.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Supplier;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.server.imports.ImportReport;
import org.uketsuke.server.imports.Imports;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.roster.Rosters;
import org.uketsuke.server.sample.SampleSociety;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.storage.Storage;

/** How long a society's books take from the office's files to what a kiosk fetches. */
public final class RosterBench {
    private static final long SEED = 20261016;
    private static final String SOCIETY = SampleSociety.SOCIETY;

    private final Storage storage;
    private final Path folder;
    private final Clock clock;
    private final SecureRandom random;
    private final PrintStream out;

    /**
     * Over an empty database, which it fills.
     *
     * @param folder for the files, and for what the server keeps beside the database
     */
    public RosterBench(Storage storage, Path folder, Clock clock, SecureRandom random, PrintStream out) {
        this.storage = storage;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
        this.out = out;
    }

    /** Invents members, measures and prints; the seconds that a kiosk waits whose roster nobody had prepared. */
    public double run(int members) {
        books(members);
        Rosters rosters = rosters("first");
        Rosters others = rosters("second");
        timed(
                "roster rows, in one transaction",
                () -> storage.write(handle -> rosters.refreshed(handle, SOCIETY, SampleSociety.REGIONAL)));
        timed("snapshot of those", () -> prepare(rosters, SampleSociety.REGIONAL));
        timed("the same snapshot, there already", () -> prepare(rosters, SampleSociety.REGIONAL));
        Timed<RosterManifest> asked = timed(
                "a kiosk asks for a roster that nobody prepared",
                () -> ask(rosters, SampleSociety.ANNUAL, 0).snapshot().orElseThrow());
        timed("the same at another server over this database", () -> prepare(others, SampleSociety.ANNUAL));
        RosterManifest made = asked.result();
        out.printf(
                "%s, %,d members, %,d cards: %,d bytes; not prepared %.2f s%n",
                storage.dialect(), made.members(), made.tokens(), made.bytes(), asked.seconds());
        return asked.seconds();
    }

    private Rosters rosters(String cache) {
        return new Rosters(
                storage, folder.resolve(cache), ServerKeys.of(storage, random).rosterSigner(), clock);
    }

    private boolean prepare(Rosters rosters, String meeting) {
        rosters.prepare(SOCIETY, meeting);
        return true;
    }

    private RosterAnswer ask(Rosters rosters, String meeting, long after) {
        Instant now = clock.instant();
        return rosters.answer(SOCIETY, meeting, after, new ServerMark(now, ""));
    }

    private void books(int members) {
        Path files = folder.resolve("files");
        try {
            SampleSociety.write(files, SEED, members, LocalDate.now(clock.withZone(ZoneOffset.ofHours(9))));
            Path policy = files.resolve("society.toml");
            new Societies(storage, clock).importPolicy(policy.toString(), Files.readString(policy), false);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of the measurement cannot be written to " + files, e);
        }
        Imports imports = new Imports(storage, clock, random);
        for (Imports.Kind kind : Imports.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            Timed<ImportReport> imported =
                    timed("import " + name, () -> imports.run(kind, files.resolve(name + ".csv"), SOCIETY, false));
            if (imported.result().rejected() > 0) {
                throw new IllegalStateException("Invented " + name + " were refused");
            }
        }
    }

    /**
     * What was measured.
     *
     * @param result what came of it
     * @param seconds how long it took
     * @param <T> type of the result
     */
    private record Timed<T>(T result, double seconds) {}

    private <T> Timed<T> timed(String what, Supplier<T> work) {
        long began = System.nanoTime();
        T result = work.get();
        double seconds = (System.nanoTime() - began) / 1e9;
        out.printf("%-50s %8.2f s%n", what, seconds);
        return new Timed<>(result, seconds);
    }
}
