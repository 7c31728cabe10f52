package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
     */
    Recorded registerByHand(String member, String staff, String reason, List<String> evidence, Optional<Long> rescues)
            throws NotRecorded;

    /** Records that a card stands for a member at this meeting; it registers nobody. */
    Recorded giveTemporaryCard(
            Medium medium, CardToken token, String member, String staff, String reason, List<String> evidence)
            throws NotRecorded;

    /** Records that an earlier entry shall not count. */
    Recorded cancel(long seq, String staff, String reason) throws NotRecorded;

    /** When this kiosk registered a member first, if it did. */
    Optional<Instant> firstAt(String member);

    /** Numbers of the entries that registered a member and count. */
    List<Long> entriesOf(String member);
}
