package org.uketsuke.kiosk.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterChange;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** {@code kiosk bench roster}: how long a roster takes to arrive, to be there after a restart, and to answer. */
public final class RosterBench {
    private static final int PRIME = 7919;
    private static final int WARM_UP = 20_000;
    private static final int SEARCH_LIMIT = 20;
    private static final List<String> PREFIXES = List.of("ヤ", "たか", "サキヤマ", "ヨシダヨシ", "ワタ", "ヴァン");

    private final Path folder;
    private final LongSupplier nanoTime;
    private final SecureRandom random;

    /**
     * A run.
     *
     * @param folder an empty folder
     * @param nanoTime the device's monotonic clock
     * @param random for keys
     */
    public RosterBench(Path folder, LongSupplier nanoTime, SecureRandom random) {
        this.folder = folder;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Makes a roster of so many members, asks it so many times, and prints what it took. */
    public void run(int members, int times, PrintStream out) {
        SampleRoster sample = SampleRoster.make(folder.resolve("sample-roster.db"), members, 1);
        byte[] file = sample.bytes();
        RosterVault vault = SampleRoster.vault(folder, random);
        long start = nanoTime.getAsLong();
        RosterChange change = vault.installSnapshot(sample.manifest(), file);
        Roster roster = vault.current().orElseThrow(() -> new IllegalStateException(change.toString()));
        roster.searchKana("ヤ", 1);
        out.printf(
                Locale.ROOT,
                "arrived: checked, searchable, sealed %8.2f s   (%d members, %d bytes, goal 5 s)%n",
                secondsSince(start),
                members,
                file.length);
        start = nanoTime.getAsLong();
        SampleRoster.vault(folder, random).current().orElseThrow().searchKana("ヤ", 1);
        out.printf(Locale.ROOT, "there again after a restart          %8.2f s%n", secondsSince(start));
        Times known = new Times();
        Times unknown = new Times();
        Times search = new Times();
        lookUp(roster, members, WARM_UP, new Times(), new Times());
        lookUp(roster, members, times, known, unknown);
        search(roster, WARM_UP, new Times());
        search(roster, times, search);
        out.println(known.line("card look-up (goal p99 50 us)"));
        out.println(unknown.line("unknown card (goal p99 50 us)"));
        out.println(search.line("kana prefix (goal p99 1000 us)"));
        vault.wipe();
    }

    private void lookUp(Roster roster, int members, int times, Times known, Times unknown) {
        for (int i = 0; i < times; i++) {
            CardToken listed = roster.tokenOf(SampleRoster.card((int) ((long) i * PRIME % members)));
            long start = nanoTime.getAsLong();
            boolean found = roster.findByToken(listed).isPresent();
            known.add(nanoTime.getAsLong() - start);

            CardToken other = roster.tokenOf(new RawToken(Medium.FELICA, "unlisted " + i));
            start = nanoTime.getAsLong();
            boolean strange = roster.findByToken(other).isPresent();
            unknown.add(nanoTime.getAsLong() - start);
            if (!found || strange) {
                throw new IllegalStateException("The roster gave a wrong answer for member " + i);
            }
        }
    }

    private void search(Roster roster, int times, Times search) {
        for (int i = 0; i < times; i++) {
            long start = nanoTime.getAsLong();
            boolean none = roster.searchKana(PREFIXES.get(i % PREFIXES.size()), SEARCH_LIMIT)
                    .isEmpty();
            search.add(nanoTime.getAsLong() - start);
            if (none) {
                throw new IllegalStateException("The roster did not find " + PREFIXES.get(i % PREFIXES.size()));
            }
        }
    }

    private double secondsSince(long startNanos) {
        return (nanoTime.getAsLong() - startNanos) / 1e9;
    }
}
