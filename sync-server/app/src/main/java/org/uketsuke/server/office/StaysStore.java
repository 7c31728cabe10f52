package org.uketsuke.server.office;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.adjudicate.SessionJudgement;
import org.uketsuke.server.adjudicate.SessionStay;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.ledger.LedgerStore;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.session.DoorTouchStore;
import org.uketsuke.server.session.SessionBooks;
import org.uketsuke.server.session.SessionStayStore;
import org.uketsuke.server.session.SessionStayStore.Count;
import org.uketsuke.server.storage.Dialect;

/**
 * Reads who was at which session.
 *
 * @param handle the transaction
 * @param dialect the engine
 */
record StaysStore(Handle handle, Dialect dialect) {
    /** Members with credits of a session that stand. */
    private static final String CREDITED = """
            SELECT l.kind, COUNT(DISTINCT l.member) AS members FROM ledger_entry l
            WHERE l.society = :society AND l.meeting = :meeting AND l.kind LIKE 'session/%' AND NOT EXISTS (
              SELECT 1 FROM ledger_entry r WHERE r.society = l.society AND r.reverses = l.id)
            GROUP BY l.kind""";

    /** A member's stays at all meetings, the latest meeting first. */
    List<StayLine> ofMember(String society, String member) {
        List<StayLine> lines = new ArrayList<>();
        for (String meeting : new DoorTouchStore(dialect).meetingsOf(handle, society, member)) {
            lines.addAll(ofMember(new MeetingRef(society, meeting), member));
        }
        return lines;
    }

    /** Those that an entry is a touch of. */
    List<StayLine> by(MeetingRef meeting, String member, EvidenceRef evidence) {
        return ofMember(meeting, member).stream()
                .filter(stay -> Stream.concat(stay.in().stream(), stay.out().stream())
                        .anyMatch(touch -> touch.evidence().equals(evidence)))
                .toList();
    }

    private List<StayLine> ofMember(MeetingRef ref, String member) {
        SessionBooks.Judged judged =
                new SessionBooks(dialect).judge(handle, ref.society(), ref.meeting(), Set.of(member));
        Map<String, Long> credits = new HashMap<>();
        new LedgerStore(dialect)
                .sessionHoldings(handle, ref.society(), ref.meeting(), judged.qualificationIds())
                .forEach(held ->
                        held.live().ifPresent(award -> credits.merge(held.session(), award.hundredths(), Long::sum)));
        Map<String, Session> sessions = sessions(ref);
        Text meetingName = new MeetingsStore(handle)
                .find(ref)
                .map(MeetingSummary::name)
                .orElseGet(() -> new Text(ref.meeting(), ref.meeting()));
        return judged.judgements().values().stream()
                .map(SessionJudgement::stays)
                .flatMap(Collection::stream)
                .filter(stay ->
                        stay.meant() || credits.containsKey(stay.session().id()))
                .map(stay -> line(
                        ref,
                        meetingName,
                        stay,
                        title(sessions, stay.session().id()),
                        credits.getOrDefault(stay.session().id(), 0L)))
                .toList();
    }

    private static StayLine line(MeetingRef ref, Text meetingName, SessionStay stay, Text title, long credits) {
        return new StayLine(
                ref,
                meetingName,
                title,
                stay.session().room(),
                stay.session().day(),
                stay.in().map(StaysStore::touch),
                stay.out().map(StaysStore::touch),
                new Credits(credits),
                StayWords.reasons(stay, credits > 0));
    }

    private static StayLine.Touch touch(SessionTouch touch) {
        Origin place = touch.place();
        return new StayLine.Touch(touch.at(), touch.claim().byHand(), new EvidenceRef(place.journal(), place.seq()));
    }

    private Map<String, Session> sessions(MeetingRef ref) {
        Map<String, Session> sessions = new HashMap<>();
        new SessionStore(handle)
                .ofMeeting(ref.society(), ref.meeting())
                .forEach(session -> sessions.put(session.id(), session));
        return sessions;
    }

    private static Text title(Map<String, Session> sessions, String id) {
        return Optional.ofNullable(sessions.get(id)).map(Session::title).orElseGet(() -> new Text(id, id));
    }

    /** The sessions of a meeting in their order, and how many were there. */
    List<SessionCounts> counts(MeetingRef ref) {
        List<Session> sessions = new SessionStore(handle).ofMeeting(ref.society(), ref.meeting());
        if (sessions.isEmpty()) {
            return List.of();
        }
        Map<String, Count> there = new SessionStayStore(dialect).counts(handle, ref.society(), ref.meeting());
        Set<String> asking = new HashSet<>();
        new SessionBooks(dialect)
                .agenda(handle, ref.society(), ref.meeting()).stream()
                        .filter(session ->
                                session.rule().flatMap(SessionRule::out).isPresent())
                        .forEach(session -> asking.add(session.id()));
        Map<String, Long> credited = credited(ref);
        return sessions.stream()
                .map(session -> new SessionCounts(
                        session.title(),
                        session.room(),
                        session.start(),
                        session.end(),
                        there.getOrDefault(session.id(), Count.NOBODY).in(),
                        there.getOrDefault(session.id(), Count.NOBODY).out(),
                        asking.contains(session.id()),
                        credited.getOrDefault(session.id(), 0L)))
                .toList();
    }

    private Map<String, Long> credited(MeetingRef ref) {
        Map<String, Long> credited = new HashMap<>();
        handle.createQuery(CREDITED)
                .bind("society", ref.society())
                .bind("meeting", ref.meeting())
                .map((row, context) -> Map.entry(row.getString("kind"), row.getLong("members")))
                .forEach(count -> credited.put(count.getKey().substring("session/".length()), count.getValue()));
        return credited;
    }
}
