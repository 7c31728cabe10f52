package org.uketsuke.kiosk.checkin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;

/**
 * Which session a touch at the door of a room is for, and which way. It is the last word on feedback only: who was in a room
 * how long, the server judges from all touches there. It goes by the best guess of the time, as the server will: a touch that
 * is taken here a minute before its window opens would be good for nothing, and the physician would not know. A door that serves
 * one way takes every touch for that way.
 */
public final class SessionDoor {
    /**
     * So long before the next window of a room people come for it, and so long after one they may hold the card out again; before
     * and after that they are here by mistake if another room takes people in. About the break between two sessions.
     */
    private static final Duration NEAR = Duration.ofMinutes(15);

    private static final Comparator<Gate> BY_OPENING =
            Comparator.comparing(gate -> gate.window().from());
    private static final Comparator<Gate> BY_CLOSING =
            Comparator.comparing(gate -> gate.window().to());

    private final Agenda.Door door;
    private final ZoneId zone;
    private final List<Gate> here;
    private final List<Gate> elsewhere;

    /**
     * A door.
     *
     * @param agenda the meeting's sessions
     * @param door where the kiosk stands
     * @param zone the meeting's zone, in which days are told apart
     */
    public SessionDoor(Agenda agenda, Agenda.Door door, ZoneId zone) {
        this.door = known(door);
        this.zone = zone;
        this.here = gates(agenda, room -> room.equals(door.room()), this.door.direction());
        this.elsewhere = gates(agenda, room -> !room.equals(door.room()), this.door.direction());
    }

    /** A way of a later version is none that this one could keep people to. */
    private static Agenda.Door known(Agenda.Door door) {
        return door.direction() == Direction.UNRECOGNISED
                ? new Agenda.Door(door.room(), Direction.NONE, door.alone())
                : door;
    }

    /** What this kiosk knows of the member at the reader. */
    @FunctionalInterface
    public interface Known {
        /** Whether it recorded such a touch of the member. */
        boolean came(String session, Direction direction);

        /**
         * Whether this kiosk can tell who came in to a session: it saw members do so, and nobody whom it could not name, such as
         * before its roster was unlocked.
         */
        default boolean sawWhoCameIn(String session) {
            return true;
        }
    }

    /** A session, one way. */
    private record Gate(Session session, Direction direction, Window window) {
        boolean isOpen(Instant at) {
            return window.holds(at);
        }

        boolean cameBy(Known member) {
            return member.came(session.id(), direction);
        }

        /** Whether a member went through it, and the session asks for nothing after it. */
        boolean isDone(Optional<Known> member) {
            boolean last = direction == Direction.OUT || session.out().isEmpty();
            return last && member.filter(this::cameBy).isPresent();
        }
    }

    private static List<Gate> gates(Agenda agenda, Predicate<String> room, Direction direction) {
        return agenda.sessions().stream()
                .filter(session -> room.test(session.room()))
                .flatMap(session -> Stream.concat(
                        Stream.of(new Gate(session, Direction.IN, session.in())),
                        session.out().stream().map(window -> new Gate(session, Direction.OUT, window))))
                .filter(gate -> direction == Direction.NONE || gate.direction() == direction)
                .toList();
    }

    /**
     * What a touch now is for. Whoever stands here came for the first of these that is so:
     *
     * <ol>
     *   <li>a window of this room is open: it
     *   <li>a session runs here: its way out for who came in, else too late for its way in
     *   <li>this room opens within a quarter of an hour: too early, with the rooms that are open, for who is here by mistake
     *   <li>a window closed here as lately, and the member went through it and is done: already there
     *   <li>another room is open: the wrong room
     *   <li>this room opens later today: too early
     *   <li>its last session today is over: already there for who is done with it, else too late
     *   <li>sessions here on other days, the next before the last
     * </ol>
     *
     * @param member what is known of the member; empty where it is not known who touches
     */
    public Aim aim(Optional<Known> member, Moment now) {
        List<Gate> open = here.stream().filter(gate -> gate.isOpen(now.at())).toList();
        if (!open.isEmpty()) {
            return throughOneOf(open, member);
        }
        return underWay(member, now.at())
                .or(() -> soon(now.at()))
                .or(() -> lately(member, now.at()))
                .or(() -> wrongRoom(now.at()))
                .or(() -> tooEarly(gate -> dateOf(gate.window().from()).equals(dateOf(now.at())), now.at()))
                .or(() -> over(gate -> dateOf(gate.window().to()).equals(dateOf(now.at())), member, now.at()))
                .or(() -> tooEarly(gate -> true, now.at()))
                .or(() -> over(gate -> true, member, now.at()))
                .orElseGet(() -> Aim.nothing(door.room(), way()));
    }

    /** Who came in here goes out first; a further touch then counts for what comes next. */
    private Aim throughOneOf(List<Gate> open, Optional<Known> member) {
        Gate gate = member.map(known -> leaving(open, known).orElseGet(() -> byMember(open, known)))
                .orElseGet(() -> open.stream().min(BY_CLOSING).orElseThrow());
        boolean out = gate.direction() == Direction.OUT;
        boolean unknownWayIn =
                out && member.filter(known -> isSureNotToBeIn(gate, known)).isPresent();
        if (unknownWayIn) {
            return Aim.of(door.room(), gate.session(), Direction.OUT).with(Outcome.WRONG_SESSION);
        }
        Optional<Session> then = member.filter(known -> out)
                .flatMap(known -> notYetIn(open, known))
                .map(Gate::session);
        return aimAt(gate).then(then);
    }

    /** A door of one way has seen nobody go the other; and another kiosk, or this one without names, may have seen the member. */
    private boolean isSureNotToBeIn(Gate gate, Known member) {
        return door.alone()
                && door.direction() == Direction.NONE
                && neitherWay(gate, member)
                && member.sawWhoCameIn(gate.session().id());
    }

