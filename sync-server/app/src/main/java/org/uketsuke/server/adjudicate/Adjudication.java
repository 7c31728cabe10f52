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

    private Adjudication(JournalEntry entry, MeetingFacts meeting, Facts facts) {
        this.entry = entry;
        this.meeting = meeting;
        this.facts = facts;
        this.time = TapTime.of(entry, facts.runOffsetMillis());
    }

    /** The decision; the same for the same arguments, always. */
    public static Decision decide(Received received, MeetingFacts meeting, Facts facts) {
        if (received instanceof Received.Unreadable unreadable) {
            return new Raised(Optional.empty(), Notice.open(ExceptionKind.ENTRY_UNREADABLE, unreadable.why()));
        }
        return new Adjudication(((Received.Readable) received).entry(), meeting, facts).decide();
    }

    private Decision decide() {
        if (entry.seq() != facts.position()) {
            return raise(ExceptionKind.EVENT_CONFLICT, "says to be entry " + entry.seq());
        }
        JournalEvent event = entry.event();
        if (event instanceof JournalEvent.Scan scan) {
            return onPerson(scan.meeting(), () -> scan(scan));
        }
        if (event instanceof JournalEvent.Manual manual) {
            return onPerson(manual.meeting(), () -> manual(manual));
        }
        if (event instanceof JournalEvent.Voided voided) {
            return onVoid(voided);
        }
        if (event instanceof JournalEvent.Closed closed
                && closed.count() != facts.position() - 1
                && entry.origin().isEmpty()) {
            return raise(ExceptionKind.EVENT_CONFLICT, "the seal counts " + closed.count() + " entries before it");
        }
        return new NonScan();
    }

    /**
     * What must hold whoever was there. What is said again after it was carried over points at nobody: the original tells who
     * was there, or why that is in doubt.
     */
    private Decision onPerson(String namedMeeting, Supplier<Decision> decision) {
        if (facts.carriedOver()) {
            return new Decision.Duplicate(Optional.empty(), List.of());
        }
        if (!facts.kioskTrusted()) {
            return untrusted();
        }
        if (!namedMeeting.equals(meeting.meeting())) {
            return raise(ExceptionKind.WRONG_MEETING, "names another meeting than the kiosk serves");
        }
        if (meeting.frozen()) {
            return raise(ExceptionKind.LATE_AFTER_SETTLED, "the meeting was settled or cancelled when this arrived");
        }
        return decision.get();
    }

    private Decision untrusted() {
        return facts.unsigned().orElse(false)
                ? raise(ExceptionKind.JOURNAL_UNTRUSTED, "came in a batch that the kiosk did not sign")
                : raise(ExceptionKind.KIOSK_UNTRUSTED, "the kiosk was revoked when this arrived");
    }

    private Decision onVoid(JournalEvent.Voided voided) {
        if (!facts.kioskTrusted()) {
            return untrusted();
        }
        if (meeting.frozen()) {
            return raise(ExceptionKind.LATE_AFTER_SETTLED, "the meeting was settled or cancelled when this arrived");
        }
        if (!facts.voidable()) {
            return raise(ExceptionKind.EVENT_CONFLICT, "voids entry " + voided.voids() + ", which is no registration");
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
        if (facts.card().isEmpty() && facts.pass().isEmpty() || facts.member().isEmpty()) {
            return raise(ExceptionKind.UNKNOWN_TOKEN, "no member of the society holds it");
        }
        if (facts.pass().filter(pass -> pass.generation() < pass.oldestGood()).isPresent()) {
            return raise(ExceptionKind.CARD_SUPERSEDED, "a newer pass has been issued");
        }
        if (scan.pass().isPresent() && scan.outcome() == Outcome.PASS_EXPIRED) {
            return raise(ExceptionKind.PASS_REFUSED, "a genuine pass outside its time window");
        }
        return facts.card().flatMap(this::stopped).orElseGet(this::credit);
    }

    private Optional<Decision> stopped(Facts.Card card) {
        return switch (card.statusAt(time.at())) {
            case ACTIVE -> Optional.empty();
            case SUPERSEDED -> Optional.of(raise(ExceptionKind.CARD_SUPERSEDED, "a newer card has been issued"));
            case LOST -> Optional.of(raise(ExceptionKind.CARD_LOST, "reported lost before this tap"));
            case REVOKED, UNRECOGNISED -> Optional.of(raise(ExceptionKind.CARD_LOST, "revoked before this tap"));
        };
    }

    private Decision withoutEvidence(JournalEvent.Scan scan) {
        return switch (scan.outcome()) {
            case PASS_SAMPLE, PASS_EXPIRED, PASS_INVALID ->
                refusedPass(scan.outcome().name());
            default -> raise(ExceptionKind.ENTRY_UNREADABLE, "a scan that names neither card nor pass");
        };
    }

    /** The pass proves nothing about anybody, so there is nothing for a person to decide. */
    private static Decision refusedPass(String why) {
        return new RecordedOnly(Optional.empty(), List.of(Notice.settled(ExceptionKind.PASS_REFUSED, why)));
    }

    private Decision manual(JournalEvent.Manual manual) {
        if (facts.member().isEmpty()) {
            return raise(ExceptionKind.MEMBER_LEFT, "registered by hand under an id that no member has");
        }
        if (manual.evidence().isEmpty()) {
            return raise(ExceptionKind.MANUAL_UNVERIFIED, "registered by hand, nothing was looked at");
        }
        return credit();
    }

    private Decision credit() {
        if (time.at().isBefore(meeting.opens().minus(HOURS_TOLERANCE))
                || !time.at().isBefore(meeting.closes().plus(HOURS_TOLERANCE))) {
            return raise(ExceptionKind.OUT_OF_HOURS, "the corrected time lies outside the meeting");
        }
        Facts.Member member = facts.member().orElseThrow();
        if (member.status().equals(DECEASED)) {
            return raise(ExceptionKind.MEMBER_LEFT, "the member is reported deceased");
        }
        return ParticipationCredit.of(member, meeting, time.at(), notices(member));
    }

    private List<Notice> notices(Facts.Member member) {
        List<Notice> notices = new ArrayList<>();
        if (time.skewed()) {
            notices.add(Notice.open(
                    ExceptionKind.CLOCK_SKEW,
                    "process run " + entry.run() + ": the device clock was off, times were corrected"));
        }
        if (!member.status().equals("active")) {
            notices.add(Notice.open(ExceptionKind.MEMBER_LEFT, "the member is no active member"));
        }
        var tapDay = time.at().atZone(meeting.zone()).toLocalDate();
        boolean hasTerm =
                member.qualifications().stream().anyMatch(q -> q.termOn(tapDay).isPresent());
        if (hasTerm
                && facts.card().filter(card -> card.validTo().isBefore(tapDay)).isPresent()) {
            notices.add(Notice.settled(ExceptionKind.CARD_PREV_TERM, "card of an earlier term"));
        }
        return notices;
    }

    private Decision raise(ExceptionKind kind, String detail) {
        return new Raised(facts.member().map(Facts.Member::id), Notice.open(kind, detail));
    }
}
