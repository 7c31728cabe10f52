package org.uketsuke.kiosk.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.roster.RosterChange;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterManifest;

/** Keeps roster and assignment fresh, on a thread of its own: a large snapshot on a slow line delays no push. */
final class RosterPull implements AutoCloseable {
    /** A card reported lost must reach an online kiosk within a minute (SEC-02). */
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RosterPull.class);

    private final RosterVault vault;
    private final ServerClient client;
    private final Backoff backoff;
    private final Consumer<Assignment> onAssignment;
    /** One permit for each reason to begin a round before its time. */
    private final Semaphore due = new Semaphore(0);

    private volatile boolean closed;
    private volatile Optional<Instant> confirmedAt = Optional.empty();
    private Optional<Duration> retryAfter = Optional.empty();
    private volatile Optional<SyncTrouble> refusal = Optional.empty();
    private final Thread thread = new Thread(this::run, "roster-pull");

    RosterPull(RosterVault vault, ServerClient client, Backoff backoff, Consumer<Assignment> onAssignment) {
        this.vault = vault;
        this.client = client;
        this.backoff = backoff;
        this.onAssignment = onAssignment;
        this.thread.setDaemon(true);
    }

    /** Begins to pull, until {@link #close}. */
    void start() {
        thread.start();
    }

    /** When the server last said that the roster in use is the newest, by its own clock. */
    Optional<Instant> confirmedAt() {
        return confirmedAt;
    }

    /** Begins a round at once: the booth was opened. */
    void pullNow() {
        due.release();
    }

    /** Why the server wants nothing to do with this kiosk, if it said so last; it may take its journal all the same. */
    Optional<SyncTrouble> refusal() {
        return refusal;
    }

    @Override
    public void close() {
        closed = true;
        due.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Duration wait = pullAndWait();
                if (due.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    due.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One round; how long to wait for the next. */
    Duration pullAndWait() {
        retryAfter = Optional.empty();
        try {
            if (pull()) {
                backoff.reset();
                return PERIOD;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("The roster could not be taken; the one before stays in use", e);
        }
        return backoff.next(retryAfter);
    }

    /**
     * One round; false when the server could not be reached or its answer not be used. A booth that is locked or
     * wiped asks for no roster: names that it cannot keep safe do not come here.
     */
    boolean pull() {
        Answer<AssignmentAnswer> answer = client.get("/assignment", AssignmentAnswer.class);
        if (!(answer instanceof Answer.Given<AssignmentAnswer> given)) {
            return notGiven(answer);
        }
        noteRefusal(Optional.empty(), "");
        tellAssignment(given.value().assignment());
        if (vault.takesNone()) {
            return true;
        }
        return pullRoster(following(given.value().server().epoch()), true);
    }

    /** An assignment that cannot be kept, on a full disk, is told again next round; a lost card cannot wait for that. */
    private void tellAssignment(Assignment assignment) {
        try {
            onAssignment.accept(assignment);
        } catch (RuntimeException e) {
            LOG.error("The assignment could not be kept; the roster is pulled all the same: {}", e.toString());
        }
    }

    /**
     * The version to ask for changes of. A server that was restored counts its versions again from further back: the same
     * number may then stand for another roster, so in another epoch everything is asked for.
     */
    private long following(String epoch) {
        return vault.epoch().equals(Optional.of(epoch)) ? vault.version() : 0;
    }

    private boolean pullRoster(long after, boolean mayStartOver) {
        Answer<RosterAnswer> answer = client.get("/roster?after=" + after, RosterAnswer.class);
        if (!(answer instanceof Answer.Given<RosterAnswer> given)) {
            return notGiven(answer);
        }
        RosterAnswer roster = given.value();
        boolean taken = switch (roster.form()) {
            case CURRENT -> true;
            case DELTA ->
                roster.delta()
                        .filter(delta -> taken(vault.apply(delta, roster.version())))
                        .isPresent();
            case SNAPSHOT -> roster.snapshot().filter(this::install).isPresent();
            case UNRECOGNISED -> false;
        };
        if (taken && vault.version() == roster.version()) {
            confirmedAt = Optional.of(roster.server().time());
            vault.noteEpoch(roster.server().epoch());
        }
        return taken || (mayStartOver && after > 0 && pullRoster(0, false));
    }

    private boolean install(RosterManifest manifest) {
        Answer<byte[]> answer = client.getBytes("/roster/snapshots/" + manifest.version());
        return answer instanceof Answer.Given<byte[]> file
                ? taken(vault.installSnapshot(manifest, file.value()))
                : notGiven(answer);
    }

    private boolean notGiven(Answer<?> answer) {
        if (answer instanceof Answer.Busy<?> busy) {
            retryAfter = busy.retryAfter();
        }
        if (answer instanceof Answer.Refused<?> refused) {
            SyncTrouble why = SyncTrouble.ofProblem(refused.problem().type());
            if (why.ofTheKioskItself()) {
                noteRefusal(
                        Optional.of(why),
                        refused.problem().title() + ". " + refused.problem().detail());
            }
        }
        return false;
    }

    /** Logged when it comes and when it goes, and not once a try. */
    private void noteRefusal(Optional<SyncTrouble> next, String detail) {
        if (!next.equals(refusal)) {
            next.ifPresentOrElse(
                    why -> LOG.warn("The server gives this kiosk no assignment and no roster: {}", detail),
                    () -> LOG.info("The server gives this kiosk its assignment again"));
        }
        refusal = next;
    }

    private static boolean taken(RosterChange change) {
        if (change instanceof RosterChange.Refused refused) {
            LOG.error("A roster was refused; the one before stays in use: {}", refused.detail());
            return false;
        }
        return true;
    }
}
