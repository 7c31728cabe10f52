package org.uketsuke.kiosk.roster;

import java.util.Optional;
import javax.crypto.SecretKey;

/** Where the key that unlocks the roster comes from: the one seam between the roster and how a booth is opened. */
public interface RosterKey {
    /** The AES-256 key; empty while the booth is locked. */
    Optional<SecretKey> unlocked();

    /** Destroys the key: what it sealed is gone for ever. Whether there was a file of it. */
    boolean destroy();
}
