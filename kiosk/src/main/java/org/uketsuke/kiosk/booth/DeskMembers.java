package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.kiosk.roster.MemberQuery;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.KanjiKey;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/** Members as staff see them, and what they may be registered for. Thread-safe. */
public final class DeskMembers {
    /** Most members in one answer to a search: what fits on a screen without getting lost. */
    public static final int FOUND_MAX = 30;

    private final Supplier<Assignment> assignment;
    private final Supplier<Optional<Roster>> roster;
    private final Registrar registrar;
    private final Supplier<Moment> now;

    DeskMembers(
            Supplier<Assignment> assignment,
            Supplier<Optional<Roster>> roster,
            Registrar registrar,
            Supplier<Moment> now) {
        this.assignment = assignment;
        this.roster = roster;
        this.registrar = registrar;
        this.now = now;
    }

    /** Members whom a typed text finds, in the order of their kana. */
    public List<MemberView> search(String typed) {
        MemberQuery query = MemberQuery.read(typed);
        List<RosterMember> found = query.isEmpty()
                ? List.of()
                : roster.get().map(it -> it.search(query, FOUND_MAX)).orElse(List.of());
        Set<String> once = new HashSet<>();
        Set<String> again = new HashSet<>();
        found.stream()
                .flatMap(member -> Stream.of(written(member), spoken(member)))
                .filter(name -> !once.add(name))
                .forEach(again::add);
        return found.stream()
                .map(member -> view(member, again.contains(written(member)) || again.contains(spoken(member))))
                .toList();
    }

    private static String written(RosterMember member) {
        return "written " + KanjiKey.folded(member.familyName() + member.givenName());
    }

    private static String spoken(RosterMember member) {
        return "spoken " + KanaKey.of(member.familyKana() + member.givenKana());
    }

    /** A member by id, if the roster in use knows one. */
    public Optional<MemberView> byId(String id) {
        return roster.get().flatMap(it -> it.byId(id)).map(member -> view(member, false));
    }

    MemberView view(RosterMember member, boolean sameName) {
        Optional<DeskDoor> door = door();
        if (door.isEmpty()) {
            return registrar.ask(seen -> new MemberView(
                    member, sameName, seen.firstAt(member.id()), seen.entriesOf(member.id()), Optional.empty()));
        }
        Moment moment = now.get();
        return registrar.ask(seen -> new MemberView(
                member,
                sameName,
                Optional.empty(),
                List.of(),
                Optional.of(new MemberView.AtDoor(
                        door.get().preset(seen, member.id(), moment),
                        door.get().touched(seen, member.id(), moment.at())))));
    }

    private Optional<DeskDoor> door() {
        return DeskDoor.of(assignment.get());
    }

    /** What somebody may be registered for at the door of a room; empty at the meeting's reception. */
    public Optional<DoorChoices> atDoor() {
        return door().map(door ->
                new DoorChoices(door.room(), door.choices(now.get().at())));
    }

    /**
     * What may be registered here now, by one look at the assignment: a session of this room at its door, the meeting elsewhere.
     * A page asks that was made under another agenda, or at another door.
     */
    Asked asked(Optional<SessionWay> way) {
        Optional<DeskDoor> door = door();
        if (way.isEmpty()) {
            return new Asked(door.isEmpty(), Optional.empty());
        }
        Optional<Registrar.Door> here = door.filter(
                        kept -> kept.knows(way.get(), now.get().at()))
                .map(kept -> new Registrar.Door(kept.room(), way.get()));
        return new Asked(here.isPresent(), here);
    }

    /**
     * What staff ask to register somebody for.
     *
     * @param allowed whether this booth registers for it now
     * @param door the door of a room, where it is for a session
     */
    record Asked(boolean allowed, Optional<Registrar.Door> door) {}

    /** When this kiosk registered a member for that first, if it did. */
    Optional<Instant> firstAt(String member, Optional<SessionWay> way) {
        if (way.isEmpty()) {
            return registrar.ask(seen -> seen.firstAt(member));
        }
        Optional<String> session = way.get().session();
        return session.flatMap(
                id -> registrar.ask(seen -> seen.firstAt(member, id, way.get().direction())));
    }

    /** A session of the meeting, one way, as the agenda has it now. */
    public Optional<SessionChoice> named(SessionWay way) {
        return DeskDoor.named(assignment.get(), way);
    }
}
