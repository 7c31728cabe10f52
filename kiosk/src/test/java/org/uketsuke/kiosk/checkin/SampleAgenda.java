package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;

/**
 * Two days of sessions on 16 and 17 October 2026, by Tokyo's clock. Room A: a1 9:00–10:00, a2 10:00–11:00 and a3 13:00–14:00, and
 * a4 on the next day 9:00–10:00. Room B: b1 13:00–14:00 without a way out. In from 15 minutes before to 10 minutes after the start,
 * out from 10 minutes before to 15 minutes after the end.
 */
public final class SampleAgenda {
    private SampleAgenda() {}

    /** The agenda as told at a door of room A; alone or not. */
    public static Agenda at(Direction direction, boolean alone) {
        return at("A", direction, alone);
    }

    /** The agenda as told at a door. */
    public static Agenda at(String room, Direction direction, boolean alone) {
        return new Agenda(
                Optional.of(new Agenda.Door(room, direction, alone)),
                List.of(
                        session("a1", "A", "2026-10-16", "09:00", true),
                        session("a2", "A", "2026-10-16", "10:00", true),
                        session("a3", "A", "2026-10-16", "13:00", true),
                        session("b1", "B", "2026-10-16", "13:00", false),
                        session("a4", "A", "2026-10-17", "09:00", true)));
    }

    /** The agenda with one more session of an hour on the first day. */
    public static Agenda with(Agenda agenda, String id, String room, String clock, boolean out) {
        List<Session> sessions = new ArrayList<>(agenda.sessions());
        sessions.add(session(id, room, "2026-10-16", clock, out));
        sessions.sort(Comparator.comparing(Session::start));
        return new Agenda(agenda.door(), List.copyOf(sessions));
    }

    /** A moment of the first day. */
    public static Instant time(String clock) {
        return time("2026-10-16", clock);
    }

    private static Instant time(String date, String clock) {
        return Instant.parse(date + "T" + (clock.length() == 5 ? clock + ":00" : clock) + "+09:00");
    }

    private static Session session(String id, String room, String date, String clock, boolean out) {
        Instant start = time(date, clock);
        Instant end = start.plusSeconds(3_600);
        return new Session(
                id,
                new Text("講習 " + id, "Session " + id),
                room,
                start,
                end,
                new Window(start.minusSeconds(900), start.plusSeconds(600)),
                out ? Optional.of(new Window(end.minusSeconds(600), end.plusSeconds(900))) : Optional.empty(),
                out ? 40 : 0,
                Optional.of(100L));
    }
}
