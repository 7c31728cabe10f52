package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.credit.SessionRule;

/**
 * What the server knows of a session (講習) when it judges who was there how long.
 *
 * @param id session id, unique within the meeting
 * @param sessionClass class of the society's policy
 * @param room where, spelled as {@link RoomName} has it
 * @param start when it begins
 * @param end when it ends
 * @param day the date of its start in the society's zone, which decides rule, term and fiscal year
 * @param fiscalYear achievement fiscal year of that day
 * @param rule how people touch for it; empty if the policy has none for the class on that day, so that no touch counts
 * @param credits what it gives, by kind of qualification
 */
public record SessionFacts(
        String id,
        String sessionClass,
        String room,
        Instant start,
        Instant end,
        LocalDate day,
        int fiscalYear,
        Optional<SessionRule> rule,
        Map<String, MeetingFacts.Rule> credits) {
    /** Earlier builds kept rooms as they were typed. */
    public SessionFacts {
        room = RoomName.spelled(room);
    }

    /** The order in which overlaps and limits are decided. */
    public static final Comparator<SessionFacts> ORDER =
            Comparator.comparing(SessionFacts::start).thenComparing(SessionFacts::id);

    boolean in(Instant at) {
        return rule.filter(asked -> asked.in(start).holds(at)).isPresent();
    }

    boolean out(Instant at) {
        return outWindow().filter(window -> window.holds(at)).isPresent();
    }

    Optional<Window> outWindow() {
        return rule.flatMap(asked -> asked.out(end));
    }

    boolean overlaps(SessionFacts other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
