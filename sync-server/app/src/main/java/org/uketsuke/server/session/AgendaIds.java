package org.uketsuke.server.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.storage.ContentId;

/**
 * The ids of agendas by which stays were judged last. To write an agenda out costs more than all else of a push with a touch, and
 * it changes seldom: it is compared with the last one instead. Safe for use by many threads; forgetting costs time only.
 */
public final class AgendaIds {
    private static final int MEETINGS_MAX = 64;

    private final ConcurrentHashMap<Meeting, Known> last = new ConcurrentHashMap<>();

    /** Whose agenda. */
    private record Meeting(String society, String meeting) {}

    /** An agenda and its id. */
    private record Known(List<SessionFacts> agenda, String id) {}

    /** The id of what is kept of an agenda: {@link ContentId} of {@link SessionJudgedStore#text}. */
    String of(String society, String meeting, List<SessionFacts> agenda) {
        Meeting key = new Meeting(society, meeting);
        Optional<Known> known =
                Optional.ofNullable(last.get(key)).filter(one -> one.agenda().equals(agenda));
        if (known.isPresent()) {
            return known.get().id();
        }
        String id = ContentId.of(SessionJudgedStore.text(agenda));
        if (last.size() >= MEETINGS_MAX) {
            last.clear();
        }
        last.put(key, new Known(List.copyOf(agenda), id));
        return id;
    }
}
