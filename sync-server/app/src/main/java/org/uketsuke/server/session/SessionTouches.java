package org.uketsuke.server.session;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.SessionRemoval;
import org.uketsuke.server.storage.Dialect;

/**
 * Which touches the sessions of a meeting hold, by the agenda and the rules as they are.
 *
 * @param dialect the engine
 */
public record SessionTouches(Dialect dialect) {
    /**
     * How many touches at a meeting would go with each of some sessions, were they not in its agenda any more; those that take none
     * along are left out.
     *
     * @param gone ids of the sessions
     */
    public Map<String, Long> goneWith(Handle handle, String society, String meeting, Set<String> gone) {
        SessionRemoval removal = new SessionRemoval(new SessionBooks(dialect).agenda(handle, society, meeting), gone);
        Map<String, Long> counts = new TreeMap<>();
        new DoorTouchStore(dialect)
                .ofMeeting(handle, society, meeting)
                .values()
                .forEach(touches ->
                        removal.touches(touches).forEach((session, count) -> counts.merge(session, count, Long::sum)));
        return counts;
    }
}
