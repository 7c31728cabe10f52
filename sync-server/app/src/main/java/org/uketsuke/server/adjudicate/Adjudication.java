package org.uketsuke.server.adjudicate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.server.adjudicate.Decision.NonScan;
import org.uketsuke.server.adjudicate.Decision.Raised;
import org.uketsuke.server.adjudicate.Decision.RecordedOnly;
import org.uketsuke.server.adjudicate.Decision.Voids;
import org.uketsuke.server.adjudicate.Detail.What;

/**
 * Decides what an entry is worth (domain 3.3, 3.5, 3.6). The kiosk's {@link Outcome} was feedback for the person at the
 * reader; what counts here is the evidence: token, pass, or what staff saw.
 */
public final class Adjudication {
    /** How long before and after the meeting's days a tap is still taken as made there (domain 3.5-12). */
    public static final Duration HOURS_TOLERANCE = Duration.ofHours(2);

    private static final String DECEASED = "deceased";

    private final JournalEntry entry;
    private final MeetingFacts meeting;
    private final Facts facts;
    private final TapTime time;
    private final boolean atDoor;

    private Adjudication(JournalEntry entry, MeetingFacts meeting, Facts facts) {
        this.entry = entry;
        this.meeting = meeting;
        this.facts = facts;
        this.time = TapTime.of(entry, facts.runOffsetMillis());
        this.atDoor = DoorClaim.in(entry.event()).isPresent();
    }

    /** The decision; the same for the same arguments, always. */
    public static Decision decide(Received received, MeetingFacts meeting, Facts facts) {
        if (received instanceof Received.Unreadable unreadable) {
            return new Raised(Optional.empty(), new Notice(ExceptionKind.ENTRY_UNREADABLE, false, unreadable.why()));
        }
        return new Adjudication(((Received.Readable) received).entry(), meeting, facts).decide();
    }

    private Decision decide() {
        if (entry.seq() != facts.position()) {
            return raise(ExceptionKind.EVENT_CONFLICT, What.OTHER_PLACE, entry.seq());
        }
        JournalEvent event = entry.event();
        if (event instanceof JournalEvent.Scan scan) {
            return onPerson(scan.meeting(), () -> scan(scan));
        }
        if (event instanceof JournalEvent.Manual manual) {
            return onPerson(manual.meeting(), () -> manual(manual));
        }
        if (event instanceof JournalEvent.Linked linked) {
            return facts.carriedOver() ? new NonScan() : onPerson(linked.meeting(), this::linked);
        }
        if (event instanceof JournalEvent.Voided voided) {
            return onVoid(voided);
        }
        if (event instanceof JournalEvent.Closed closed
                && closed.count() != facts.position() - 1
                && entry.origin().isEmpty()) {
            return raise(ExceptionKind.EVENT_CONFLICT, What.SEAL_COUNT, closed.count());
        }
        return new NonScan();
    }

    /**
     * What must hold whoever was there. What is said again after it was carried over points at nobody: the original tells who
     * was there, or why that is in doubt; and of what staff cancelled elsewhere nobody need be told.
     */
    private Decision onPerson(String namedMeeting, Supplier<Decision> decision) {
        if (facts.carriedOver()) {
            return new Decision.Duplicate(Optional.empty(), List.of());
        }
        if (!facts.kioskTrusted()) {
            return untrusted();
        }
        if (!namedMeeting.equals(meeting.meeting())) {
            return raise(ExceptionKind.WRONG_MEETING, What.OTHER_MEETING);
        }
        if (meeting.frozen()) {
            return raise(
                    atDoor ? ExceptionKind.TOUCH_AFTER_SETTLED : ExceptionKind.LATE_AFTER_SETTLED, What.BOOKS_CLOSED);
        }
        return decision.get();
    }

    private Decision untrusted() {
        return facts.unsigned().orElse(false)
                ? raise(ExceptionKind.JOURNAL_UNTRUSTED, What.UNSIGNED_BATCH)
                : raise(ExceptionKind.KIOSK_UNTRUSTED, What.KIOSK_REVOKED);
    }

    private Decision onVoid(JournalEvent.Voided voided) {
        if (!facts.kioskTrusted()) {
            return untrusted();
        }
        if (meeting.frozen()) {
            return raise(ExceptionKind.LATE_AFTER_SETTLED, What.BOOKS_CLOSED);
        }
        if (!facts.voidable()) {
            return raise(ExceptionKind.EVENT_CONFLICT, What.VOIDS_NO_REGISTRATION, voided.voids());
        }
        return new Voids(voided.voids(), voided.by(), voided.reason());
    }

    private Decision scan(JournalEvent.Scan scan) {
        if (facts.refused().isPresent() && facts.refused().get() != PassRefusal.UNKNOWN_HOLDER) {
            return refusedPass(facts.refused().get().name());
        }
        if (scan.token().isEmpty() && scan.pass().isEmpty() && scan.sealed().isEmpty()) {
            return withoutEvidence(scan);
        }
        if (facts.card().isEmpty() && facts.pass().isEmpty()) {
            return facts.lent().map(this::lent).orElseGet(this::unknown);
        }
        if (facts.member().isEmpty()) {
            return unknown();
        }
        if (facts.pass().filter(pass -> pass.generation() < pass.oldestGood()).isPresent()) {
            return raise(ExceptionKind.CARD_SUPERSEDED, What.NEWER_PASS);
        }
        if (scan.pass().isPresent() && scan.outcome() == Outcome.PASS_EXPIRED) {
            return raise(ExceptionKind.PASS_REFUSED, What.PASS_OUTSIDE_TIME);
        }
        return facts.card().flatMap(this::stopped).orElseGet(this::credit);
    }

