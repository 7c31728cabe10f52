package org.uketsuke.kiosk;

import java.util.Optional;
import org.uketsuke.kiosk.checkin.Aim;
import org.uketsuke.kiosk.checkin.Claim;
import org.uketsuke.kiosk.checkin.Decision;
import org.uketsuke.kiosk.credential.Identity;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.JournalEvent.PassSeen;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.SealedToken;

/** From identity to claim, and from decision to journal event: who was it, in the words of the next step. */
final class ScanEvents {
    private ScanEvents() {}

    /** What the decision may know of an identity. */
    static Claim claim(Identity identity) {
        if (identity instanceof Identity.Token token) {
            return token.holder().isPresent()
                    ? new Claim.Card(
                            token.holder().get().card(), token.holder().get().member())
                    : new Claim.UnknownCard();
        }
        if (identity instanceof Identity.Pass pass) {
            return new Claim.Pass(pass.holder());
        }
        if (identity instanceof Identity.Temporary temporary) {
            return new Claim.TemporaryCard(temporary.holder());
        }
        if (identity instanceof Identity.Refused refused) {
            return new Claim.RefusedPass(refused.why());
        }
        return new Claim.NoRoster();
    }

    static Optional<RosterMember> memberOf(Claim claim) {
        if (claim instanceof Claim.Card card) {
            return Optional.of(card.member());
        }
        if (claim instanceof Claim.TemporaryCard temporary) {
            return Optional.of(temporary.member());
        }
        return claim instanceof Claim.Pass pass ? Optional.of(pass.member()) : Optional.empty();
    }

    /**
     * The journal's account of a scan: ids without names.
     *
     * @param aim what it was for, at the door of a room
     */
    static JournalEvent.Scan of(
            Scan scan,
            Identity identity,
            Decision decision,
            Assignment assignment,
            Optional<Aim> aim,
            Optional<Long> rosterVersion) {
        return new JournalEvent.Scan(
                assignment.meeting().id(),
                aim.flatMap(Aim::session).map(Agenda.Session::id),
                aim.map(Aim::direction).orElse(Direction.NONE),
                aim.map(Aim::room),
                medium(identity),
                token(identity),
                pass(identity),
                sealed(identity),
                decision.member().map(RosterMember::id),
                decision.card(),
                decision.outcome(),
                decision.reason(),
                rosterVersion,
                scan.reader());
    }

    private static Medium medium(Identity identity) {
        if (identity instanceof Identity.Token token) {
            return token.medium();
        }
        if (identity instanceof Identity.Temporary temporary) {
            return temporary.medium();
        }
        return identity instanceof Identity.Sealed sealed ? sealed.medium() : Medium.PASS;
    }

    private static Optional<String> token(Identity identity) {
        if (identity instanceof Identity.Temporary temporary) {
            return Optional.of(temporary.token().hex());
        }
        return identity instanceof Identity.Token token
                ? Optional.of(token.token().hex())
                : Optional.empty();
    }

    private static Optional<PassSeen> pass(Identity identity) {
        if (identity instanceof Identity.Pass pass) {
            return Optional.of(pass.seen());
        }
        return identity instanceof Identity.Refused refused ? refused.seen() : Optional.empty();
    }

    private static Optional<String> sealed(Identity identity) {
        return identity instanceof Identity.Sealed sealed
                ? Optional.of(sealed.sealed()).map(SealedToken::text)
                : Optional.empty();
    }

    /** The event of a booth that takes scans from now on. */
    static JournalEvent.Opened opened(
            Assignment assignment, Optional<Long> rosterVersion, String software, Optional<String> by) {
        return new JournalEvent.Opened(
                assignment.meeting().id(), assignment.booth(), rosterVersion, software, Optional.empty(), by);
    }
}
