package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.util.Comparator;
import org.uketsuke.protocol.JournalEntry.Origin;

/**
 * That a member touched at the door of a room, by evidence that counts.
 *
 * @param place the journal entry
 * @param claim what the booth said
 * @param at corrected time; of a registration by hand that of the touch it rescues
 */
public record SessionTouch(Origin place, DoorClaim claim, Instant at) {
    /** The earliest first; a total order, so that arrival never decides. */
    static final Comparator<SessionTouch> ORDER = Comparator.comparing(SessionTouch::at)
            .thenComparing(touch -> touch.place().journal())
            .thenComparing(touch -> touch.place().seq());
}
