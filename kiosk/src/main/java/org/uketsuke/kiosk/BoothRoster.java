package org.uketsuke.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.duty.DutyDesk.KeyAnswer;
import org.uketsuke.kiosk.duty.DutyDesk.KeyTried;
import org.uketsuke.kiosk.roster.BoothLock;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterKeyFile;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.JournalEvent.Fault;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * Where a booth serves, the roster that it serves with, and the lock before that. Whatever becomes of lock and roster, taps
 * are recorded. Thread-safe.
 */
final class BoothRoster {
    private static final Logger LOG = LoggerFactory.getLogger(BoothRoster.class);

    private final Path folder;
    private final Enrolment enrolment;
    private final BoothLock lock;
    private final RosterVault vault;
    private final Consumer<Fault> faults;
    private final AtomicLong tries = new AtomicLong();
    private volatile Optional<BoothKey> given = Optional.empty();
    private volatile Runnable whenOpened = () -> {};
    private volatile KeyTried lastKey = new KeyTried(0, KeyAnswer.NONE);
    private volatile Assignment assignment;
    /** What the enrolment's file says; behind {@link #assignment} while the file cannot be written. */
    private Assignment kept;

    /**
     * The roster as the last run left it; locked, if the meeting has a booth key.
     *
     * @param folder data folder
     * @param enrolment its enrolment
     * @param random for nonces and keys
     * @param faults takes what the office should know of
     */
    BoothRoster(Path folder, Enrolment enrolment, SecureRandom random, Consumer<Fault> faults) {
        this.folder = folder;
        this.enrolment = enrolment;
        this.faults = faults;
        this.assignment = enrolment.assignment();
        this.kept = enrolment.assignment();
        String meeting = assignment.meeting().id();
        RosterKeyFile file = new RosterKeyFile(folder.resolve("roster.key"), random);
        this.lock = new BoothLock(meeting, assignment.boothKeyCheck(), file);
        this.vault =
                new RosterVault(folder, meeting, enrolment.rosterKeyBytes(), Ed25519.check(), lock, random, faults);
        if (lock.hasOldKeyFile()) {
            makeUnreadable();
        }
    }

    /** The key goes first: even where the sealed file cannot be deleted, nothing opens it any more. */
    private void makeUnreadable() {
        try {
            lock.destroy();
        } catch (RuntimeException e) {
            faults.accept(new Fault("roster-key-not-destroyed", String.valueOf(e.getMessage())));
        }
        vault.forgetAtRest();
    }

    Assignment assignment() {
        return assignment;
    }

    RosterVault vault() {
        return vault;
    }

    /** Whether the meeting has a booth key. */
    boolean hasLock() {
        return lock.isThere();
    }

    /** Whether a booth key is wanted: the booth is locked, or the office has made a new key since it was opened. */
    boolean wantsKey() {
        return lock.isClosed();
    }

    /** Calls back whenever the booth was opened. */
    void onOpened(Runnable listener) {
        whenOpened = listener;
    }

    /** Keeps a key in memory that was given at the start, and tries it now and whenever the office makes a new one. */
    void give(BoothKey key) {
        given = Optional.of(key);
        if (lock.isThere()) {
            open(Optional.of(key));
        }
    }

    /** As {@link #give}, with what a file holds; a file that is no use leaves the booth locked. */
    void giveFrom(Optional<Path> file) {
        file.flatMap(keyFile -> BoothKeyFile.read(keyFile, folder)).ifPresent(this::give);
    }

    /** Tries a key that was scanned or typed; empty stands for one that was misread. The text of a key is told nobody. */
    KeyAnswer open(Optional<BoothKey> key) {
        KeyAnswer answer = key.map(this::tried).orElse(KeyAnswer.MISREAD);
        lastKey = new KeyTried(tries.incrementAndGet(), answer);
        return answer;
    }

    private KeyAnswer tried(BoothKey key) {
        switch (lock.open(key)) {
            case NO_LOCK -> {
                return KeyAnswer.NO_LOCK;
            }
            case WRONG_KEY -> {
                faults.accept(new Fault("booth-key-wrong", "a booth key was tried that is not this meeting's"));
                return KeyAnswer.WRONG_KEY;
            }
            default -> {
                vault.unlock();
                LOG.info("The booth was opened; roster version {}", vault.version());
                whenOpened.run();
                return KeyAnswer.OPENED;
            }
        }
    }

    /** The last key that was tried. */
    KeyTried lastKey() {
        return lastKey;
    }

    /**
     * Destroys roster and keys for good; taps are recorded on, for the server to decide.
     *
     * @return what the journal is to be told
     * @throws java.io.UncheckedIOException if something could not be destroyed
     */
    JournalEvent.Wiped wipe(String staff, Optional<String> export) {
        Optional<Long> version = vault.current().map(Roster::version);
        given = Optional.empty();
        return new JournalEvent.Wiped(version, staff, vault.wipe(), export);
    }

    /** Takes in what the server says of where this kiosk serves. */
    synchronized void hear(Assignment told) {
        Assignment heard = withKnownLock(told);
        if (!heard.equals(assignment)) {
            assignment = heard;
            LOG.info("Assigned to {} at {}", heard.meeting().id(), heard.booth());
        }
        if (heard.meeting().id().equals(enrolment.assignment().meeting().id())
                && heard.boothKeyCheck().filter(lock::expect).isPresent()) {
            makeUnreadable();
            LOG.info("The meeting has a new booth key: the roster serves on from memory, the desk asks for the key");
            given.ifPresent(key -> open(Optional.of(key)));
        }
        if (!heard.equals(kept)) {
            enrolment.with(heard).write(folder);
            kept = heard;
        }
    }

    /** A server that says nothing of a booth key, such as one of an older version, does not take the lock off the booth. */
    private Assignment withKnownLock(Assignment told) {
        boolean same = told.meeting().id().equals(assignment.meeting().id());
        return told.boothKeyCheck().isPresent() || !same
                ? told
                : new Assignment(
                        told.society(),
                        told.societyNumber(),
                        told.societyName(),
                        told.meeting(),
                        told.booth(),
                        told.validFrom(),
                        told.validTo(),
                        assignment.boothKeyCheck(),
                        told.agenda());
    }
}
