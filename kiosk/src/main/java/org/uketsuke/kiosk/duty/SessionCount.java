package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * What a booth at the door of a room counted for one session: touches that registered, and registrations by hand.
 *
 * @param session session id
 * @param title display titles, if the agenda still has it
 * @param start when it begins, if the agenda still has it
 * @param in on the way in
 * @param out on the way out
 */
public record SessionCount(String session, Optional<Text> title, Optional<Instant> start, long in, long out) {
    SessionCount in(long more) {
        return new SessionCount(session, title, start, in + more, out);
    }

    SessionCount out(long more) {
        return new SessionCount(session, title, start, in, out + more);
    }

    /** The same with what the agenda says of it. */
    public SessionCount named(Text name, Instant begins) {
        return new SessionCount(session, Optional.of(name), Optional.of(begins), in, out);
    }
}
