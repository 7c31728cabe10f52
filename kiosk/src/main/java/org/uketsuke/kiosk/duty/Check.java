package org.uketsuke.kiosk.duty;

import java.util.Map;

/**
 * One line of the readiness check.
 *
 * @param item what was looked at
 * @param level how it is
 * @param advice name of the words that say so and what to do, such as {@code ROSTER_OLD}
 * @param values what the words have places for
 */
public record Check(Item item, Level level, String advice, Map<String, String> values) {
    /** Copies the map. */
    public Check {
        values = Map.copyOf(values);
    }

    /** What is looked at, in the order of the page. */
    public enum Item {
        MEETING,
        /** At the door of a room. */
        AGENDA,
        LOCK,
        ROSTER,
        READER,
        CLOCK,
        DISK,
        JOURNAL,
        UNSENT,
        SOUND,
        CAMERA,
        PRINTER
    }

    /** How an item is. */
    public enum Level {
        /** Well. */
        GREEN,
        /** The booth can open; somebody should know or do something. */
        AMBER,
        /** The booth can open, yet will not serve as it should. */
        RED,
        /** The booth does not open, whoever says so. */
        REFUSED,
        /** A person or the page itself must look or listen. */
        ASK
    }
}
