package org.uketsuke.server.ingest;

import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.server.storage.Storage;

/**
 * A meeting with three sessions: {@code a} in the hall from 10 to 11 and {@code b} in the annex from 10:30 to 11:30, for which one
 * touches in and out, and {@code c} in the hall from 13 to 14, where the way in is enough. Each gives a specialist one credit.
 */
public final class DoorMeeting {
    /** The meeting. */
    public static final String MEETING = "annual-88";

    private DoorMeeting() {}

    /** An office with that meeting and these specialists. */
    public static Office office(Storage storage, String... specialists) {
        Office office = new Office(storage);
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of(specialists).forEach(office::specialist);
        planSessions(office);
        return office;
    }

    /** Plans the sessions, and the rules for them. */
    static void planSessions(Office office) {
        office.storage().change(handle -> {
            handle.execute("INSERT INTO credit_rule VALUES ('jsh', 'JSH-S-COM', '2013-04-01', '9999-12-31', 'session',"
                    + " 'specialist', 'common', 100, 1, '共通講習', 'Common session')");
            handle.execute("INSERT INTO credit_rule VALUES ('jsh', 'JSH-S-SHO', '2013-04-01', '9999-12-31', 'session',"
                    + " 'specialist', 'short', 100, 1, '', '')");
            handle.execute(
                    "INSERT INTO session_rule VALUES ('jsh', 'common', '2013-04-01', '9999-12-31', 10, 10, 10, 10,"
                            + " 50, NULL, NULL, '共通講習', 'Common')");
            handle.execute("INSERT INTO session_rule VALUES ('jsh', 'short', '2013-04-01', '9999-12-31', 10, 10, NULL,"
                    + " NULL, 0, NULL, NULL, '領域講習', 'Field')");
        });
        session(office, "a", "common", "hall", "2026-10-16T10:00", "2026-10-16T11:00");
        session(office, "b", "common", "annex", "2026-10-16T10:30", "2026-10-16T11:30");
        session(office, "c", "short", "hall", "2026-10-16T13:00", "2026-10-16T14:00");
    }

    /** Plans a session. */
    static void session(Office office, String id, String sessionClass, String room, String start, String end) {
        office.storage()
                .change(handle -> handle.execute(
                        "INSERT INTO session (society, meeting, id, title_ja, title_en, class, room, start_at, end_at)"
                                + " VALUES ('jsh', ?, ?, ?, ?, ?, ?, ?, ?)",
                        MEETING,
                        id,
                        "講習" + id,
                        "Session " + id,
                        sessionClass,
                        room,
                        Office.jst(start).toEpochMilli(),
                        Office.jst(end).toEpochMilli()));
    }

    /** A scan as the booth at the door of a room writes it. */
    static JournalEvent.Scan atDoor(JournalEvent.Scan scan, String room, String session, Direction direction) {
        return new JournalEvent.Scan(
                scan.meeting(),
                Optional.of(session),
                direction,
                Optional.of(room),
                scan.medium(),
                scan.token(),
                scan.pass(),
                scan.sealed(),
                scan.member(),
                scan.card(),
                scan.sealed().isPresent() ? Outcome.NO_ROSTER : Outcome.ACCEPTED,
                scan.reason(),
                scan.roster(),
                scan.reader());
    }

    /** A card is touched on the way in, at a time of the day such as {@code 09:58}. */
    public static VirtualKiosk in(VirtualKiosk kiosk, String room, String session, String card, String time) {
        return touch(kiosk, room, session, Direction.IN, card, time);
    }

    /** A card is touched on the way out. */
    public static VirtualKiosk out(VirtualKiosk kiosk, String room, String session, String card, String time) {
        return touch(kiosk, room, session, Direction.OUT, card, time);
    }

    private static VirtualKiosk touch(
            VirtualKiosk kiosk, String room, String session, Direction direction, String card, String time) {
        return kiosk.at(jst(time), atDoor(kiosk.touch(card), room, session, direction));
    }

    /** Staff register a member by hand at the door. */
    static VirtualKiosk byHand(
            VirtualKiosk kiosk,
            String room,
            String session,
            Direction direction,
            String member,
            String time,
            Optional<Long> rescues,
            String... evidence) {
        return kiosk.at(
                jst(time),
                new JournalEvent.Manual(
                        MEETING,
                        Optional.of(session),
                        direction,
                        Optional.of(room),
                        member,
                        "staff-1",
                        "unreadable-card",
                        List.of(evidence),
                        rescues));
    }

    static java.time.Instant jst(String time) {
        return Office.jst("2026-10-16T" + time);
    }

    /** A ledger line of a session, as {@link Office#ledger} says it. */
    public static String line(String session, int credits) {
        return MEETING
                + (credits > 0 ? " session/" : " session-reversal/")
                + session
                + (session.equals("c") ? " JSH-S-SHO " : " JSH-S-COM ")
                + credits
                + " 2024-04-01 2026";
    }
}
