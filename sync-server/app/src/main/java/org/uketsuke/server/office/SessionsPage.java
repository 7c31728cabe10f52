package org.uketsuke.server.office;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.enrolment.EnrolledKiosk;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.programme.Session;

/**
 * The sessions of a meeting, and which kiosks keep the doors of their rooms.
 *
 * @param meeting which
 * @param days days with sessions, in order
 * @param rooms rooms that sessions or doors name, in order
 * @param kiosks the meeting's kiosks whose key was not taken back, by booth
 * @param problem why a door could not be given
 */
public record SessionsPage(
        MeetingSummary meeting, List<Day> days, List<Room> rooms, List<EnrolledKiosk> kiosks, Optional<Text> problem) {
    /**
     * A day.
     *
     * @param day the day in the meeting's zone
     * @param lines its sessions by room and time
     */
    public record Day(LocalDate day, List<Line> lines) {}

    /**
     * A session.
     *
     * @param session the session
     * @param rule how to touch for it; empty if none is in force, so that nobody can
     * @param credits what it gives a specialist; empty if nothing
     */
    public record Line(Session session, Optional<SessionRule> rule, Optional<Credits> credits) {
        /** Names of its class; the word of the agenda if no rule names it. */
        public Text className() {
            return rule.map(SessionRule::title)
                    .orElseGet(() -> new Text(session.sessionClass(), session.sessionClass()));
        }

        /** When to touch on the way in. */
        public Optional<Window> in() {
            return rule.map(asked -> asked.in(session.start()));
        }

        /** When to touch on the way out, if one must. */
        public Optional<Window> out() {
            return rule.flatMap(asked -> asked.out(session.end()));
        }

        /** How much of its class counts at most; empty texts where there is no limit. */
        public Text limits() {
            List<String> ja = new ArrayList<>();
            List<String> en = new ArrayList<>();
            rule.flatMap(SessionRule::dayLimit).ifPresent(limit -> {
                ja.add("1日 " + limit + "単位まで");
                en.add(limit + " a day");
            });
            rule.flatMap(SessionRule::meetingLimit).ifPresent(limit -> {
                ja.add("集会 " + limit + "単位まで");
                en.add(limit + " at the meeting");
            });
            return new Text(String.join("、", ja), String.join(", ", en));
        }
    }

    /**
     * A room.
     *
     * @param name as agenda and doors have it
     * @param sessions how many sessions are held there
     * @param asksOut whether any of them asks for a touch on the way out
     * @param keepers kiosks at its doors
     */
    public record Room(String name, long sessions, boolean asksOut, List<EnrolledKiosk> keepers) {
        /** What is wrong about it, if anything is. */
        public Optional<Text> warning() {
            if (keepers.isEmpty()) {
                return Optional.of(new Text("端末がありません", "No kiosk"));
            }
            if (sessions == 0) {
                return Optional.of(new Text("講習のない会場です", "No session is held here"));
            }
            if (!takes("in")) {
                return Optional.of(new Text("入室を受け付ける端末がありません", "No kiosk takes people in"));
            }
            if (asksOut && !takes("out")) {
                return Optional.of(new Text("退室を受け付ける端末がありません", "No kiosk takes people out"));
            }
            return keepers.stream().allMatch(EnrolledKiosk::heard)
                    ? Optional.empty()
                    : Optional.of(new Text("端末にまだ届いていません", "A kiosk has not yet heard"));
        }

        private boolean takes(String way) {
            return keepers.stream()
                    .flatMap(kiosk -> kiosk.door().stream())
                    .anyMatch(door -> door.way().equals(way) || door.way().equals("both"));
        }
    }

    /** Address of this page. */
    public String path() {
        return path(meeting.ref());
    }

    static String path(MeetingRef meeting) {
        return meeting.path() + "/sessions";
    }

    /** Address of a kiosk's door. */
    public String doorPath(EnrolledKiosk kiosk) {
        return path() + "/doors/" + kiosk.id();
    }

    /** Longest name of a room. */
    public int roomLengthMax() {
        return RoomName.LENGTH_MAX;
    }

    /** Which way people go at a door, in words. */
    public static Text way(KeptDoor door) {
        return switch (door.way()) {
            case "in" -> new Text("入室のみ", "in only");
            case "out" -> new Text("退室のみ", "out only");
            default -> new Text("入室と退室", "in and out");
        };
    }
}
