package org.uketsuke.server.enrolment;

import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.RoomName;

/**
 * The door of a room that a kiosk keeps: it registers for the sessions there, not for the meeting.
 *
 * @param room as sessions name it, spelled as {@link RoomName} has it
 * @param direction which way people go who touch there; {@link Direction#NONE} for both
 */
public record KeptDoor(String room, Direction direction) {
    private static final String BOTH = "both";

    /**
     * A door as somebody typed it.
     *
     * @param way {@code in}, {@code out} or {@code both}
     * @return empty if the room has no name, a longer one than {@link RoomName#LENGTH_MAX}, or there is no such way
     */
    public static Optional<KeptDoor> typed(String room, String way) {
        try {
            String name = RoomName.of(room);
            return direction(way).map(direction -> new KeptDoor(name, direction));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Direction> direction(String way) {
        return switch (way) {
            case "in" -> Optional.of(Direction.IN);
            case "out" -> Optional.of(Direction.OUT);
            case BOTH -> Optional.of(Direction.NONE);
            default -> Optional.empty();
        };
    }

    /** Which way, as {@link #typed} takes it. */
    public String way() {
        return switch (direction) {
            case IN -> "in";
            case OUT -> "out";
            default -> BOTH;
        };
    }

    /** For lists on the command line and the audit trail. */
    @Override
    public String toString() {
        return "room %s (%s)".formatted(room, way());
    }
}
