package org.uketsuke.server.society;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.programme.RuledSession;
import org.uketsuke.server.programme.Session;

/**
 * That the times of a new policy suit planned sessions, as the import of an agenda sees to for those of the policy there is: one
 * touch is not the way in to two sessions, and the stay that is asked for can be made. What was so before already stands in the way
 * of no policy.
 *
 * @param file name of the policy file, for problems
 * @param before the session rules until now
 * @param now the new policy
 */
record SessionTimesKept(String file, SessionRules before, SocietyPolicy now) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Only sessions of one meeting in one room can share a touch. */
    private record Room(String meeting, String name) {}

    /** A session by the old rules and by the new ones; empty where no rule is in force. */
    private record Ruled(Session session, Optional<RuledSession> before, Optional<RuledSession> now) {}

    List<PolicyProblem> problems(List<SessionsKept.Planned> sessions) {
        Map<Room, List<Ruled>> rooms = sessions.stream()
                .map(planned -> new Ruled(planned.session(), by(before, planned), by(now.sessionRules(), planned)))
                .collect(Collectors.groupingBy(
                        ruled -> new Room(
                                ruled.session().meeting(), ruled.session().room()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return Stream.concat(
                        rooms.values().stream().flatMap(this::sharedWaysIn),
                        rooms.values().stream().flatMap(Collection::stream).flatMap(ruled -> tooShort(ruled).stream()))
                .toList();
    }

    private Optional<RuledSession> by(SessionRules rules, SessionsKept.Planned planned) {
        return RuledSession.of(planned.session(), rules, now.zone());
    }

    private Stream<PolicyProblem> sharedWaysIn(List<Ruled> room) {
        return IntStream.range(0, room.size())
                .boxed()
                .flatMap(i -> room.subList(i + 1, room.size()).stream()
                        .flatMap(later -> sharedWayIn(room.get(i), later).stream()));
    }

    private Optional<PolicyProblem> sharedWayIn(Ruled one, Ruled other) {
        return shared(one.before(), other.before()).isPresent()
                ? Optional.empty()
                : shared(one.now(), other.now())
                        .map(window -> new PolicyProblem(
                                file,
                                SessionRuleReader.LIST,
                                "one touch from %s to %s would be the way in to both %s and %s of meeting %s, one after the other in room %s: leave less time to touch in, or change a room or times in the agenda first"
                                        .formatted(
                                                clock(window.from()),
                                                clock(window.to()),
                                                one.session().id(),
                                                other.session().id(),
                                                one.session().meeting(),
                                                one.session().room())));
    }

    private static Optional<Window> shared(Optional<RuledSession> one, Optional<RuledSession> other) {
        return one.flatMap(first -> other.flatMap(first::sharedWayIn));
    }

    private Optional<PolicyProblem> tooShort(Ruled session) {
        return session.before().flatMap(RuledSession::impossibleStay).isPresent()
                ? Optional.empty()
                : session.now()
                        .flatMap(RuledSession::impossibleStay)
                        .map(asked -> new PolicyProblem(
                                file,
                                SessionRuleReader.LIST,
                                "nobody could stay the %d minutes that class %s asks for at session %s of meeting %s any more: ask for less, or change its times in the agenda first"
                                        .formatted(
                                                asked.toMinutes(),
                                                session.session().sessionClass(),
                                                session.session().id(),
                                                session.session().meeting())));
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(now.zone()));
    }
}
