package org.uketsuke.kiosk.sync;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.roster.CardHolder;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterKeyFile;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Outcome;

/** Measures replication against a real server: the roster's arrival, a backlog over a far line, a tap on a quiet line. */
public final class SyncBench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int QUIET_TAPS = 300;
    private static final int CARDS_PER_MEMBER_MAX = 3;

    private final Path folder;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final PrintStream out;

    /** Measures in an empty folder of its own, which stays for a look. */
    public SyncBench(Path folder, Clock clock, LongSupplier nanoTime, SecureRandom random, PrintStream out) {
        this.folder = folder;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @param server address of a server on this machine
     * @param code one-time code for a kiosk that is made for this bench
     * @param entries length of the backlog
     * @param roundTrip of the far line
     * @throws IllegalStateException if the server does not take the kiosk, or does not get done in time
     */
    public void run(String server, String code, int entries, Duration roundTrip)
            throws IOException, JournalDamaged, NotRecorded, InterruptedException, TimeoutException {
        Enrolling.Result result = new Enrolling(folder, clock, nanoTime).enrol(server, code, random, "bench");
        if (!(result instanceof Enrolling.Result.Enrolled enrolled)) {
            throw new IllegalStateException(result.toString());
        }
        KioskKey key = KioskKey.enrolled(folder);
        Enrolment enrolment = enrolled.enrolment();
        try (Journal journal =
                Journal.open(new JournalSettings(folder, List.of(), "bench", "bench", 0), clock, nanoTime, random)) {
            Booth booth = new Booth(enrolment, key, journal, rosterArrives(enrolment, key));
            tap(booth, entries - journal.head().seq());
            new PushRehearsal(
                            journal, replicator(booth, enrolment.server()), client(enrolment, key, enrolment.server()))
                    .run();
            drain("first", booth, entries, roundTrip);
            quiet(booth);
            tap(booth, entries);
            drain("later", booth, entries, roundTrip);
        }
    }

    /**
     * The kiosk that is measured.
     *
     * @param enrolment who it is to the server
     * @param key its key
     * @param journal its journal
     * @param roster its roster
     */
    private record Booth(Enrolment enrolment, KioskKey key, Journal journal, Roster roster) {}

    private Roster rosterArrives(Enrolment enrolment, KioskKey key) {
        RosterVault vault = new RosterVault(
                folder,
                enrolment.assignment().meeting().id(),
                enrolment.rosterKeyBytes(),
                Ed25519.check(),
                new RosterKeyFile(folder.resolve("roster.key"), random),
                random,
                fault -> out.println(fault.detail()));
        RosterPull pull =
                new RosterPull(vault, client(enrolment, key, enrolment.server()), new Backoff(random), heard -> {});
        long startNanos = nanoTime.getAsLong();
        if (!pull.pull()) {
            throw new IllegalStateException("The roster did not arrive");
        }
        Roster roster = vault.current().orElseThrow();
        int found = roster.searchKana("サ", 20).size();
        out.printf(
                Locale.ROOT,
                "roster arrived, sealed and searched (%d found) in %.2f s (goal at 100,000 members: 5 s)%n",
                found,
                seconds(startNanos));
        return roster;
    }

    private void tap(Booth booth, long times) throws NotRecorded {
        List<CardHolder> members = different(booth.roster(), (int) times);
        for (int i = 0; i < times; i++) {
            booth.journal().append(touch(booth.roster(), members.get(i % members.size())));
        }
    }

    private void drain(String which, Booth booth, int entries, Duration roundTrip)
            throws IOException, InterruptedException, TimeoutException {
        HttpUrl server = HttpUrl.get(booth.enrolment().server());
        try (DelayedRelay relay =
                DelayedRelay.to(new InetSocketAddress(server.host(), server.port()), roundTrip, nanoTime)) {
            String far = server.newBuilder().port(relay.port()).build().toString();
            long startNanos = nanoTime.getAsLong();
            try (Replicator replicator = replicator(booth, far)) {
                replicator.start();
                awaitReceived(replicator, booth.journal().head().seq());
            }
            out.printf(
                    Locale.ROOT,
                    "%s %d unsent entries drained over a round trip of %d ms in %.2f s (goal at 5,000 and 30 ms: 1 s)%n",
                    which,
                    entries,
                    roundTrip.toMillis(),
                    seconds(startNanos));
        }
    }

    /** A tap on a quiet line, from its commit to the server's word that it has it, which follows the ledger's commit. */
    private void quiet(Booth booth) throws NotRecorded, InterruptedException, TimeoutException {
        ServerClient asking =
                client(booth.enrolment(), booth.key(), booth.enrolment().server());
        long[] taps = new long[QUIET_TAPS];
        long[] floors = new long[QUIET_TAPS];
        List<CardHolder> members = different(booth.roster(), QUIET_TAPS);
        try (Replicator replicator = replicator(booth, booth.enrolment().server())) {
            replicator.start();
            awaitReceived(replicator, booth.journal().head().seq());
            for (int i = 0; i < QUIET_TAPS; i++) {
                long floorNanos = nanoTime.getAsLong();
                Answer<JournalStatus> answer =
                        asking.get("/journals/" + booth.journal().id(), JournalStatus.class);
                floors[i] = nanoTime.getAsLong() - floorNanos;
                if (!(answer instanceof Answer.Given)) {
                    throw new IllegalStateException("The server stopped answering: " + answer);
                }
                long startNanos = nanoTime.getAsLong();
                long seq = booth.journal()
                        .append(touch(booth.roster(), members.get(i % members.size())))
                        .entry()
                        .seq();
                awaitReceived(replicator, seq);
                taps[i] = nanoTime.getAsLong() - startNanos;
            }
        }
        print("tap to ledger, quiet line", taps);
        print("floor: one question to the server", floors);
        out.printf(Locale.ROOT, "ratio of the medians %.1f (goal for a tap: 100 ms)%n", median(taps) / median(floors));
    }

    /**
     * As many different members as entries, if the roster has them, and hardly one of an earlier run: a tap that earns
     * credits costs the server most.
     */
    private List<CardHolder> different(Roster roster, int most) {
        byte[] somewhere = new byte[CardToken.KEY_BYTES];
        random.nextBytes(somewhere);
        CardToken from = new CardToken(HexFormat.of().formatHex(somewhere));
        CardToken lowest = new CardToken("0".repeat(from.hex().length()));
        Set<String> members = new HashSet<>();
        return Stream.of(from, lowest)
                .flatMap(first -> roster.someTokens(first, most * CARDS_PER_MEMBER_MAX).stream())
                .flatMap(token -> roster.findByToken(token).stream())
                .filter(holder -> members.add(holder.member().id()))
                .limit(most)
                .toList();
    }

    private static JournalEvent touch(Roster roster, CardHolder holder) {
        return new JournalEvent.Scan(
                roster.meeting(),
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                holder.card().medium(),
                Optional.of(holder.card().token()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(holder.member().id()),
                Optional.of(holder.card().card()),
                Outcome.ACCEPTED,
                Optional.empty(),
                Optional.of(roster.version()),
                "bench");
    }

    private ServerClient client(Enrolment enrolment, KioskKey key, String server) {
        return new ServerClient(
                ServerClient.settings().build(), HttpUrl.get(server), enrolment.kiosk(), key.signer(), clock, nanoTime);
    }

    private Replicator replicator(Booth booth, String server) {
        return new Replicator(
                booth.journal(),
                client(booth.enrolment(), booth.key(), server),
                booth.key().signer(),
                clock,
                nanoTime,
                new Backoff(random));
    }

    private void awaitReceived(Replicator replicator, long seq) throws InterruptedException, TimeoutException {
        replicator.awaitReceived(seq, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void print(String what, long[] nanos) {
        out.printf(
                Locale.ROOT,
                "%-34s p50 %.2f ms   p95 %.2f ms   p99 %.2f ms%n",
                what,
                at(nanos, 0.5),
                at(nanos, 0.95),
                at(nanos, 0.99));
    }

    private static double median(long[] nanos) {
        return at(nanos, 0.5);
    }

    private static double at(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1e6;
    }

    private double seconds(long startNanos) {
        return (nanoTime.getAsLong() - startNanos) / 1e9;
    }
}
