package org.uketsuke.server.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.DoorClaim;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.ingest.Moments;
import org.uketsuke.server.ingest.RescueStore;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.ledger.SessionHolding;
import org.uketsuke.server.session.DoorTouchStore;
import org.uketsuke.server.session.MemberTouch;
import org.uketsuke.server.session.SessionBooks;
import org.uketsuke.server.session.SessionStayStore;
import org.uketsuke.server.session.SessionStayStore.Stay;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.verify.VerifyStore.Entry;
import org.uketsuke.server.verify.VerifyStore.Journal;
import org.uketsuke.server.verify.VerifyStore.Meeting;
import org.uketsuke.server.verify.VerifyStore.Stored;

/**
 * The touches at the doors of one meeting's rooms as its journals tell them, and what the ledger must say of its sessions by them.
 * Agenda, rules and terms are taken as the books have them now, which is what the server goes by until the meeting settles: an
 * import that has not judged anew yet shows as differences, and judging anew mends them. A settled meeting goes by agenda, rules,
 * qualifications and terms that it was judged by last, which {@link SessionFactsCheck} looks over.
 */
final class SessionsCheck {
    private final Map<Origin, Door> doors = new HashMap<>();

    /**
     * An entry from a room's door.
     *
     * @param member whose touch it is, if it counts
     * @param claim what the booth said
     * @param at its corrected time
     * @param standing where it stands
     * @param rescuing the entry, if it is a registration by hand that rescues a touch
     * @param first where it stood first
     * @param stands whether it stands for its copies: it counts, or stood first and says why it does not
     */
    private record Door(
            Optional<String> member,
            DoorClaim claim,
            Instant at,
            RescueStore.Standing standing,
            Optional<JournalEntry> rescuing,
            Origin first,
            boolean stands) {
        /** The times that the touch may have: that of what it rescues, and its own where that came later. */
        private Set<Instant> times(Handle handle) {
            Set<Instant> times = new TreeSet<>(Set.of(at));
            rescuing.flatMap(entry -> new RescueStore(handle).touchedAt(standing, entry))
                    .ifPresent(times::add);
            return times;
        }
    }

    /** Takes in an entry with its decision; only those from doors matter. */
    void take(Journal journal, Entry entry, Received received, Decision decision, Stored stored) {
        if (!(received instanceof Received.Readable readable)) {
            return;
        }
        Origin place = new Origin(journal.id(), entry.seq());
        Optional<String> member =
                decision instanceof Decision.Touched && !entry.voided() ? decision.member() : Optional.empty();
        Origin first = Moments.first(readable.entry(), journal.named(), entry.seq());
        boolean silent = decision instanceof Decision.Duplicate
                || decision instanceof Decision.Raised raised
                        && raised.notice().kind().silent();
        DoorClaim.in(readable.entry().event())
                .ifPresent(claim -> doors.put(
                        place,
                        new Door(
                                member,
                                claim,
                                stored.tappedAt(),
                                new RescueStore.Standing(place, journal.named(), journal.baseSeq()),
                                claim.byHand() ? Optional.of(readable.entry()) : Optional.empty(),
                                first,
                                !entry.voided() && (member.isPresent() || Moments.isAt(place, first) && !silent))));
    }

    /** Compares with what is kept and with the ledger; {@code recomputed} takes in what a person must be told. */
    void compare(
            Handle handle,
            Dialect dialect,
            Meeting meeting,
            Collection<LedgerEntry> ledger,
            Recomputed recomputed,
            Findings findings) {
        Map<String, List<SessionTouch>> touches = touches(handle, dialect, meeting, findings);
        List<LedgerEntry> lines = ledger.stream()
                .filter(entry -> entry.key().session().isPresent())
                .toList();
        if (touches.isEmpty() && lines.isEmpty()) {
            stays(handle, dialect, meeting, new SessionBooks.Judged(List.of(), Map.of(), Map.of()), findings);
            return;
        }
        lines.forEach(line -> evidence(handle, line, findings));
        Set<String> members = new TreeSet<>(touches.keySet());
        lines.forEach(line -> members.add(line.member()));
        SessionBooks.Judged judged =
                new SessionBooks(dialect).judge(handle, meeting.society(), meeting.meeting(), members, touches);
        new SessionFactsCheck(meeting, findings)
                .run(handle, dialect, touches.keySet(), new VerifyStore().frozen(handle, meeting));
        stays(handle, dialect, meeting, judged, findings);
        awards(meeting, judged, generations(lines, findings), findings);
        judged.judgements()
                .values()
                .forEach(judgement -> judgement
                        .remarks()
                        .forEach(remark -> recomputed.addNotice(
                                remark.place().journal(), remark.place().seq(), remark.notice())));
    }

