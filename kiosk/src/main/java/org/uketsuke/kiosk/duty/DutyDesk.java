package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/** How people open and close a booth: what its pages ask and do. For any thread. */
public interface DutyDesk {
    /** Who is named where the booth knows nobody, for it is locked or its roster lists no staff. */
    String NOBODY = "unknown";

    /** How things stand; from memory but for the room on the disk. */
    View view();

    /** Takes a booth key that was typed on the page; nothing of it is kept or logged. */
    KeyAnswer key(String typed);

    /** Opens the booth for the day, if its dates allow it. */
    Done open(String staff);

    /** What the journal holds of today, and the sheet of the last closing if it is today's. Reads the day's entries. */
    Day day();

    /**
     * Closes the booth: seals the journal with the day's counts.
     *
     * @param paperLines lines on paper sheets, 0 or more
     */
    Done close(String staff, long paperLines);

    /** Prints the closing sheet; false where there is none or no printer takes it. */
    boolean print();

    /** Writes the journal into the export folder. */
    Exported export();

    /** Destroys roster and keys after settlement. Refused while anything is unsent, but for what the last export holds. */
    Done wipe(String staff);

    /** What became of a key. */
    enum KeyAnswer {
        /** Nobody has tried one. */
        NONE,
        /** The booth is open. */
        OPENED,
        /** It is another meeting's, or an old one. */
        WRONG_KEY,
        /** A letter is wrong or missing. */
        MISREAD,
        /** This meeting has no booth key. */
        NO_LOCK
    }

    /** What became of a request. */
    enum Done {
        /** It is done, and on disk. */
        DONE,
        /** The meeting's dates do not allow it. */
        WRONG_DATE,
        /** The journal takes nothing now. */
        NOT_RECORDED,
        /** The server does not have everything yet. */
        UNSENT,
        /** Something could not be destroyed; the log says what. */
        INCOMPLETE
    }

    /**
     * A key that was tried.
     *
     * @param number counts the tries of this run, so that a page sees a second one of the same answer
     * @param answer what became of it
     */
    record KeyTried(long number, KeyAnswer answer) {}

    /**
     * How things stand.
     *
     * @param now by the corrected clock
     * @param zone the meeting's zone
     * @param meeting display names
     * @param booth booth name
     * @param keyWanted whether a booth key is wanted
     * @param lastKey the last key that was tried, scanned or typed
     * @param checks the readiness check
     * @param mayOpen whether the booth may be opened today
     * @param phase what was done today
     * @param at when
     * @param by by whom
     * @param camera whether the page asks for a camera
     * @param unsent entries that the server does not have
     * @param wiped whether roster and keys were destroyed
     */
    record View(
            Instant now,
            String zone,
            Text meeting,
            String booth,
            boolean keyWanted,
            KeyTried lastKey,
            List<Check> checks,
            boolean mayOpen,
            DutyState.Phase phase,
            Optional<Instant> at,
            Optional<String> by,
            boolean camera,
            long unsent,
            boolean wiped) {}

    /**
     * Today.
     *
     * @param counts so far
     * @param sessions so far, at the door of a room
     * @param sheet of the last closing, if that was today
     * @param newer entries since that closing which it does not count
     * @param printer whether there is a printer
     * @param exportFolder where an export would go, if a folder was given
     */
    record Day(
            Map<String, Long> counts,
            List<SessionCount> sessions,
            Optional<ClosingSheet> sheet,
            long newer,
            boolean printer,
            Optional<String> exportFolder) {}

    /** What became of an export. */
    sealed interface Exported {
        /**
         * It is written.
         *
         * @param file where
         * @param entries how many entries it holds
         * @param sha256 hex hash of the file
         */
        record Written(String file, long entries, String sha256) implements Exported {}

        /** No folder was given at the start: {@code kiosk export} does it. */
        record NoFolder() implements Exported {}

        /** The folder takes nothing: the medium is away or full. */
        record Failed() implements Exported {}
    }
}
