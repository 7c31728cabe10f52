package org.uketsuke.server.enrolment;

import java.text.Normalizer;
import java.util.Optional;
import org.uketsuke.protocol.Direction;

/**
 * The door of a room that a kiosk keeps: it registers for the sessions there, not for the meeting.
 *
 * @param room as sessions name it
 * @param direction which way people go who touch there; {@link Direction#NONE} for both
 */
public record KeptDoor(String room, Direction direction) {
    /** Longest name of a room, as in agendas. */
    public static final int ROOM_LENGTH_MAX = 60;

    private static final String BOTH = "both";

    /**
     * A door as somebody typed it.
     *
     * @param way {@code in}, {@code out} or {@code both}
     * @return empty if the room has no name, a longer one than {@link #ROOM_LENGTH_MAX}, or there is no such way
     */
    public static Optional<KeptDoor> typed(String room, String way) {
        String tidy = Normalizer.normalize(room, Normalizer.Form.NFC).strip();
        boolean named = !tidy.isEmpty()
                && tidy.length() <= ROOM_LENGTH_MAX
                && tidy.chars().noneMatch(Character::isISOControl);
        return named ? direction(way).map(direction -> new KeptDoor(tidy, direction)) : Optional.empty();
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