    /** The touches that the journals tell, once compared with those that are kept. */
    private Map<String, List<SessionTouch>> touches(
            Handle handle, Dialect dialect, Meeting meeting, Findings findings) {
        Map<Origin, MemberTouch> kept = new HashMap<>();
        new DoorTouchStore(dialect)
                .ofMeeting(handle, meeting.society(), meeting.meeting())
                .forEach(
                        (member, all) -> all.forEach(touch -> kept.put(touch.place(), new MemberTouch(member, touch))));
        Map<String, List<SessionTouch>> told = new TreeMap<>();
        Map<Origin, Origin> standing = new HashMap<>();
        doors.forEach((place, door) -> {
            if (door.stands()) {
                standing.put(place, door.first());
            }
        });
        Set<Origin> repeats = TouchRepeats.of(handle, standing);
        doors.forEach((place, door) -> door.member()
                .filter(any -> !repeats.contains(place))
                .ifPresent(member -> {
                    Optional<MemberTouch> stored = Optional.ofNullable(kept.remove(place));
                    boolean same = stored.filter(one -> one.member().equals(member)
                                    && one.touch().claim().equals(door.claim())
                                    && door.times(handle).contains(one.touch().at()))
                            .isPresent();
                    findings.expect(
                            same,
                            Difference.Sort.TOUCH,
                            place(place),
                            "is kept otherwise than it tells, or not at all");
                    told.computeIfAbsent(member, any -> new ArrayList<>())
                            .add(
                                    same
                                            ? stored.orElseThrow().touch()
                                            : new SessionTouch(place, door.claim(), door.at()));
                }));
        kept.keySet()
                .forEach(place -> findings.add(
                        Difference.Sort.TOUCH, place(place), "is kept as a touch at a door, and is none that counts"));
        return told;
    }

    private void evidence(Handle handle, LedgerEntry line, Findings findings) {
        boolean rests = line.evidence()
                .filter(evidence -> Optional.ofNullable(doors.get(new Origin(evidence.journal(), evidence.seq())))
                        .filter(door -> door.times(handle).contains(evidence.tappedAt()))
                        .isPresent())
                .isPresent();
        findings.expect(
                rests, Difference.Sort.AWARD, "ledger entry " + line.id(), "rests on no touch at the door of a room");
    }

    /** What pages count against what the touches come to. */
    private static void stays(
            Handle handle, Dialect dialect, Meeting meeting, SessionBooks.Judged judged, Findings findings) {
        Set<Stay> stored =
                new HashSet<>(new SessionStayStore(dialect).ofMeeting(handle, meeting.society(), meeting.meeting()));
        judged.judgements()
                .forEach((member, judgement) -> Stay.of(member, judgement)
                        .forEach(stay -> findings.expect(
                                stored.remove(stay),
                                Difference.Sort.TOUCH,
                                place(meeting, stay),
                                "is counted otherwise than the touches tell, or not at all")));
        stored.forEach(
                stay -> findings.add(Difference.Sort.TOUCH, place(meeting, stay), "is counted, and rests on no touch"));
    }

    /** Live awards by qualification and session; generations and reversals are checked on the way. */
    private static Map<List<String>, LedgerEntry> generations(List<LedgerEntry> lines, Findings findings) {
        Map<List<String>, List<LedgerEntry>> byKey = new HashMap<>();
        lines.forEach(line ->
                byKey.computeIfAbsent(key(line), any -> new ArrayList<>()).add(line));
        Map<List<String>, LedgerEntry> live = new HashMap<>();
        byKey.forEach((key, all) -> {
            all.sort(SessionHolding.ORDER);
            Optional<LedgerEntry> standing = Optional.empty();
            long generation = 0;
            for (LedgerEntry line : all) {
                boolean back = line.reverses().isPresent();
                boolean follows = back
                        ? standing.filter(award -> MeetingCheck.takesBack(line, award))
                                .isPresent()
                        : standing.isEmpty() && line.key().generation() == generation++;
                findings.expect(
                        follows,
                        Difference.Sort.AWARD,
                        "ledger entry " + line.id(),
                        "does not follow from what the ledger said of the session before it");
                standing = back ? Optional.empty() : Optional.of(line);
            }
            standing.ifPresent(award -> live.put(key, award));
        });
        return live;
    }

    private static void awards(
            Meeting meeting, SessionBooks.Judged judged, Map<List<String>, LedgerEntry> live, Findings findings) {
        Map<List<String>, LedgerEntry> unexplained = new HashMap<>(live);
        judged.judgements()
                .forEach((member, judgement) -> judgement
                        .stays()
                        .forEach(stay -> stay.entitlements()
                                .forEach(entitlement -> entitlement.award().ifPresent(award -> {
                                    List<String> key = List.of(
                                            award.qualification(),
                                            stay.session().id());
                                    Optional<LedgerEntry> stored = Optional.ofNullable(unexplained.remove(key));
                                    findings.expect(
                                            stored.filter(line -> says(line, member, award))
                                                    .isPresent(),
                                            Difference.Sort.AWARD,
                                            place(meeting, key),
                                            "is not what the touches of the member earn");
                                }))));
        unexplained
                .keySet()
                .forEach(key -> findings.add(
                        Difference.Sort.AWARD, place(meeting, key), "the touches of the member earn nothing of it"));
    }

    private static boolean says(LedgerEntry line, String member, Decision.Award award) {
        return line.member().equals(member)
                && line.rule().equals(award.rule())
                && line.hundredths() == award.hundredths()
                && line.termStart().equals(award.termStart())
                && line.earnedOn().equals(award.earnedOn())
                && line.fiscalYear() == award.fiscalYear();
    }

    private static List<String> key(LedgerEntry line) {
        return List.of(line.key().qualification(), line.key().session().orElseThrow());
    }

    private static String place(Meeting meeting, Stay stay) {
        return meeting.meeting() + " session " + stay.session() + " member " + stay.member();
    }

    private static String place(Meeting meeting, List<String> key) {
        return meeting.meeting() + " session " + key.get(1) + " qualification " + key.get(0);
    }

    private static String place(Origin place) {
        return place.journal() + " entry " + place.seq();
    }
}
