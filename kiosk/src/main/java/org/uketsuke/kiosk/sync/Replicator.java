package org.uketsuke.kiosk.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Line;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Signer;

/**
 * Sends the journal, in order, as it grows: alone when quiet, in batches of what gathered meanwhile when busy. The server's
 * answer, never the kiosk's memory, says where to go on (design §4). One exchange is in flight at a time, on one thread.
 */
final class Replicator implements AutoCloseable {
    /** How often a quiet kiosk asks whether the server still has everything; a restored server is found by it. */
    private static final Duration QUIET_PROBE = Duration.ofSeconds(20);

    /** Entry text per push; escaping inside the message leaves it well below {@link Messages#PUSH_BYTES_MAX}. */
    private static final int PUSH_TEXT_BYTES_MAX = 5 << 18;

    /** An exchange slower than this tells too little about the clock. */
    private static final Duration CLOCK_ROUND_TRIP_MAX = Duration.ofSeconds(2);

    /** New journals begun since the server last took anything: more of them would only fill the disk. */
    private static final int NEW_JOURNALS_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Replicator.class);

    private final Journal journal;
    private final ServerClient client;
    private final Signer signer;
    private final Clock clock;
    private final Backoff backoff;
    private final Semaphore grown = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "replicator");
    private final Object heardOf = new Object();
    private final LongSupplier nanoTime;
    private volatile SyncState state = SyncState.before();
    private String troubleLogged = "";
    private boolean asked;
    private int newJournals;

    Replicator(
            Journal journal, ServerClient client, Signer signer, Clock clock, LongSupplier nanoTime, Backoff backoff) {
        this.journal = journal;
        this.client = client;
        this.signer = signer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.backoff = backoff;
        this.thread.setDaemon(true);
    }

    /** Begins to replicate, until {@link #close}. */
    void start() {
        journal.onAppend(grown::release);
        thread.start();
    }

    /** How it stands now. */
    SyncState state() {
        return state;
    }

    /**
     * Waits until the server says that it has an entry.
     *
     * @throws TimeoutException if it does not in time
     */
    void awaitReceived(long seq, long timeout, TimeUnit unit) throws InterruptedException, TimeoutException {
        long endNanos = nanoTime.getAsLong() + unit.toNanos(timeout);
        synchronized (heardOf) {
            while (state.received() < seq) {
                long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - nanoTime.getAsLong());
                if (leftMillis <= 0) {
                    throw new TimeoutException("The server has " + state.received() + " of " + seq + " entries");
                }
                heardOf.wait(leftMillis);
            }
        }
    }

    /** Waits until the server has everything, unless it is not there or takes too long. */
    void finish(Duration atMost) {
        if (!state.reached()) {
            return;
        }
        try {
            awaitReceived(journal.head().seq(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("Not everything was sent before the end: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        grown.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                exchangeAndWait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("Replication stumbled and goes on", e);
                become(
                        state.failed(SyncTrouble.STUMBLED),
                        "Replication stumbled: " + e.getClass().getSimpleName());
                awaitUninterested(backoff.next(Optional.empty()));
            }
        }
    }

    private void exchangeAndWait() throws InterruptedException {
        grown.drainPermits();
        List<Line> lines =
                asked ? journal.after(state.received(), Messages.PUSH_ENTRIES_MAX, PUSH_TEXT_BYTES_MAX) : List.of();
        Answer<JournalStatus> answer = lines.isEmpty() ? ask() : push(lines);
        if (answer instanceof Answer.Given<JournalStatus> given) {
            if (sameHistory(given.value())) {
                heard(given.value(), given.roundTrip(), lines.size());
            } else {
                goOnInANewJournal(
                        SyncTrouble.OTHER_HISTORY, "The server holds another history of journal " + journal.id());
            }
            return;
        }
        SyncTrouble trouble = trouble(answer);
        if (trouble == SyncTrouble.FOREIGN_JOURNAL) {
            goOnInANewJournal(trouble, "To the server, journal " + journal.id() + " is another kiosk's");
        } else {
            asked = false;
            Optional<Duration> retryAfter =
                    answer instanceof Answer.Busy<JournalStatus> busy ? busy.retryAfter() : Optional.empty();
            become(state.failed(trouble), detail(answer));
            awaitUninterested(backoff.next(retryAfter));
        }
    }

    /** How far is the server? Asked first, and now and then by a quiet kiosk. */
    private Answer<JournalStatus> ask() {
        return client.get("/journals/" + journal.id(), JournalStatus.class);
    }

    private Answer<JournalStatus> push(List<Line> lines) {
        return client.post(path(), message(state.received(), lines), JournalStatus.class);
    }

    /** Where pushes of the journal go. */
    String path() {
        return "/journals/" + journal.id() + "/entries";
    }

    /** The push of entries that follow one. */
    PushRequest message(long after, List<Line> lines) {
        Line last = lines.get(lines.size() - 1);
        byte[] signature = signer.sign(JournalChain.headStatement(journal.id(), last.seq(), last.hashHex()));
        return new PushRequest(
                after,
                lines.stream().map(Line::text).toList(),
                last.hashHex(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(signature),
                Optional.of(journal.deviceTime()));
    }

    private boolean sameHistory(JournalStatus status) {
        return status.state() != JournalStatus.State.FORK
                && journal.hashAt(status.received()).equals(Optional.of(status.head()));
    }

    /** A push that brought the server no further is tried again as after a failure: its answer alone proves nothing. */
    private void heard(JournalStatus status, Duration roundTrip, int pushed) throws InterruptedException {
        Instant now = clock.instant();
        asked = true;
        boolean stands = pushed > 0 && status.received() <= state.received();
        synchronized (heardOf) {
            become(state.reached(status.received(), status.server().time()), "");
            heardOf.notifyAll();
        }
        if (roundTrip.compareTo(CLOCK_ROUND_TRIP_MAX) < 0) {
            long half = roundTrip.toMillis() / 2;
            long offset = Duration.between(now, status.server().time()).toMillis() + half;
            journal.learnOffset(offset, half + 1);
        }
        boolean allSent = journal.head().seq() <= status.received();
        if (stands) {
            awaitUninterested(backoff.next(Optional.empty()));
        } else if (pushed > 0 || allSent) {
            backoff.reset();
            newJournals = 0;
        }
        if (allSent) {
            boolean tapped = grown.tryAcquire(QUIET_PROBE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Going on, tapped: {}", tapped);
        }
    }

    /**
     * Carries everything over. What the server calls safe is of its own history, and this kiosk's may have parted from that
     * further back; what the server has already it knows again by its origin.
     */
    private void goOnInANewJournal(SyncTrouble trouble, String why) {
        asked = false;
        if (newJournals < NEW_JOURNALS_MAX) {
            LOG.warn("{}; starting a new one", why);
            journal.startAnew(0);
            newJournals++;
            Instant now = clock.instant();
            long offsetMillis =
                    journal.serverOffset(now).map(ClockOffset::millis).orElse(0L);
            become(state.reached(0, now.plusMillis(offsetMillis)), "");
        } else {
            become(state.failed(trouble), why + ", and so on with " + NEW_JOURNALS_MAX + " new ones. Tell the office");
        }
        awaitUninterested(backoff.next(Optional.empty()));
    }

    /**
     * A trouble is logged when it comes and when it goes, and not once a try.
     *
     * @param detail what is in the way, for the log alone; empty for nothing
     */
    private void become(SyncState next, String detail) {
        if (!detail.equals(troubleLogged)) {
            if (detail.isEmpty()) {
                LOG.info("The journal is being sent again");
            } else {
                LOG.warn("The journal is not being sent now: {}", detail);
            }
            troubleLogged = detail;
        }
        state = next;
    }

    /** Waits without being woken by taps: while the server is away, each tap must not become a try of its own. */
    private void awaitUninterested(Duration wait) {
        try {
            if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Replication ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SyncTrouble trouble(Answer<JournalStatus> answer) {
        if (answer instanceof Answer.Refused<JournalStatus> refused) {
            return SyncTrouble.ofProblem(refused.problem().type());
        }
        return answer instanceof Answer.Busy<JournalStatus> ? SyncTrouble.BUSY : SyncTrouble.UNREACHABLE;
    }

    private static String detail(Answer<JournalStatus> answer) {
        if (answer instanceof Answer.Refused<JournalStatus> refused) {
            return refused.problem().title() + ". " + refused.problem().detail();
        }
        if (answer instanceof Answer.Busy<JournalStatus> busy) {
            return "The server is busy (HTTP " + busy.status() + ")";
        }
        return answer instanceof Answer.Unreachable<JournalStatus> away ? away.why() : "";
    }
}
