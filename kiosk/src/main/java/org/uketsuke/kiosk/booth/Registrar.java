package org.uketsuke.kiosk.booth;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.journal.Recorded;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;

/** Records what staff decide, in step with the scans at the readers. Each method returns once it is durable. */
public interface Registrar {
    /**
     * Records a person whom staff registered by hand.
     *
     * @param member member id
     * @param staff staff id
     * @param reason why by hand
     * @param evidence what was seen
     * @param rescues seq of the failed scan that this mends
     * @param door for what, where the booth keeps the door of a room; empty for the meeting
     */
    Recorded registerByHand(
            String member,
            String staff,
            String reason,
            List<String> evidence,
            Optional<Long> rescues,
            Optional<Door> door)
            throws NotRecorded;

    /**
     * A registration at the door of a room.
     *
     * @param room whose door it is
     * @param way session and direction
     */
    record Door(String room, SessionWay way) {}

    /** Records that a card stands for a member at this meeting; it registers nobody. */
    Recorded giveTemporaryCard(
            Medium medium, CardToken token, String member, String staff, String reason, List<String> evidence)
            throws NotRecorded;

    /** Records that an earlier entry shall not count. */
    Recorded cancel(long seq, String staff, String reason) throws NotRecorded;

    /** Answers a question about whom this kiosk registered. The question is for reading, and must be quick: taps wait. */
    <R> R ask(Function<Seen, R> question);
}
