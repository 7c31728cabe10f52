package org.uketsuke.server.adjudicate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.uketsuke.server.adjudicate.SessionStay.Verdict;

/**
 * What becomes of touches when sessions leave the agenda. Evidence is room and time, so a session can have touches that the booth
 * took to be for another one, and without it they would be for nothing, or for a room that no session has.
 *
 * @param agenda all sessions of the meeting as they are
 * @param gone ids of those that would leave
 */
public record SessionRemoval(Collection<SessionFacts> agenda, Set<String> gone) {
    /**
     * How many of a member's touches would go with each session: those that the booth or staff took to be for it, those that a stay
     * there rests on, those in its room and time that are for no session or for none that stays, and all of a room in which none
     * stays.
     *
     * @param touches all of a member that stand
     * @return counts by session id; sessions that take none along are left out
     */
    public Map<String, Long> touches(Collection<SessionTouch> touches) {
        List<SessionStay> stays =
                SessionJudgement.of(agenda, touches, List.of()).stays();
        Map<String, Long> counts = new TreeMap<>();
        for (SessionFacts session : agenda) {
            if (gone.contains(session.id())) {
                long count = touches.stream()
                        .filter(touch -> touch.claim().isFor(session)
                                || restsOn(touch, session, stays)
                                || orphan(touch, session))
                        .count();
                counts.put(session.id(), count);
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static boolean restsOn(SessionTouch touch, SessionFacts session, List<SessionStay> stays) {
        return stays.stream()
                .filter(stay -> stay.session().equals(session) && stay.verdict() == Verdict.WHOLE)
                .flatMap(stay -> Stream.concat(stay.in().stream(), stay.out().stream()))
                .anyMatch(touch::equals);
    }

    private boolean orphan(SessionTouch touch, SessionFacts session) {
        List<SessionFacts> staying = agenda.stream()
                .filter(other -> !gone.contains(other.id()) && other.room().equals(session.room()))
                .toList();
        boolean fitsNoOther = staying.stream().noneMatch(other -> holds(other, touch));
        return touch.claim().room().equals(session.room())
                && (staying.isEmpty()
                        || holds(session, touch)
                                && (fitsNoOther || touch.claim().session().isEmpty()));
    }

    private static boolean holds(SessionFacts session, SessionTouch touch) {
        return touch.claim().fits(session) && (session.in(touch.at()) || session.out(touch.at()));
    }
}
