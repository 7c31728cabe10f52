package org.uketsuke.kiosk.sync;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.Messages.Assignment;

/** Both directions of the line to the server: the journal goes up, roster and assignment come down. */
public final class Replication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);
    private static final Duration FINISH = Duration.ofSeconds(2);

    private final OkHttpClient http;
    private final Replicator replicator;
    private final PushRehearsal rehearsal;
    private final RosterPull rosterPull;

    private Replication(OkHttpClient http, Replicator replicator, PushRehearsal rehearsal, RosterPull rosterPull) {
        this.http = http;
        this.replicator = replicator;
        this.rehearsal = rehearsal;
        this.rosterPull = rosterPull;
    }

    /**
     * Begins to replicate, until {@link #close}.
     *
     * @param enrolment the server and who this kiosk is to it
     * @param key the kiosk's key
     * @param onAssignment told the assignment after each contact, changed or not
     */
    public static Replication start(
            Enrolment enrolment,
            KioskKey key,
            Journal journal,
            RosterVault vault,
            Consumer<Assignment> onAssignment,
            Clock clock,
            LongSupplier nanoTime,
            SecureRandom random) {
        OkHttpClient http = ServerClient.settings().build();
        HttpUrl server = HttpUrl.get(enrolment.server());
        ServerClient client = new ServerClient(http, server, enrolment.kiosk(), key.signer(), clock, nanoTime);
        Replicator replicator = new Replicator(journal, client, key.signer(), clock, nanoTime, new Backoff(random));
        RosterPull rosterPull = new RosterPull(vault, client, new Backoff(random), onAssignment);
        replicator.start();
        rosterPull.start();
        return new Replication(http, replicator, new PushRehearsal(journal, replicator, client), rosterPull);
    }

    /** Makes pushes that are not sent, until the first real ones will be made quickly, or the thread is interrupted. */
    public void warmUp() {
        try {
            rehearsal.run();
        } catch (RuntimeException e) {
            LOG.warn("Warming up failed; the first pushes may be slower: {}", e.toString());
        }
    }

    /** When the server last said that the roster in use is the newest, by its own clock; empty before it did in this run. */
    public Optional<Instant> rosterConfirmedAt() {
        return rosterPull.confirmedAt();
    }

    /** Asks for assignment and roster at once: the booth was opened. */
    public void pullRosterNow() {
        rosterPull.pullNow();
    }

    /** How it stands; never waits for the network. */
    public SyncState state() {
        return replicator.state().with(rosterPull.refusal());
    }

    /** Sends what came in last, if the server is there and quick; what is not sent now is sent at the next start. */
    @Override
    public void close() {
        replicator.finish(FINISH);
        http.dispatcher().cancelAll();
        replicator.close();
        rosterPull.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
