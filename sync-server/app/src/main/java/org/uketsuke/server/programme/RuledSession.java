package org.uketsuke.server.programme;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.SessionRules;

/**
 * A session with the rule in force for its class on its day.
 *
 * @param session the session
 * @param rule how to touch for it
 */
public record RuledSession(Session session, SessionRule rule) {
    /**
     * Pairs a session with its rule.
     *
     * @param zone the meeting's zone, which says on which day the session begins
     * @return empty if the society has no rule in force: nobody can touch for it then
     */
    public static Optional<RuledSession> of(Session session, SessionRules rules, ZoneId zone) {
        return rules.ruleFor(session.sessionClass(), day(session, zone)).map(rule -> new RuledSession(session, rule));
    }

    /** The same for all of an agenda, in its order; those without a rule are left out. */
    public static List<RuledSession> of(List<Session> sessions, SessionRules rules, ZoneId zone) {
        return sessions.stream()
                .flatMap(session -> of(session, rules, zone).stream())
                .toList();
    }

    /** The day to which a session belongs: that of its start. */
    public static LocalDate day(Session session, ZoneId zone) {
        return session.start().atZone(zone).toLocalDate();
    }

    /** When to touch on the way in. */
    public Window in() {
        return rule.in(session.start());
    }

    /** When to touch on the way out, if one must. */
    public Optional<Window> out() {
        return rule.out(session.end());
    }

    /**
     * When one touch would be the way in to this session and to another one of the same room, of which at least one asks for
     * nothing more: whoever came for the one would be credited with both. Where both ask for a touch on the way out, two touches
     * tell who was at which.
     */
    public Optional<Window> sharedWayIn(RuledSession other) {
        if (out().isPresent() && other.out().isPresent()) {
            return Optional.empty();
        }
        Instant from = Collections.max(List.of(in().from(), other.in().from()));
        Instant to = Collections.min(List.of(in().to(), other.in().to()));
        return Optional.of(new Window(from, to)).filter(shared -> from.isBefore(to));
    }

    /** The stay that the rule asks for, if no two touches within their times can show it: nobody can be credited then. */
    public Optional<Duration> impossibleStay() {
        return out().map(out -> Duration.between(in().from(), out.to()))
                .filter(longest -> longest.compareTo(rule.minimumStay()) < 0)
                .map(longest -> rule.minimumStay());
    }
}
