package org.uketsuke.kiosk.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.roster.RosterChange.Installed;
import org.uketsuke.kiosk.roster.RosterChange.Refused;
import org.uketsuke.kiosk.roster.RosterChange.Why;
import org.uketsuke.protocol.JournalEvent.Fault;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.SignatureCheck;

/**
 * Keeps the roster of one meeting: sealed on disk, open in memory. Whatever is wrong with what lies on disk, the kiosk goes
 * on, without a roster if it must. Thread-safe; the roster in use is exchanged in one step and never waits for a new one.
 */
public final class RosterVault {
    /** File name of the sealed roster. */
    public static final String FILE_NAME = "roster.sealed";

    private static final Logger LOG = LoggerFactory.getLogger(RosterVault.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final String meeting;
    private final SnapshotCheck check;
    private final RosterKey key;
    private final RosterSeal seal;
    private final RosterEpoch epoch;
    private final WipeMark mark;
    private final Consumer<Fault> faults;
    private volatile @Nullable Roster current;
    /** The roster that the sealed file holds, if it is the one in use. */
    private @Nullable Roster atRest;

    /**
     * A vault that reads what the last run left.
     *
     * @param folder data folder
     * @param meeting meeting id of the assignment; rosters of other meetings are refused
     * @param serverKey the server's roster key, 32 raw bytes
     * @param signatureCheck Ed25519
     * @param key unlocks the file
     * @param random for nonces
     * @param faults takes what the office should know of
     */
    public RosterVault(
            Path folder,
            String meeting,
            byte[] serverKey,
            SignatureCheck signatureCheck,
            RosterKey key,
            SecureRandom random,
            Consumer<Fault> faults) {
        this.meeting = meeting;
        this.check = new SnapshotCheck(meeting, serverKey, signatureCheck);
        this.key = key;
        this.seal = new RosterSeal(folder.resolve(FILE_NAME), meeting, random);
        this.epoch = new RosterEpoch(folder, faults);
        this.faults = faults;
        this.mark = new WipeMark(folder, meeting);
        if (mark.isThere()) {
            wipeAgain();
        }
        unlock();
    }

    /** What an interrupted wipe left. */
    private void wipeAgain() {
        try {
            wipe();
        } catch (UncheckedIOException e) {
            faults.accept(new Fault("roster-not-deleted", String.valueOf(e.getMessage())));
        }
    }

    /**
     * Reads the sealed roster once the key is there, or seals the one in use under a key that has come since; the booth
     * calls it when it is opened. True if a roster is in use.
     */
    public synchronized boolean unlock() {
        if (isWiped()) {
            return false;
        }
        try {
            Optional<SecretKey> unlocked = key.unlocked();
            Roster using = current;
            if (using == null && unlocked.isPresent() && seal.exists()) {
                Roster roster = Roster.open(seal.read(unlocked.get()));
                use(roster);
                atRest = roster;
            } else if (using != null && unlocked.isPresent() && atRest != using) {
                atRest = keep(using.bytes()) ? using : null;
            }
        } catch (IOException | UncheckedIOException | RosterUnusable e) {
            faults.accept(new Fault("roster-unreadable", "the sealed roster cannot be used: " + e.getMessage()));
        }
        return current != null;
    }

    /** Whether a roster could not even be taken now: the booth is locked and none is in use, or it was wiped. */
    public synchronized boolean takesNone() {
        return isWiped() || (current == null && key.unlocked().isEmpty());
    }

    /** Deletes what lies at rest, which must not be opened by its key any more; the roster in use goes on serving. */
    public synchronized void forgetAtRest() {
        atRest = null;
        try {
            seal.delete();
        } catch (IOException e) {
            faults.accept(new Fault("roster-not-deleted", "the sealed roster cannot be deleted: " + e.getMessage()));
        }
    }

    /** The roster in use; empty while the booth is locked or none has arrived. */
    public Optional<Roster> current() {
        return Optional.ofNullable(current);
    }

    /** Version of the roster in use, 0 for none. */
    public long version() {
        return current().map(Roster::version).orElse(0L);
    }

    /** Epoch of the server that the roster in use came from; empty if that is not known. */
    public Optional<String> epoch() {
        return epoch.known();
    }

    /**
     * Notes from which epoch the roster in use came. If that cannot be kept, this run knows it all the same, and the next one
     * fetches the roster whole, which does no harm.
     */
    public void noteEpoch(String newEpoch) {
        epoch.note(newEpoch);
    }

    /**
     * Takes a snapshot into use, if it is what its manifest says and the server signed that.
     *
     * @param snapshot the SQLite file
     */
    public synchronized RosterChange installSnapshot(RosterManifest manifest, byte[] snapshot) {
        Optional<Refused> refused = isWiped()
                ? Optional.of(new Refused(Why.WIPED, "the roster of this meeting was wiped here"))
                : check.refusal(manifest, snapshot);
        if (refused.isPresent()) {
            return refused.get();
        }
        try {
            Roster roster = Roster.open(snapshot);
            boolean asDescribed = roster.meeting().equals(meeting)
                    && roster.version() == manifest.version()
                    && roster.count("member") == manifest.members()
                    && roster.count("token") == manifest.tokens();
            if (!asDescribed) {
                roster.wipe();
                return new Refused(Why.NOT_A_ROSTER, "the snapshot holds something else than its manifest says");
            }
            return install(roster, snapshot);
        } catch (RosterUnusable e) {
            return new Refused(Why.NOT_A_ROSTER, String.valueOf(e.getMessage()));
        }
    }

    /** Takes changes into use; the roster in use serves until they are all in. */
    public synchronized RosterChange apply(RosterDelta delta, long newVersion) {
        Roster old = current;
        if (old == null || old.version() != delta.from()) {
            return new Refused(
                    Why.OTHER_VERSION, "the delta follows version %d, in use is %d".formatted(delta.from(), version()));
        }
        if (newVersion <= old.version()) {
            return new Refused(
                    Why.OTHER_VERSION, "the delta leads from version %d to %d".formatted(old.version(), newVersion));
        }
        if (!old.meeting().equals(meeting)) {
            return new Refused(Why.OTHER_MEETING, "the roster in use is for meeting " + old.meeting());
        }
        try {
            byte[] changed = RosterMemory.changed(bytes(old), delta, newVersion);
            return install(Roster.open(changed), changed);
        } catch (SQLException | RosterUnusable e) {
            return new Refused(Why.NOT_A_ROSTER, "the delta does not fit: " + e.getMessage());
        }
    }

    /** Read from the sealed file, if that holds it: copied from memory, it would hold up look-ups at the readers. */
    private byte[] bytes(Roster roster) {
        try {
            Optional<SecretKey> unlocked = key.unlocked();
            if (roster == atRest && unlocked.isPresent()) {
                return seal.read(unlocked.get());
            }
        } catch (IOException | UncheckedIOException | RosterUnusable e) {
            LOG.debug("The sealed roster cannot be read, the one in memory is changed: {}", e.toString());
        }
        return roster.bytes();
    }

    private RosterChange install(Roster roster, byte[] file) {
        use(roster);
        boolean kept = keep(file);
        atRest = kept ? roster : null;
        return new Installed(roster.version(), kept);
    }

    /** The roster used before is freed once nobody looks anything up in it any more. */
    private void use(Roster roster) {
        CLEANER.register(roster, roster.freeing());
        current = roster;
    }

    private boolean keep(byte[] file) {
        try {
            Optional<SecretKey> unlocked = key.unlocked();
            if (unlocked.isPresent()) {
                seal.write(unlocked.get(), file);
            }
            return unlocked.isPresent();
        } catch (IOException | UncheckedIOException e) {
            faults.accept(new Fault("roster-not-kept", "the roster serves from memory only: " + e.getMessage()));
            return false;
        }
    }

    /**
     * After settlement: roster, file and key are gone for good, and no roster is taken any more. What cannot be destroyed now
     * is tried again at the next start.
     *
     * @return what was destroyed: file names, and {@code memory}
     * @throws UncheckedIOException if a file could not be destroyed
     */
    public synchronized List<String> wipe() {
        List<String> gone = new ArrayList<>();
        mark.put();
        Roster roster = current;
        current = null;
        atRest = null;
        if (roster != null) {
            roster.wipe();
            gone.add("memory");
        }
        if (key.destroy()) {
            gone.add("roster.key");
        }
        try {
            if (seal.exists()) {
                gone.add(FILE_NAME);
            }
            seal.destroy();
        } catch (IOException e) {
            throw new UncheckedIOException("The sealed roster cannot be deleted, but its key is gone", e);
        }
        return gone;
    }

    /** Whether this meeting's roster was wiped here: none is taken any more. */
    public boolean isWiped() {
        return mark.isThere();
    }
}
