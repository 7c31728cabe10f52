package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/**
 * What the booth says to a person, and why.
 *
 * @param outcome the answer
 * @param member who it was, if known
 * @param card card id, if it was a card of the roster
 * @param firstAt when the person was registered first, for {@link Outcome#ALREADY}
 * @param reason finer reason of a refused pass
 */
public record Decision(
        Outcome outcome,
        Optional<RosterMember> member,
        Optional<String> card,
        Optional<Instant> firstAt,
        Optional<String> reason) {

    /** An answer about nobody in particular. */
    public static Decision of(Outcome outcome) {
        return new Decision(outcome, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
