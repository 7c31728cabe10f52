package org.uketsuke.server.card;

import java.time.Instant;
import java.time.ZoneId;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.credit.Validity;

/**
 * A card that was issued to a member.
 *
 * @param id random
 * @param member member id
 * @param token what the card says of itself
 * @param validity its days; a tap with a card of a previous term still counts (domain 3.5-5)
 * @param status whether it may be used
 * @param statusSince from when a status other than active holds: taps before it are judged as active (domain 3.5-6)
 */
public record Card(
        String id, String member, RawToken token, Validity validity, CardStatus status, Instant statusSince) {
    private static final Instant NEVER = Instant.EPOCH;

    /** A card as first heard of. One that comes stopped has been so since its first day. */
    public static Card issued(
            String id, String member, RawToken token, Validity validity, CardStatus status, ZoneId zone) {
        Instant since = status == CardStatus.ACTIVE
                ? NEVER
                : validity.from().atStartOfDay(zone).toInstant();
        return new Card(id, member, token, validity, status, since);
    }

    /** The card as now reported; a change of status holds from now on. */
    public Card reported(Validity nowValid, CardStatus nowStatus, Instant now) {
        if (nowStatus == status) {
            return new Card(id, member, token, nowValid, status, statusSince);
        }
        boolean stillStopped = status != CardStatus.ACTIVE && nowStatus != CardStatus.ACTIVE;
        Instant since = nowStatus == CardStatus.ACTIVE ? NEVER : stillStopped ? statusSince : now;
        return new Card(id, member, token, nowValid, nowStatus, since);
    }

    /** Whether a card of this status may be in use again: a lost card that is found stays dead (domain 3.2). */
    public boolean mayBecome(CardStatus next) {
        boolean dead = status == CardStatus.LOST || status == CardStatus.SUPERSEDED;
        return !(dead && next == CardStatus.ACTIVE);
    }
}
