package org.uketsuke.server.programme;

import java.time.Instant;
import org.uketsuke.protocol.Messages.Text;

/**
 * A session (講習) of a meeting that gives credits of its own.
 *
 * @param society society code
 * @param meeting meeting id
 * @param id short id, unique within the meeting
 * @param title display titles
 * @param sessionClass class of the society's policy, such as {@code common}
 * @param room where; kiosks keep the doors of rooms
 * @param start when it begins
 * @param end when it ends
 */
public record Session(
        String society,
        String meeting,
        String id,
        Text title,
        String sessionClass,
        String room,
        Instant start,
        Instant end) {
    /** Checks the order; throws {@link IllegalArgumentException} otherwise. */
    public Session {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("ends at " + end + ", not after it begins at " + start);
        }
    }

    /** Whether people touch for both at the same place, at the same times and by the same rule. */
    public boolean touchedAs(Session other) {
        return room.equals(other.room)
                && sessionClass.equals(other.sessionClass)
                && start.equals(other.start)
                && end.equals(other.end);
    }

    /** Whether nobody can be at both from beginning to end. */
    public boolean overlaps(Session other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
