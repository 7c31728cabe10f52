package org.uketsuke.server.office;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.enrolment.EnrolledKiosk;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.office.SessionsPage.Day;
import org.uketsuke.server.office.SessionsPage.Line;
import org.uketsuke.server.office.SessionsPage.Room;
import org.uketsuke.server.programme.RuledSession;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.SessionRuleStore;
import org.uketsuke.server.society.SocietyStore;

/** Reads sessions and doors for the page. */
final class SessionsStore {
    /** Whose credits the page shows. */
    private static final String SPECIALIST = "specialist";

    /** Second before tenth, where rooms differ by their number only. */
    private static final Comparator<String> ROOM_ORDER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Handle handle;

    SessionsStore(Handle handle) {
        this.handle = handle;
    }

    SessionsPage page(MeetingSummary meeting, Optional<Text> problem) {
        List<Session> sessions = new SessionStore(handle)
                .ofMeeting(meeting.ref().society(), meeting.ref().meeting());
        List<Line> lines = lines(meeting, sessions);
        List<EnrolledKiosk> kiosks = KioskStore.ofMeeting(handle, meeting.ref().meeting()).stream()
                .filter(kiosk -> kiosk.society().equals(meeting.ref().society()))
                .filter(kiosk -> kiosk.revokedAt().isEmpty())
                .toList();
        return new SessionsPage(meeting, days(meeting, lines), rooms(lines, kiosks), kiosks, problem);
    }

    private List<Line> lines(MeetingSummary meeting, List<Session> sessions) {
        String society = meeting.ref().society();
        SessionRules rules = new SessionRuleStore(handle).rules(society);
        CreditRules credits = new SocietyStore(handle).rules(society);
        return sessions.stream()
                .map(session -> new Line(
                        session,
                        RuledSession.of(session, rules, meeting.zone()).map(RuledSession::rule),
                        credits.sessionRuleFor(session.sessionClass(), SPECIALIST, meeting.creditDate())
                                .filter(CreditRule::cardEnabled)
                                .map(CreditRule::credits)))
                .toList();
    }

    private static List<Day> days(MeetingSummary meeting, List<Line> lines) {
        Map<LocalDate, List<Line>> byDay = new TreeMap<>();
        lines.stream()
                .sorted(Comparator.comparing(line -> line.session().room(), ROOM_ORDER))
                .forEach(line -> byDay.computeIfAbsent(
                                RuledSession.day(line.session(), meeting.zone()), day -> new ArrayList<>())
                        .add(line));
        return byDay.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }

    private static List<Room> rooms(List<Line> lines, List<EnrolledKiosk> kiosks) {
        Set<String> names = new TreeSet<>(ROOM_ORDER);
        Set<String> askOut = new HashSet<>();
        for (Line line : lines) {
            names.add(line.session().room());
            if (line.rule().flatMap(SessionRule::out).isPresent()) {
                askOut.add(line.session().room());
            }
        }
        kiosks.stream()
                .flatMap(kiosk -> kiosk.door().stream())
                .map(KeptDoor::room)
                .forEach(names::add);
        return names.stream()
                .map(name -> new Room(
                        name,
                        lines.stream()
                                .filter(line -> line.session().room().equals(name))
                                .count(),
                        askOut.contains(name),
                        kiosks.stream()
                                .filter(kiosk -> kiosk.door()
                                        .filter(door -> door.room().equals(name))
                                        .isPresent())
                                .toList()))
                .toList();
    }
}
