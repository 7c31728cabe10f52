package org.uketsuke.kiosk.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * How replication stands; a value, so that asking for it never waits for the network.
 *
 * @param online whether the last exchange worked
 * @param received seq up to which the server has the journal, as heard in this run; 0 before the first contact, since only
 *     the server's own word counts
 * @param lastContactAt when the server last answered as asked, by its own clock
 * @param trouble what is in the way, in plain words for staff
 * @param refused whether the server answered, and refused: waiting will not help, the office must be told the trouble
 */
public record SyncState(
        boolean online, long received, Optional<Instant> lastContactAt, Optional<String> trouble, boolean refused) {
    /** Before the first contact. */
    public static SyncState before() {
        return new SyncState(false, 0, Optional.empty(), Optional.empty(), false);
    }

    SyncState reached(long nowReceived, Instant now) {
        return new SyncState(true, nowReceived, Optional.of(now), Optional.empty(), false);
    }

    SyncState failed(String why) {
        return new SyncState(false, received, lastContactAt, Optional.of(why), false);
    }

    SyncState refused(String why) {
        return new SyncState(false, received, lastContactAt, Optional.of(why), true);
    }
}
