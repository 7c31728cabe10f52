package org.uketsuke.kiosk.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.uketsuke.protocol.BoothKey;

/**
 * The lock of a booth. Where the meeting has a booth key, the roster at rest is readable with that key alone, which a person
 * brings and which stays in memory (SEC-21); where it has none, a key file serves. From the moment a check of a booth key is
 * known, nothing on this disk opens what lies at rest: the key file is destroyed, and another check locks the booth again.
 * Thread-safe.
 */
public final class BoothLock implements RosterKey {
    private final String meeting;
    private final RosterKeyFile file;
    private volatile Optional<String> check;
    private volatile Optional<SecretKey> opened = Optional.empty();

    /** What a lock says to a key. */
    public enum Answer {
        /** It is open. */
        OPENED,
        /** It is the key of another meeting, or one that the office has replaced. */
        WRONG_KEY,
        /** This meeting has no booth key; there is nothing to open. */
        NO_LOCK
    }

    /**
     * A lock that is closed, if there is one.
     *
     * @param meeting meeting id
     * @param check {@link BoothKey#check} of the meeting's key, if it has one
     * @param file the key file that serves where it has none
     */
    public BoothLock(String meeting, Optional<String> check, RosterKeyFile file) {
        this.meeting = meeting;
        this.check = check;
        this.file = file;
    }

    @Override
    public synchronized Optional<SecretKey> unlocked() {
        return check.isEmpty() ? file.unlocked() : opened;
    }

    /** Whether the meeting has a booth key; never waits. */
    public boolean isThere() {
        return check.isPresent();
    }

    /** Whether a key is wanted; never waits, not even for a key file on a disk that hangs. */
    public boolean isClosed() {
        return check.isPresent() && opened.isEmpty();
    }

    /** Tries a key. Nothing of a wrong one is kept. */
    public synchronized Answer open(BoothKey key) {
        if (check.isEmpty()) {
            return Answer.NO_LOCK;
        }
        byte[] wanted = check.get().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(key.check(meeting).getBytes(StandardCharsets.UTF_8), wanted)) {
            return Answer.WRONG_KEY;
        }
        opened = Optional.of(new SecretKeySpec(key.rosterKey(meeting), "AES"));
        return Answer.OPENED;
    }

    /**
     * Takes in which key is the right one from now on.
     *
     * @return whether that is another than before: what lies at rest is then of no more use
     */
    public synchronized boolean expect(String newCheck) {
        if (check.equals(Optional.of(newCheck))) {
            return false;
        }
        check = Optional.of(newCheck);
        opened = Optional.empty();
        return true;
    }

    /** Whether a key file of earlier days lies beside a roster that it must not open any more. */
    public synchronized boolean hasOldKeyFile() {
        return check.isPresent() && file.exists();
    }

    /** Destroys the key file, if there is one, and closes the lock. */
    @Override
    public synchronized boolean destroy() {
        opened = Optional.empty();
        return file.destroy();
    }
}
