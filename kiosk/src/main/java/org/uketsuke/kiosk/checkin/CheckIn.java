package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/**
 * The decision at the booth (domain 3.6). It is the last word on feedback only; whether credit is given, the server
 * decides. Order of the checks: what holds at any time (refused pass, unknown card, stopped card), then the
 * booth's hours, then whether the person is registered already, then term and card.
 */
public final class CheckIn {
    private CheckIn() {}

    /**
     * What the booth says.
     *
     * @param claim what is known of the person
     * @param firstAt when this kiosk registered the person first, if it did
     * @param hours when the booth registers
     * @param now what time it is; where the clock is in doubt, the physician has the benefit
     */
    public static Decision decide(Claim claim, Optional<Instant> firstAt, Hours hours, Moment now) {
        return decide(claim, firstAt, untimely(hours, now), hours.zone(), now);
    }

    /**
     * What the booth says at the door of a room.
     *
     * @param claim what is known of the person
     * @param firstAt when this kiosk registered the person first for what the touch is for, if it did
     * @param hindrance why the touch is in vain, though the person is known and the card is good
     * @param zone the meeting's zone
     * @param now what time it is
     */
    public static Decision decide(
            Claim claim, Optional<Instant> firstAt, Optional<Outcome> hindrance, ZoneId zone, Moment now) {
        if (claim instanceof Claim.RefusedPass refused) {
            return refused(refused.why());
        }
        if (claim instanceof Claim.NoRoster) {
            return Decision.of(hindrance.orElse(Outcome.NO_ROSTER));
        }
        if (claim instanceof Claim.Card card) {
            Outcome outcome = stopped(card.card())
                    ? Outcome.STOPPED_CARD
                    : person(card.member(), firstAt, hindrance, zone, now)
                            .orElseGet(() -> byCard(card.card(), zone, now));
            return decision(outcome, card.member(), Optional.of(card.card().card()), firstAt);
        }
        if (claim instanceof Claim.Pass pass) {
            return withoutCard(pass.member(), firstAt, hindrance, zone, now);
        }
        if (claim instanceof Claim.TemporaryCard temporary) {
            return withoutCard(temporary.member(), firstAt, hindrance, zone, now);
        }
        return Decision.of(Outcome.UNKNOWN_CARD);
    }

    private static Decision withoutCard(
            RosterMember member, Optional<Instant> firstAt, Optional<Outcome> hindrance, ZoneId zone, Moment now) {
        Outcome outcome = person(member, firstAt, hindrance, zone, now).orElse(Outcome.ACCEPTED);
        return decision(outcome, member, Optional.empty(), firstAt);
    }

    private static Decision refused(PassRefusal why) {
        return new Decision(
                why.outcome(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why.name()));
    }

    private static Decision decision(
            Outcome outcome, RosterMember member, Optional<String> card, Optional<Instant> firstAt) {
        Optional<Instant> first = outcome == Outcome.ALREADY ? firstAt : Optional.empty();
        return new Decision(outcome, Optional.of(member), card, first, Optional.empty());
    }

    private static boolean stopped(RosterToken card) {
        return card.status() != CardStatus.ACTIVE;
    }

    /** What is the matter with the person's registration, whatever was held out; empty if nothing. */
    private static Optional<Outcome> person(
            RosterMember member, Optional<Instant> firstAt, Optional<Outcome> hindrance, ZoneId zone, Moment now) {
        if (hindrance.isPresent()) {
            return hindrance;
        }
        if (firstAt.isPresent()) {
            return Optional.of(Outcome.ALREADY);
        }
        boolean currentTerm = member.terms().stream().anyMatch(term -> covers(term.start(), term.end(), zone, now));
        return currentTerm ? Optional.empty() : Optional.of(Outcome.NO_TERM);
    }

    private static Optional<Outcome> untimely(Hours hours, Moment now) {
        if (now.latest().isBefore(hours.from())) {
            return Optional.of(Outcome.TOO_EARLY);
        }
        return now.earliest().isBefore(hours.to()) ? Optional.empty() : Optional.of(Outcome.TOO_LATE);
    }

    /** The holder has a current term; a card that ran out is then one of an earlier term (H14). */
    private static Outcome byCard(RosterToken card, ZoneId zone, Moment now) {
        boolean ranOut = card.validTo().isBefore(earliestDate(zone, now));
        return ranOut ? Outcome.PREVIOUS_CARD : Outcome.ACCEPTED;
    }

    private static boolean covers(LocalDate start, LocalDate end, ZoneId zone, Moment now) {
        LocalDate latest = LocalDate.ofInstant(now.latest(), zone);
        return !latest.isBefore(start) && !earliestDate(zone, now).isAfter(end);
    }

    private static LocalDate earliestDate(ZoneId zone, Moment now) {
        return LocalDate.ofInstant(now.earliest(), zone);
    }
}
