package org.uketsuke.kiosk;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.uketsuke.kiosk.checkin.Aim;
import org.uketsuke.kiosk.checkin.CheckIn;
import org.uketsuke.kiosk.checkin.Claim;
import org.uketsuke.kiosk.checkin.Decision;
import org.uketsuke.kiosk.checkin.Hours;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Identity;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.roster.CardHolder;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/** Who was it, and what does the booth say: all of a tap that comes before its record. For one thread at a time. */
final class Judging {
    private final ReceptionSettings settings;
    private final Journal journal;
    private final Function<Assignment, Seen> seen;
    private final Credentials credentials;
    private final Clock clock;

    /**
     * For one reception.
     *
     * @param settings what it serves
     * @param journal knows how far the device's clock is from the server's
     * @param seen whom this kiosk has registered for what it serves
     * @param credentials tells who it was
     * @param clock the device's wall clock
     */
    Judging(
            ReceptionSettings settings,
            Journal journal,
            Function<Assignment, Seen> seen,
            Credentials credentials,
            Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.seen = seen;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * What the booth says of a scan.
     *
     * @param decision what it says
     * @param event what the journal is to say; nothing for a scan that is only counted
     * @param aim what the touch was for, at the door of a room
     */
    record Judged(Decision decision, Optional<JournalEvent.Scan> event, Optional<Aim> aim) {}

    /** Judges a scan by the roster in use, or without one. */
    Judged judge(Scan scan, Optional<Roster> roster) {
        Moment now = now();
        Assignment assignment = settings.assignment().get();
        Identity identity = credentials.identify(
                scan,
                assignment.meeting().id(),
                roster,
                now,
                token -> seen.apply(assignment).temporaryCardOf(token));
        return judged(scan, identity, roster, now);
    }

    /**
     * Judges as if that listed card had been held out: to warm up, since a roster knows its cards by their tokens only.
     *
     * @param raw any card of the listed one's medium
     */
    Judged rehearse(CardToken listed, RawToken raw, Roster roster) {
        Scan scan = new Scan.Card(raw, "warm-up", "warm-up");
        Optional<CardHolder> holder = roster.findByToken(listed);
        return judged(scan, new Identity.Token(listed, raw.medium(), holder), Optional.of(roster), now());
    }

    private Judged judged(Scan scan, Identity identity, Optional<Roster> roster, Moment now) {
        if (identity instanceof Identity.Counted counted) {
            return new Judged(Decision.of(counted.outcome()), Optional.empty(), Optional.empty());
        }
        Assignment assignment = settings.assignment().get();
        Claim claim = ScanEvents.claim(identity);
        Optional<String> member = ScanEvents.memberOf(claim).map(RosterMember::id);
        Optional<Aim> aim = Doors.of(assignment)
                .map(door -> door.aim(member.map(id -> seen.apply(assignment).knownOf(id)), now));
        Decision decision = aim.isPresent()
                ? atDoor(claim, member, aim.get(), assignment, now)
                : atReception(claim, member, assignment, now);
        JournalEvent.Scan event = ScanEvents.of(scan, identity, decision, assignment, aim, roster.map(Roster::version));
        return new Judged(decision, Optional.of(event), aim);
    }

    private Decision atReception(Claim claim, Optional<String> member, Assignment assignment, Moment now) {
        Optional<Instant> firstAt = member.flatMap(id -> seen.apply(assignment).firstAt(id));
        Hours hours = new Hours(assignment.validFrom(), assignment.validTo(), Doors.zone(assignment));
        return CheckIn.decide(claim, firstAt, hours, now);
    }

    private Decision atDoor(Claim claim, Optional<String> member, Aim aim, Assignment assignment, Moment now) {
        Optional<Instant> firstAt = member.flatMap(
                id -> aim.session().flatMap(session -> firstAt(seen.apply(assignment), id, session.id(), aim, now)));
        return CheckIn.decide(claim, firstAt, aim.hindrance(), Doors.zone(assignment), now);
    }

    /** Outside the window nobody is registered any more: who came then without a term hears since when, with or without one now. */
    private static Optional<Instant> firstAt(Seen seen, String member, String session, Aim aim, Moment now) {
        return aim.isOpen(now.at())
                ? seen.firstAt(member, session, aim.direction())
                : seen.cameAt(member, session, aim.direction());
    }

    /** What time it is, as well as this kiosk knows. */
    Moment now() {
        Instant device = clock.instant();
        return Moment.of(device, journal.serverOffset(device));
    }
}
