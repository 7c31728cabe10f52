package org.uketsuke.kiosk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uketsuke.kiosk.checkin.Aim;
import org.uketsuke.kiosk.checkin.Decision;
import org.uketsuke.kiosk.checkin.SessionDoor;
import org.uketsuke.kiosk.duty.SessionCount;
import org.uketsuke.kiosk.screen.DoorStanding;
import org.uketsuke.kiosk.screen.DoorStanding.Standing;
import org.uketsuke.kiosk.screen.SessionResult;
import org.uketsuke.kiosk.screen.SessionResult.Named;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Outcome;

/** The door of a room that a booth keeps, in the words of the rule and of the screen. */
final class Doors {
    private Doors() {}

    /** The meeting's zone. */
    static ZoneId zone(Assignment assignment) {
        return ZoneId.of(assignment.meeting().zone());
    }

    /** The door; none for a booth that serves the meeting's reception. */
    static Optional<SessionDoor> of(Assignment assignment) {
        return assignment
                .agenda()
                .flatMap(agenda -> agenda.door().map(door -> new SessionDoor(agenda, door, zone(assignment))));
    }

    /** What the screen says of the session. */
    static SessionResult told(Aim aim, Decision decision) {
        boolean cameIn = aim.direction() == Direction.IN
                && (decision.outcome() == Outcome.ACCEPTED
                        || decision.outcome() == Outcome.ALREADY
                        || decision.outcome() == Outcome.PREVIOUS_CARD
                        || decision.outcome() == Outcome.NO_TERM
                        || decision.outcome() == Outcome.NO_ROSTER);
        Optional<Instant> outFrom =
                aim.session().filter(session -> cameIn).flatMap(Session::out).map(Window::from);
        return new SessionResult(
                aim.room(),
                aim.session().map(Doors::named),
                aim.limit(),
                aim.opensAt().or(() -> outFrom),
                aim.elsewhere().stream().map(Doors::named).toList(),
                aim.isWithoutWayIn(),
                aim.then().map(Doors::named));
    }

    private static Named named(Session session) {
        return new Named(session.title(), session.room(), session.start(), session.end());
    }

    /** Counts with the titles of the agenda. */
    static List<SessionCount> named(List<SessionCount> counts, Assignment assignment) {
        Map<String, Session> byId = assignment.agenda().stream()
                .flatMap(agenda -> agenda.sessions().stream())
                .collect(Collectors.toMap(Session::id, session -> session, (one, other) -> one));
        return counts.stream()
                .map(count -> Optional.ofNullable(byId.get(count.session()))
                        .map(session -> count.named(session.title(), session.start()))
                        .orElse(count))
                .toList();
    }

    /** How the door stands, by the booth's best guess of the time. */
    static Optional<DoorStanding> standing(Assignment assignment, Instant now) {
        return assignment
                .agenda()
                .flatMap(agenda -> agenda.door().map(door -> {
                    List<Session> ahead = agenda.sessions().stream()
                            .filter(session -> session.room().equals(door.room()) && concerns(session, door))
                            .filter(session ->
                                    now.isBefore(overAt(session, door)) && isOn(session, now, zone(assignment)))
                            .sorted(Comparator.comparing(Session::start).thenComparing(Session::id))
                            .toList();
                    boolean begun =
                            !ahead.isEmpty() && !now.isBefore(ahead.get(0).in().from());
                    Stream<Standing> next =
                            ahead.stream().skip(begun ? 1 : 0).map(session -> standing(session, door, now));
                    return new DoorStanding(
                            door.room(),
                            door.direction(),
                            begun ? Optional.of(standing(ahead.get(0), door, now)) : Optional.empty(),
                            next.filter(Doors::isToBeDone).findFirst());
                }));
    }

    /** A session that asks for no touch on the way out is nothing to a door that serves no other way. */
    private static boolean concerns(Session session, Agenda.Door door) {
        return door.direction() != Direction.OUT || session.out().isPresent();
    }

    private static boolean isToBeDone(Standing session) {
        return session.open().isPresent() || session.opens().isPresent();
    }

    private static boolean isOn(Session session, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return !LocalDate.ofInstant(session.in().from(), zone).isAfter(today);
    }

    private static Instant overAt(Session session, Agenda.Door door) {
        return session.out()
                .filter(out -> door.direction() != Direction.IN)
                .map(Window::to)
                .filter(to -> to.isAfter(session.end()))
                .orElse(session.end());
    }

    private static Standing standing(Session session, Agenda.Door door, Instant now) {
        Optional<Window> out = session.out().filter(window -> door.direction() != Direction.IN);
        Optional<Window> in = Optional.of(session.in()).filter(window -> door.direction() != Direction.OUT);
        Optional<Window> outOpen = out.filter(window -> window.holds(now));
        Optional<Window> inOpen = in.filter(window -> window.holds(now));
        Optional<Window> inNext = in.filter(window -> window.from().isAfter(now));
        Optional<Window> outNext = out.filter(window -> window.from().isAfter(now));
        return new Standing(
                session.title(),
                session.start(),
                session.end(),
                outOpen.map(window -> Direction.OUT).or(() -> inOpen.map(window -> Direction.IN)),
                outOpen.or(() -> inOpen).map(Window::to),
                inNext.map(window -> Direction.IN).or(() -> outNext.map(window -> Direction.OUT)),
                inNext.or(() -> outNext).map(Window::from));
    }
}