    private static boolean neitherWay(Gate gate, Known member) {
        String session = gate.session().id();
        return !member.came(session, Direction.IN) && !member.came(session, Direction.OUT);
    }

    private static Optional<Gate> leaving(List<Gate> open, Known member) {
        return open.stream()
                .filter(gate -> gate.direction() == Direction.OUT && !gate.cameBy(member))
                .filter(gate -> member.came(gate.session().id(), Direction.IN))
                .min(BY_CLOSING);
    }

    private static Optional<Gate> notYetIn(List<Gate> open, Known member) {
        return open.stream()
                .filter(gate -> gate.direction() == Direction.IN && !gate.cameBy(member))
                .min(BY_OPENING);
    }

    /** What is still to come before what was done already. */
    private static Gate byMember(List<Gate> open, Known member) {
        return notYetIn(open, member)
                .or(() -> open.stream()
                        .filter(gate -> gate.direction() == Direction.IN)
                        .max(BY_OPENING))
                .or(() -> open.stream().filter(gate -> gate.cameBy(member)).max(BY_OPENING))
                .or(() -> open.stream().min(BY_CLOSING))
                .orElseThrow();
    }

    /** Between the two windows of a session: too early to leave for who came in, too late to come in for the others. */
    private Optional<Aim> underWay(Optional<Known> member, Instant at) {
        List<Session> sessions = here.stream()
                .map(Gate::session)
                .distinct()
                .filter(session -> !at.isBefore(session.in().from()) && at.isBefore(lastMoment(session)))
                .toList();
        return sessions.stream()
                .filter(session -> cameIn(session, member))
                .findFirst()
                .or(() -> sessions.stream().findFirst())
                .map(session -> between(session, cameIn(session, member)));
    }

    private static boolean cameIn(Session session, Optional<Known> member) {
        return member.filter(known -> known.came(session.id(), Direction.IN)).isPresent();
    }

    private Instant lastMoment(Session session) {
        return session.out()
                .filter(out -> door.direction() != Direction.IN)
                .map(Window::to)
                .orElse(session.end());
    }

    private Aim between(Session session, boolean cameIn) {
        Optional<Instant> outFrom = session.out().map(Window::from).filter(from -> door.direction() != Direction.IN);
        if (outFrom.isPresent() && (cameIn || door.direction() == Direction.OUT)) {
            return Aim.of(door.room(), session, Direction.OUT)
                    .with(Outcome.TOO_EARLY)
                    .opensAt(outFrom);
        }
        Aim in = Aim.of(door.room(), session, Direction.IN);
        return cameIn ? in : in.with(Outcome.TOO_LATE).limit(session.in().to()).opensAt(outFrom);
    }

    private Optional<Aim> soon(Instant at) {
        return tooEarly(gate -> !gate.window().from().isAfter(at.plus(NEAR)), at)
                .map(aim -> aim.elsewhere(sessions(openElsewhere(at))));
    }

    private Optional<Aim> lately(Optional<Known> member, Instant at) {
        return over(gate -> gate.window().to().isAfter(at.minus(NEAR)) && gate.isDone(member), member, at);
    }

    /** Who goes out elsewhere knows where he was; the wrong room is one for who comes in. */
    private List<Gate> openElsewhere(Instant at) {
        return elsewhere.stream()
                .filter(gate -> gate.isOpen(at) && gate.direction() == way())
                .toList();
    }

    private static List<Session> sessions(List<Gate> gates) {
        return gates.stream().map(Gate::session).distinct().toList();
    }

    private Optional<Aim> wrongRoom(Instant at) {
        List<Gate> open = openElsewhere(at);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Aim aim = open.size() == 1 ? aimAt(open.get(0)) : Aim.nothing(door.room(), way());
        return Optional.of(aim.with(Outcome.WRONG_SESSION).elsewhere(sessions(open)));
    }

    private Optional<Aim> tooEarly(Predicate<Gate> which, Instant at) {
        return here.stream()
                .filter(gate ->
                        gate.direction() == way() && gate.window().from().isAfter(at))
                .filter(which)
                .min(BY_OPENING)
                .map(gate -> aimAt(gate)
                        .with(Outcome.TOO_EARLY)
                        .opensAt(Optional.of(gate.window().from())));
    }

    /** Too late, but for who did all that was to be done. */
    private Optional<Aim> over(Predicate<Gate> which, Optional<Known> member, Instant at) {
        Predicate<Gate> meant = gate -> gate.direction() == Direction.IN
                ? door.direction() == Direction.IN || !leaves(gate.session(), member)
                : door.direction() == Direction.OUT || cameIn(gate.session(), member) || gate.isDone(member);
        return here.stream()
                .filter(gate -> !gate.window().to().isAfter(at))
                .filter(which)
                .filter(meant)
                .max(Comparator.comparing((Gate gate) -> gate.session().start()).thenComparing(BY_CLOSING))
                .map(gate -> gate.isDone(member) ? aimAt(gate) : tooLate(gate));
    }

    private Aim aimAt(Gate gate) {
        return Aim.of(door.room(), gate.session(), gate.direction());
    }

    private Aim tooLate(Gate gate) {
        return aimAt(gate).with(Outcome.TOO_LATE).limit(gate.window().to());
    }

    private static boolean leaves(Session session, Optional<Known> member) {
        return session.out().isPresent() && cameIn(session, member);
    }

    /** The way of a touch that no window tells. */
    private Direction way() {
        return door.direction() == Direction.OUT ? Direction.OUT : Direction.IN;
    }

    private LocalDate dateOf(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
