package org.uketsuke.server.office;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;

/**
 * A member's stay at a session, with the two touches it rests on and what it gave, or why nothing.
 *
 * @param meeting which meeting
 * @param meetingName its names
 * @param title the session's titles
 * @param room where
 * @param day the session's day
 * @param in the touch on the way in
 * @param out the touch on the way out; empty also where none is asked for
 * @param credits what the ledger says of it
 * @param reasons why not, or not all; empty where there is nothing to explain
 */
public record StayLine(
        MeetingRef meeting,
        Text meetingName,
        Text title,
        String room,
        LocalDate day,
        Optional<Touch> in,
        Optional<Touch> out,
        Credits credits,
        List<Text> reasons) {
    /**
     * A touch.
     *
     * @param at when, corrected
     * @param byHand whether staff registered it
     * @param evidence its entry
     */
    public record Touch(Instant at, boolean byHand, EvidenceRef evidence) {}

    /** Whether it gave credits. */
    public boolean credited() {
        return credits.hundredths() > 0;
    }
}
