package org.uketsuke.kiosk.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How replication stands; a value, so that asking for it never waits for the network.
 *
 * @param reached whether the last exchange worked
 * @param received seq up to which the server has the journal, as heard in this run; 0 before the first contact, since only
 *     the server's own word counts
 * @param lastContactAt when the server last answered as asked, by its own clock
 * @param trouble what is in the way
 */
public record SyncState(
        boolean reached, long received, Optional<Instant> lastContactAt, Optional<SyncTrouble> trouble) {
    /** A kiosk asks its server three times in this; an exchange that has been hanging for so long has no network. */
    private static final Duration CONTACT_LASTS = Duration.ofMinutes(1);

    /** Before the first contact. */
    public static SyncState before() {
        return new SyncState(false, 0, Optional.empty(), Optional.empty());
    }

    /** Whether the server can be counted on: the last exchange worked, and is not long ago by the server's clock. */
    public boolean online(Instant now) {
        return reached
                && lastContactAt
                        .filter(at -> Duration.between(at, now).abs().compareTo(CONTACT_LASTS) <= 0)
                        .isPresent();
    }

    SyncState reached(long nowReceived, Instant now) {
        return new SyncState(true, nowReceived, Optional.of(now), Optional.empty());
    }

    SyncState failed(SyncTrouble why) {
        return new SyncState(false, received, lastContactAt, Optional.of(why));
    }

    /** The same with the trouble that another part of the exchange has, if this one is not refused itself. */
    SyncState with(Optional<SyncTrouble> other) {
        return other.isEmpty() || trouble.filter(SyncTrouble::refused).isPresent()
                ? this
                : new SyncState(reached, received, lastContactAt, other);
    }
}
