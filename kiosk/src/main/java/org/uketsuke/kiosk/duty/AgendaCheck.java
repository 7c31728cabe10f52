package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.kiosk.duty.Check.Item;
import org.uketsuke.kiosk.duty.Check.Level;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;

/** What a booth at the door of a room is to know of its sessions before it opens. */
final class AgendaCheck {
    private AgendaCheck() {}

    /** The line of the list; none for a booth at the meeting's reception. */
    static Optional<Check> of(ReadinessFacts facts) {
        return facts.assignment().agenda().flatMap(agenda -> agenda.door().map(door -> check(agenda, door, facts)));
    }

    private static Check check(Agenda agenda, Agenda.Door door, ReadinessFacts facts) {
        List<Session> today = today(agenda, door, facts.assignment(), facts.now());
        Map<String, String> values = new HashMap<>();
        values.put("room", door.room());
        values.put(
                "way",
                door.direction() == Direction.UNRECOGNISED
                        ? Direction.NONE.name()
                        : door.direction().name());
        if (today.isEmpty()) {
            return new Check(Item.AGENDA, Level.AMBER, "AGENDA_NONE", values);
        }
        Session first = today.get(0);
        values.put("count", String.valueOf(today.size()));
        values.put("titleJa", first.title().ja());
        values.put("titleEn", first.title().en());
        values.put("firstAt", first.start().toString());
        if (facts.agendaAge().isEmpty()) {
            return new Check(Item.AGENDA, Level.AMBER, "AGENDA_UNCONFIRMED", values);
        }
        values.put(
                "ageMillis", String.valueOf(Math.max(0, facts.agendaAge().get().toMillis())));
        boolean fresh = facts.agendaAge().get().compareTo(Readiness.ROSTER_FRESH) <= 0;
        return new Check(Item.AGENDA, fresh ? Level.GREEN : Level.AMBER, fresh ? "AGENDA_TODAY" : "AGENDA_OLD", values);
    }

    private static List<Session> today(Agenda agenda, Agenda.Door door, Assignment assignment, Instant now) {
        ZoneId zone = ZoneId.of(assignment.meeting().zone());
        LocalDate date = LocalDate.ofInstant(now, zone);
        return agenda.sessions().stream()
                .filter(session -> session.room().equals(door.room())
                        && LocalDate.ofInstant(session.start(), zone).equals(date))
                .sorted(Comparator.comparing(Session::start).thenComparing(Session::id))
                .toList();
    }
}
