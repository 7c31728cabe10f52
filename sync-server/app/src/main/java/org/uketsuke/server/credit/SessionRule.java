package org.uketsuke.server.credit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Messages.Text;

/**
 * How people touch for sessions of a class, and how much of it counts (domain 2.6 to 2.11): a row of the society's policy, in force
 * for some time. What a session gives stands in a {@link CreditRule} of kind {@code session} with the same class.
 *
 * @param sessionClass class of the sessions
 * @param title as members know the class
 * @param inBefore how long before the start the touch on the way in counts
 * @param inAfter how long after the start it still does: the late limit
 * @param out the touch on the way out; empty where none is asked for
 * @param minimumStay least time between the two touches
 * @param dayLimit most credits of this class for one qualification in a day
 * @param meetingLimit most credits of this class for one qualification at a meeting
 * @param validity days on which it is in force, compared with the session's day
 */
public record SessionRule(
        String sessionClass,
        Text title,
        Duration inBefore,
        Duration inAfter,
        Optional<Out> out,
        Duration minimumStay,
        Optional<Credits> dayLimit,
        Optional<Credits> meetingLimit,
        Validity validity) {
    /**
     * When to touch on the way out.
     *
     * @param before how long before the end it counts
     * @param after how long after the end it still does
     */
    public record Out(Duration before, Duration after) {}

    /** When to touch on the way in. */
    public Window in(Instant start) {
        return new Window(start.minus(inBefore), start.plus(inAfter));
    }

    /** When to touch on the way out, if one must. */
    public Optional<Window> out(Instant end) {
        return out.map(asked -> new Window(end.minus(asked.before()), end.plus(asked.after())));
    }
}
