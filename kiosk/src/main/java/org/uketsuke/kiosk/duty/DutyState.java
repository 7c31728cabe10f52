package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;

/**
 * Who opened or closed the booth last. It holds for the day on which it was done: a booth that was closed in the evening is
 * not closed next morning, whether or not anybody remembers to open it.
 *
 * @param phase what was done last
 * @param at when, by the corrected clock
 * @param by staff id
 * @param seq the entry that tells of it
 */
public record DutyState(Phase phase, Instant at, String by, long seq) {
    /** How far the day is. */
    public enum Phase {
        /** Nobody has looked it over today. */
        NOT_OPENED,
        /** Somebody opened it. */
        OPENED,
        /** Somebody closed it. */
        CLOSED
    }

    private static final DutyState NOT_OPENED = new DutyState(Phase.NOT_OPENED, Instant.EPOCH, "", 0);

    /** Before anybody did anything. */
    public static DutyState none() {
        return NOT_OPENED;
    }

    /** What an entry says of it, if anything. */
    public static Optional<DutyState> told(JournalEntry entry) {
        Instant at = Moment.of(entry.at(), entry.offset()).at();
        if (entry.event() instanceof JournalEvent.Opened opened) {
            return opened.by().map(by -> new DutyState(Phase.OPENED, at, by, entry.seq()));
        }
        return entry.event() instanceof JournalEvent.Closed closed
                ? closed.by().map(by -> new DutyState(Phase.CLOSED, at, by, entry.seq()))
                : Optional.empty();
    }

    /** The same as far as it concerns a day. */
    public DutyState on(LocalDate day, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).equals(day) ? this : NOT_OPENED;
    }
}
