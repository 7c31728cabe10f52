package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;

/**
 * How a booth stands that keeps the door of a room; of sessions that the way it serves has nothing to do with it tells nothing.
 *
 * @param room whose door it is
 * @param direction the way it serves; {@link Direction#NONE} for both
 * @param current the session to which people come, in which they are, or which they leave; of two at once the one that began first
 * @param next what follows it in this room on the same day and is still to be registered for at this door
 */
public record DoorStanding(String room, Direction direction, Optional<Standing> current, Optional<Standing> next) {
    /**
     * A session.
     *
     * @param title display titles
     * @param start when it begins
     * @param end when it ends
     * @param open which way is open at this door now; the way out where a rule opens both
     * @param until when that way closes
     * @param opens which way opens next at this door, if one does
     * @param opensAt when it does
     */
    public record Standing(
            Text title,
            Instant start,
            Instant end,
            Optional<Direction> open,
            Optional<Instant> until,
            Optional<Direction> opens,
            Optional<Instant> opensAt) {}
}