    private Decision unknown() {
        return raise(ExceptionKind.UNKNOWN_TOKEN, What.NO_HOLDER);
    }

    /** A temporary card says of a person what staff saw when they gave it, as if they registered that person by hand. */
    private Decision lent(Facts.Lent lent) {
        if (lent.member().isEmpty()) {
            return raise(ExceptionKind.CARD_CONFLICT, What.LENT_TO_SEVERAL);
        }
        if (facts.member().isEmpty()) {
            return unknown();
        }
        return lent.seen() ? credit() : raise(unverified(), What.LENT_NOTHING_SEEN);
    }

    private Decision linked() {
        if (facts.member().isEmpty()) {
            return raise(ExceptionKind.MEMBER_LEFT, What.NO_SUCH_MEMBER);
        }
        return new Decision.Linked(
                facts.member().orElseThrow().id(),
                facts.card().isPresent()
                        ? List.of(Notice.open(ExceptionKind.CARD_CONFLICT, What.LENT_LISTED_CARD))
                        : List.of());
    }

    /**
     * Whether it hangs on links of temporary cards whose a scan is: without any, it would be of a card that nobody has.
     *
     * @param facts those of the scan
     */
    public static boolean hangsOnLinks(Received received, MeetingFacts meeting, Facts facts) {
        return received instanceof Received.Readable readable
                && readable.entry().event() instanceof JournalEvent.Scan scan
                && scan.pass().isEmpty()
                && facts.card().isEmpty()
                && decide(received, meeting, facts.withLent(Optional.empty(), Optional.empty()))
                        instanceof Raised raised
                && raised.notice().kind() == ExceptionKind.UNKNOWN_TOKEN;
    }

    private Optional<Decision> stopped(Facts.Card card) {
        return switch (card.statusAt(time.at())) {
            case ACTIVE -> Optional.empty();
            case SUPERSEDED -> Optional.of(raise(ExceptionKind.CARD_SUPERSEDED, What.NEWER_CARD));
            case LOST -> Optional.of(raise(ExceptionKind.CARD_LOST, What.LOST_BEFORE));
            case REVOKED, UNRECOGNISED -> Optional.of(raise(ExceptionKind.CARD_LOST, What.REVOKED_BEFORE));
        };
    }

    private Decision withoutEvidence(JournalEvent.Scan scan) {
        return switch (scan.outcome()) {
            case PASS_SAMPLE, PASS_EXPIRED, PASS_INVALID ->
                refusedPass(scan.outcome().name());
            default -> raise(ExceptionKind.ENTRY_UNREADABLE, What.NOTHING_READ);
        };
    }

    /** The pass proves nothing about anybody, so there is nothing for a person to decide. */
    private static Decision refusedPass(String why) {
        return new RecordedOnly(
                Optional.empty(), List.of(Notice.settled(ExceptionKind.PASS_REFUSED, What.PASS_REFUSED, why)));
    }

    private Decision manual(JournalEvent.Manual manual) {
        if (facts.member().isEmpty()) {
            return raise(ExceptionKind.MEMBER_LEFT, What.NO_SUCH_MEMBER);
        }
        if (manual.evidence().isEmpty()) {
            return raise(unverified(), What.NOTHING_SEEN);
        }
        return credit();
    }

    /** Credits for the meeting do not answer who was in a room. */
    private ExceptionKind unverified() {
        return atDoor ? ExceptionKind.TOUCH_UNVERIFIED : ExceptionKind.MANUAL_UNVERIFIED;
    }

    private Decision credit() {
        if (time.at().isBefore(meeting.opens().minus(HOURS_TOLERANCE))
                || !time.at().isBefore(meeting.closes().plus(HOURS_TOLERANCE))) {
            return raise(ExceptionKind.OUT_OF_HOURS, What.OUTSIDE_HOURS);
        }
        Facts.Member member = facts.member().orElseThrow();
        if (member.status().equals(DECEASED)) {
            return raise(ExceptionKind.MEMBER_LEFT, What.DECEASED);
        }
        return atDoor
                ? new Decision.Touched(member.id(), notices(member))
                : ParticipationCredit.of(member, meeting, time.at(), notices(member));
    }

    private List<Notice> notices(Facts.Member member) {
        List<Notice> notices = new ArrayList<>();
        if (time.skewed()) {
            notices.add(Notice.open(ExceptionKind.CLOCK_SKEW, What.CLOCK_OFF, entry.run()));
        }
        if (!member.status().equals("active")) {
            notices.add(Notice.open(ExceptionKind.MEMBER_LEFT, What.NOT_ACTIVE));
        }
        var tapDay = time.at().atZone(meeting.zone()).toLocalDate();
        boolean hasTerm =
                member.qualifications().stream().anyMatch(q -> q.termOn(tapDay).isPresent());
        if (hasTerm
                && facts.card().filter(card -> card.validTo().isBefore(tapDay)).isPresent()) {
            notices.add(Notice.settled(ExceptionKind.CARD_PREV_TERM, What.EARLIER_TERM));
        }
        return notices;
    }

    private Decision raise(ExceptionKind kind, What what, Object... values) {
        return new Raised(facts.member().map(Facts.Member::id), Notice.open(kind, what, values));
    }
}
