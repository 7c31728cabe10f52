package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;

/**
 * A session, one way, as staff choose and read it.
 *
 * @param session session id
 * @param title display titles
 * @param room where it is
 * @param start when it begins
 * @param end when it ends
 * @param direction in or out
 */
public record SessionChoice(String session, Text title, String room, Instant start, Instant end, Direction direction) {
    /** The same as an entry names it. */
    public SessionWay way() {
        return new SessionWay(Optional.of(session), direction);
    }
}
