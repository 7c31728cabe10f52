package org.uketsuke.kiosk.checkin;

import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;

/**
 * A session, one way, as an entry made at the door of a room names it.
 *
 * @param session session id; empty where none could be named
 * @param direction in or out
 */
public record SessionWay(Optional<String> session, Direction direction) {
    /** What a scan was for, at the door of a room. */
    public static Optional<SessionWay> of(JournalEvent.Scan scan) {
        return scan.room().map(room -> new SessionWay(scan.session(), scan.direction()));
    }

    /** What staff registered somebody for, at the door of a room. */
    public static Optional<SessionWay> of(JournalEvent.Manual manual) {
        return manual.room().map(room -> new SessionWay(manual.session(), manual.direction()));
    }
}
