package org.uketsuke.server.adjudicate;

import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.RoomName;

/**
 * What a booth at the door of a room says of a touch. Room and, where staff named it, the session are evidence; the rest is what
 * the screen told the person.
 *
 * @param room whose door the booth keeps, spelled as {@link RoomName} has it
 * @param session the session that the booth, or staff, took it to be for; empty if none could be named
 * @param direction in or out
 * @param byHand whether staff registered it
 */
public record DoorClaim(String room, Optional<String> session, Direction direction, boolean byHand) {
    /** Journals and earlier builds have rooms as they were typed. */
    public DoorClaim {
        room = RoomName.spelled(room);
    }

    /** What an event claims; empty for all that is not from a room's door, so for everything at a reception. */
    public static Optional<DoorClaim> in(JournalEvent event) {
        if (event instanceof JournalEvent.Scan scan) {
            return scan.room().map(room -> new DoorClaim(room, scan.session(), scan.direction(), false));
        }
        return event instanceof JournalEvent.Manual manual
                ? manual.room().map(room -> new DoorClaim(room, manual.session(), manual.direction(), true))
                : Optional.empty();
    }

    /** Whether it can be for a session: in its room, and for that one if staff named one. */
    boolean fits(SessionFacts other) {
        return room.equals(other.room()) && (!byHand || session.isEmpty() || isFor(other));
    }

    /** Whether the booth took it to be for that session. */
    boolean isFor(SessionFacts other) {
        return session.filter(other.id()::equals).isPresent();
    }
}
