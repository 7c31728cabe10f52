package org.uketsuke.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * The sessions (講習) of a meeting as a kiosk follows them, and the door it keeps. The server made the times from the
 * society's dated rules, so a kiosk knows no rule; it shows what it can, and the server judges who was there how long.
 *
 * @param door where the kiosk stands; empty for the meeting's reception, which registers for the meeting as such
 * @param sessions of all rooms, in order of their start, so that a wrong room can name the right one
 */
public record Agenda(Optional<Door> door, List<Session> sessions) {
    /**
     * The door of a room.
     *
     * @param room name as in {@link Session#room}
     * @param direction which way people go who touch here; {@link Direction#NONE} where one reader serves both ways
     * @param alone whether no other kiosk keeps a door of this room, so that who is not known here is not known at all
     */
    public record Door(String room, Direction direction, boolean alone) {}

    /**
     * One session.
     *
     * @param id session id, unique within the meeting
     * @param title display titles
     * @param room where
     * @param start when it begins
     * @param end when it ends
     * @param in when to touch on the way in; its end is the late limit
     * @param out when to touch on the way out; empty where the touch on the way in is enough
     * @param minimumStayMinutes least time between the two for credits, 0 for none
     * @param credits credits that it gives a specialist, in hundredths, for the screen only
     */
    public record Session(
            String id,
            Text title,
            String room,
            Instant start,
            Instant end,
            Window in,
            Optional<Window> out,
            int minimumStayMinutes,
            Optional<Long> credits) {}

    /**
     * A time to touch.
     *
     * @param from first moment that counts
     * @param to first moment that counts no more
     */
    public record Window(Instant from, Instant to) {
        /** Whether a moment lies in it. */
        public boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }
}
