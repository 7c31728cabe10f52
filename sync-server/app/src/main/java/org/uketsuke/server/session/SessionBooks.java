package org.uketsuke.server.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.adjudicate.SessionJudgement;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.storage.Dialect;

/**
 * What follows from the touches, the agenda, the rules and the terms of members as the books have them now: a handful of
 * statements, however many members.
 *
 * @param dialect the engine
 */
public record SessionBooks(Dialect dialect) {
    /**
     * What members' touches at a meeting come to.
     *
     * @param agenda the sessions by the rules that they were judged by
     * @param judgements by member id
     * @param qualifications theirs, by member id
     */
    public record Judged(
            List<SessionFacts> agenda,
            Map<String, SessionJudgement> judgements,
            Map<String, List<Facts.Qualification>> qualifications) {
        /** Ids of all those qualifications. */
        public List<String> qualificationIds() {
            return qualifications.values().stream()
                    .flatMap(List::stream)
                    .map(Facts.Qualification::id)
                    .toList();
        }
    }

    /** Judges the touches of members that are stored. */
    public Judged judge(Handle handle, String society, String meeting, Collection<String> members) {
        return judge(
                handle,
                society,
                meeting,
                members,
                new DoorTouchStore(dialect).ofMembers(handle, society, meeting, members));
    }

    /**
     * Keeps what stays at a meeting came to, for pages, and by what they were judged, for when its books are closed.
     *
     * @param ids tells whether the agenda is another one than before
     */
    public void keep(Handle handle, String society, String meeting, Judged judged, AgendaIds ids) {
        SessionJudgedStore store = new SessionJudgedStore(dialect);
        String facts = ids.of(society, meeting, judged.agenda());
        store.keep(handle, society, meeting, facts, judged.agenda());
        Map<String, List<Facts.Qualification>> qualifications = new TreeMap<>();
        judged.judgements()
                .keySet()
                .forEach(member ->
                        qualifications.put(member, judged.qualifications().getOrDefault(member, List.of())));
        store.keep(handle, society, meeting, facts, qualifications);
        new SessionStayStore(dialect).put(handle, society, meeting, judged.judgements());
    }

    /** The sessions of a meeting by the rules in force for them, in their order; of a settled one, by those of the time. */
    public List<SessionFacts> agenda(Handle handle, String society, String meeting) {
        return new SessionFactsStore(dialect).agenda(handle, society, meeting);
    }

    /** Judges touches, by member. */
    public Judged judge(
            Handle handle,
            String society,
            String meeting,
            Collection<String> members,
            Map<String, List<SessionTouch>> touches) {
        List<SessionFacts> agenda = agenda(handle, society, meeting);
        Map<String, List<Facts.Qualification>> qualifications =
                new SessionFactsStore(dialect).qualifications(handle, society, meeting, members);
        Map<String, SessionJudgement> judgements = new TreeMap<>();
        for (String member : members) {
            judgements.put(
                    member,
                    SessionJudgement.of(
                            agenda,
                            touches.getOrDefault(member, List.of()),
                            qualifications.getOrDefault(member, List.of())));
        }
        return new Judged(agenda, judgements, qualifications);
    }
}
