package org.uketsuke.kiosk.booth;

import java.util.List;

/**
 * The desk at the door of a room.
 *
 * @param room whose door it is
 * @param choices today's sessions there, in and out, by their start
 */
public record DoorChoices(String room, List<SessionChoice> choices) {
    /** Copies the list. */
    public DoorChoices {
        choices = List.copyOf(choices);
    }
}
