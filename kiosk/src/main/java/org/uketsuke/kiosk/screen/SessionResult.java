package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;

/**
 * What a result at the door of a room says of the session. The way is the result's direction, since when somebody is registered
 * its first time.
 *
 * @param room whose door it is
 * @param session the session meant; empty if none can be named
 * @param limit when the window closed, for {@link Outcome#TOO_LATE}
 * @param opensAt when the way meant opens, for {@link Outcome#TOO_EARLY}; when the way out opens, where somebody came too late to
 *     come in, or has come in and is to touch again on the way out
 * @param elsewhere sessions of other rooms that register now, for {@link Outcome#WRONG_SESSION} in the wrong room, and
 *     for {@link Outcome#TOO_EARLY} in one that opens soon
 * @param withoutWayIn for {@link Outcome#WRONG_SESSION}: the way out of somebody whom nobody saw come in
 * @param then the session that a further touch of the same person registers the way into, where this was the way out of the one
 *     before
 */
public record SessionResult(
        String room,
        Optional<Named> session,
        Optional<Instant> limit,
        Optional<Instant> opensAt,
        List<Named> elsewhere,
        boolean withoutWayIn,
        Optional<Named> then) {
    /** Copies the list. */
    public SessionResult {
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * A session.
     *
     * @param title display titles
     * @param room where it is
     * @param start when it begins
     * @param end when it ends
     */
    public record Named(Text title, String room, Instant start, Instant end) {}
}
