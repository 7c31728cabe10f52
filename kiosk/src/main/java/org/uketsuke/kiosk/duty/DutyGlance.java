package org.uketsuke.kiosk.duty;

import java.util.List;

/**
 * What the public screen shows of the duty.
 *
 * @param closed whether a person closed the booth today
 * @param notes for staff who pass by; physicians need not care
 */
public record DutyGlance(boolean closed, List<Note> notes) {
    /** Copies the list. */
    public DutyGlance {
        notes = List.copyOf(notes);
    }

    /** Something that staff should see to. */
    public enum Note {
        /** The booth is locked: it records without names. */
        LOCKED,
        /** The office has made a new key, which the booth does not have yet. */
        NEW_KEY,
        /** Nobody has looked the booth over today. */
        NOT_OPENED,
        /** Roster and keys were destroyed. */
        WIPED
    }

    /** Of a booth where there is nothing to see to. */
    public static DutyGlance none() {
        return new DutyGlance(false, List.of());
    }
}
