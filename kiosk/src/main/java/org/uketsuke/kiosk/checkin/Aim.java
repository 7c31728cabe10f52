package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;

/**
 * What a touch at the door of a room is for.
 *
 * @param room whose door it is
 * @param session the session meant; empty if none can be named
 * @param direction in or out, never none
 * @param hindrance why it does not count now: {@link Outcome#TOO_EARLY}, {@link Outcome#TOO_LATE} or
 *     {@link Outcome#WRONG_SESSION}; empty if a window is open, or the member did before what is
 *     asked for
 * @param limit when the window closed, if it is too late
 * @param opensAt when that way opens, if it is too early; when the way out opens, if it is too late to come in
 * @param elsewhere sessions of other rooms that register now, if this is the wrong one, or may be because it opens only soon
 * @param then the session for which a further touch counts, if this one is the way out of the one before
 */
public record Aim(
        String room,
        Optional<Session> session,
        Direction direction,
        Optional<Outcome> hindrance,
        Optional<Instant> limit,
        Optional<Instant> opensAt,
        List<Session> elsewhere,
        Optional<Session> then) {

    static Aim of(String room, Session session, Direction direction) {
        return new Aim(
                room,
                Optional.of(session),
                direction,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** For a room without sessions. */
    static Aim nothing(String room, Direction direction) {
        return new Aim(
                room,
                Optional.empty(),
                direction,
                Optional.of(Outcome.WRONG_SESSION),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    Aim with(Outcome why) {
        return new Aim(room, session, direction, Optional.of(why), limit, opensAt, elsewhere, then);
    }

    Aim limit(Instant at) {
        return new Aim(room, session, direction, hindrance, Optional.of(at), opensAt, elsewhere, then);
    }

    Aim opensAt(Optional<Instant> at) {
        return new Aim(room, session, direction, hindrance, limit, at, elsewhere, then);
    }

    Aim elsewhere(List<Session> sessions) {
        return new Aim(room, session, direction, hindrance, limit, opensAt, List.copyOf(sessions), then);
    }

    Aim then(Optional<Session> next) {
        return new Aim(room, session, direction, hindrance, limit, opensAt, elsewhere, next);
    }

    /** Whether the session registers that way at a moment. */
    public boolean isOpen(Instant at) {
        return session.flatMap(meant -> direction == Direction.OUT ? meant.out() : Optional.of(meant.in()))
                .filter(window -> window.holds(at))
                .isPresent();
    }

    /** Whether a member would leave whom nobody saw come in, at a door that would have. */
    public boolean isWithoutWayIn() {
        return hindrance.equals(Optional.of(Outcome.WRONG_SESSION))
                && direction == Direction.OUT
                && session.filter(meant -> meant.room().equals(room)).isPresent();
    }
}
