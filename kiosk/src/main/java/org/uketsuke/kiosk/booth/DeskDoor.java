package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.uketsuke.kiosk.checkin.Aim;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.checkin.SessionDoor;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;

/** What the desk at the door of a room may register somebody for: a pure function of the assignment and the time. */
final class DeskDoor {
    private final Agenda agenda;
    private final Agenda.Door door;
    private final ZoneId zone;

    private DeskDoor(Agenda agenda, Agenda.Door door, ZoneId zone) {
        this.agenda = agenda;
        this.door = door;
        this.zone = zone;
    }

    /** The desk's door; none at the meeting's reception. */
    static Optional<DeskDoor> of(Assignment assignment) {
        ZoneId zone = ZoneId.of(assignment.meeting().zone());
        return assignment.agenda().flatMap(agenda -> agenda.door().map(door -> new DeskDoor(agenda, door, zone)));
    }

    String room() {
        return door.room();
    }

    /** Today's sessions of this room, each way that they ask for, also where the reader serves one way only. */
    List<SessionChoice> choices(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return agenda.sessions().stream()
                .filter(session -> session.room().equals(door.room())
                        && LocalDate.ofInstant(session.start(), zone).equals(today))
                .sorted(Comparator.comparing(Session::start).thenComparing(Session::id))
                .flatMap(session -> Stream.concat(
                        Stream.of(choice(session, Direction.IN)),
                        session.out().stream().map(out -> choice(session, Direction.OUT))))
                .toList();
    }

    private static SessionChoice choice(Session session, Direction direction) {
        return new SessionChoice(
                session.id(), session.title(), session.room(), session.start(), session.end(), direction);
    }

    /** Whether an entry may name it; no session at all only where there is none to choose. */
    boolean knows(SessionWay way, Instant now) {
        List<SessionChoice> choices = choices(now);
        return way.session().isEmpty()
                ? choices.isEmpty() && way.direction() == Direction.IN
                : choices.stream().anyMatch(choice -> choice.way().equals(way));
    }

    /** What to offer first for a member: the running session or the next one, as a touch of the card would be taken. */
    Optional<SessionWay> preset(Seen seen, String member, Moment now) {
        Aim aim = new SessionDoor(agenda, door, zone).aim(Optional.of(seen.knownOf(member)), now);
        return aim.session()
                .filter(session -> session.room().equals(door.room()))
                .map(session -> new SessionWay(Optional.of(session.id()), aim.direction()));
    }

    /** What a member was registered for today at this door. */
    List<MemberView.Touched> touched(Seen seen, String member, Instant now) {
        return choices(now).stream()
                .flatMap(choice -> seen
                        .firstAt(member, choice.session(), choice.direction())
                        .map(at -> new MemberView.Touched(
                                choice.way(), at, seen.entriesOf(member, choice.session(), choice.direction())))
                        .stream())
                .toList();
    }

    /** A session of the meeting by its id, in whatever room. */
    static Optional<SessionChoice> named(Assignment assignment, SessionWay way) {
        return assignment.agenda().stream()
                .flatMap(agenda -> agenda.sessions().stream())
                .filter(session -> way.session().equals(Optional.of(session.id())))
                .map(session -> choice(session, way.direction()))
                .findFirst();
    }
}
