package org.uketsuke.kiosk.sync;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.uketsuke.kiosk.journal.Journal;

/** Sends a journal and pulls nothing: for a command that has something to tell the server, beside no running kiosk. */
public final class JournalSending implements AutoCloseable {
    private final OkHttpClient http;
    private final Journal journal;
    private final Replicator replicator;

    private JournalSending(OkHttpClient http, Journal journal, Replicator replicator) {
        this.http = http;
        this.journal = journal;
        this.replicator = replicator;
    }

    /** Begins to send, until {@link #close}. */
    public static JournalSending start(
            Enrolment enrolment,
            KioskKey key,
            Journal journal,
            Clock clock,
            LongSupplier nanoTime,
            SecureRandom random) {
        OkHttpClient http = ServerClient.settings().build();
        ServerClient client = new ServerClient(
                http, HttpUrl.get(enrolment.server()), enrolment.kiosk(), key.signer(), clock, nanoTime);
        Replicator replicator = new Replicator(journal, client, key.signer(), clock, nanoTime, new Backoff(random));
        replicator.start();
        return new JournalSending(http, journal, replicator);
    }

    /** Waits until the server has all that the journal holds now; whether it came to that in time. */
    public boolean awaitAll(Duration patience) {
        try {
            replicator.awaitReceived(journal.head().seq(), patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        replicator.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
