package org.uketsuke.server.adjudicate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.Validity;

/** One member's touches on 16 October 2026 in Japan, and the sessions of that day. */
final class SessionDay {
    private final List<SessionFacts> agenda = new ArrayList<>();
    private final List<SessionTouch> touches = new ArrayList<>();
    private final List<Facts.Qualification> qualifications = new ArrayList<>();

    /** In from 10 minutes before to 10 minutes after the start, out from 10 minutes before to 10 after the end, 50 minutes. */
    static final SessionRule PAIR = rule(Optional.of(minutes(10)), 50);

    /** The touch on the way in is enough. */
    static final SessionRule IN_ONLY = rule(Optional.empty(), 0);

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    static SessionRule rule(Optional<Duration> out, long stayMinutes) {
        return new SessionRule(
                "common",
                new Text("共通", "common"),
                minutes(10),
                minutes(10),
                out.map(margin -> new SessionRule.Out(margin, margin)),
                minutes(stayMinutes),
                Optional.empty(),
                Optional.empty(),
                new Validity(LocalDate.parse("2020-01-01"), Validity.OPEN_END));
    }

    static SessionRule limited(SessionRule rule, Optional<Long> day, Optional<Long> meeting) {
        return new SessionRule(
                rule.sessionClass(),
                rule.title(),
                rule.inBefore(),
                rule.inAfter(),
                rule.out(),
                rule.minimumStay(),
                day.map(Credits::new),
                meeting.map(Credits::new),
                rule.validity());
    }

    static SessionRule otherClass(SessionRule rule) {
        return new SessionRule(
                "special",
                rule.title(),
                rule.inBefore(),
                rule.inAfter(),
                rule.out(),
                rule.minimumStay(),
                rule.dayLimit(),
                rule.meetingLimit(),
                rule.validity());
    }

    /** A time of the day such as {@code 10:00} or {@code 10:00:30}, or an instant of Japanese time. */
    static Instant at(String time) {
        String whole = time.length() > 8 ? time : "2026-10-16T" + time;
        return OffsetDateTime.parse((whole.length() == 16 ? whole + ":00" : whole) + "+09:00")
                .toInstant();
    }

    /** Credits of specialists for a session: one. */
    SessionDay session(String id, String room, String start, String end, SessionRule rule) {
        return session(id, room, start, end, rule, 100);
    }

    SessionDay session(String id, String room, String start, String end, SessionRule rule, long hundredths) {
        LocalDate day = LocalDate.ofInstant(at(start), java.time.ZoneOffset.ofHours(9));
        agenda.add(new SessionFacts(
                id,
                rule.sessionClass(),
                room,
                at(start),
                at(end),
                day,
                day.getMonthValue() < 4 ? day.getYear() - 1 : day.getYear(),
                Optional.of(rule),
                Map.of(
                        "specialist", new MeetingFacts.Rule("S-1", hundredths),
                        "instructor", new MeetingFacts.Rule("S-2", hundredths))));
        return this;
    }

    /** A session of a class for which the policy has no rule that day. */
    SessionDay sessionWithoutRule(String id, String room, String start, String end) {
        agenda.add(new SessionFacts(
                id,
                "other",
                room,
                at(start),
                at(end),
                LocalDate.parse("2026-10-16"),
                2026,
                Optional.empty(),
                Map.of()));
        return this;
    }

    SessionDay specialist() {
        return qualification("specialist", "2024-04-01", "2029-03-31");
    }

    SessionDay qualification(String kind, String... terms) {
        List<Facts.Term> all = new ArrayList<>();
        for (int i = 0; i < terms.length; i += 2) {
            all.add(new Facts.Term(LocalDate.parse(terms[i]), LocalDate.parse(terms[i + 1])));
        }
        qualifications.add(new Facts.Qualification("q-" + kind, kind, all, false));
        return this;
    }

    /** A touch at a door whose booth took it to be for a session. */
    SessionDay touch(String room, String session, Direction direction, String time) {
        return add(new DoorClaim(room, Optional.of(session), direction, false), at(time));
    }

    /** A touch of which the booth could name no session. */
    SessionDay touch(String room, String time) {
        return add(new DoorClaim(room, Optional.empty(), Direction.IN, false), at(time));
    }

    /** Staff register by hand for a session. */
    SessionDay byHand(String room, String session, Direction direction, String time) {
        return add(new DoorClaim(room, Optional.of(session), direction, true), at(time));
    }

    SessionDay add(DoorClaim claim, Instant at) {
        touches.add(new SessionTouch(new Origin("j", touches.size() + 1L), claim, at));
        return this;
    }

    List<SessionTouch> touches() {
        return touches;
    }

    List<SessionFacts> agenda() {
        return agenda;
    }

    SessionJudgement judged() {
        return judged(touches);
    }

    SessionJudgement judged(List<SessionTouch> some) {
        return SessionJudgement.of(agenda, some, qualifications);
    }

    /** Verdicts by session. */
    Map<String, SessionStay.Verdict> verdicts() {
        Map<String, SessionStay.Verdict> verdicts = new TreeMap<>();
        judged().stays().forEach(stay -> verdicts.put(stay.session().id(), stay.verdict()));
        return verdicts;
    }

    /** Credits as session, qualification and hundredths. */
    List<String> credits() {
        return credits(judged());
    }

    static List<String> credits(SessionJudgement judgement) {
        return judgement.stays().stream()
                .flatMap(stay -> stay.entitlements().stream()
                        .flatMap(one -> one.award().stream())
                        .map(award -> stay.session().id() + " " + award.qualification() + " " + award.hundredths()))
                .toList();
    }
}
