package org.uketsuke.server.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.FiscalYear;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStatus;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.SessionRuleStore;
import org.uketsuke.server.society.Society;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Dialect;

/**
 * Reads what judging stays at sessions needs.
 *
 * @param dialect the engine
 */
record SessionFactsStore(Dialect dialect) {
    private static final String QUALIFICATIONS = """
            SELECT q.member, q.id, q.kind, t.start_date, t.end_date
            FROM qualification q LEFT JOIN term t ON t.society = q.society AND t.qualification = q.id
            WHERE q.society = :society AND q.member %s ORDER BY q.member, q.kind, q.id, t.start_date""";

    /** The sessions of a meeting by the rules in force for them; of one that is settled, by those of the time. */
    List<SessionFacts> agenda(Handle handle, String society, String meeting) {
        Meeting planned = planned(handle, society, meeting);
        Optional<List<SessionFacts>> kept = settled(planned)
                ? new SessionJudgedStore(dialect)
                        .agenda(handle, society, meeting)
                        .flatMap(SessionJudgedStore.KeptAgenda::sessions)
                : Optional.empty();
        return kept.orElseGet(() -> agendaNow(handle, planned));
    }

    private static Meeting planned(Handle handle, String society, String meeting) {
        return new MeetingStore(handle).find(society, meeting).orElseThrow();
    }

    private static boolean settled(Meeting meeting) {
        return meeting.status() != MeetingStatus.REGISTERED;
    }

    /**
     * Qualifications with their terms, by member, by which stays at a meeting are judged; at one that is settled, those of the
     * time. A member without any is left out.
     */
    Map<String, List<Facts.Qualification>> qualifications(
            Handle handle, String society, String meeting, Collection<String> members) {
        Map<String, List<Facts.Qualification>> held = qualifications(handle, society, members);
        if (settled(planned(handle, society, meeting))) {
            new SessionJudgedStore(dialect)
                    .members(handle, society, meeting, members)
                    .forEach((member, kept) -> kept.qualifications().ifPresent(then -> held.put(member, then)));
        }
        return held;
    }

    private static List<SessionFacts> agendaNow(Handle handle, Meeting planned) {
        String society = planned.society();
        List<Session> sessions = new SessionStore(handle).ofMeeting(society, planned.id());
        if (sessions.isEmpty()) {
            return List.of();
        }
        SocietyStore books = new SocietyStore(handle);
        Society held = books.find(society).orElseThrow();
        SessionRules rules = new SessionRuleStore(handle).rules(society);
        CreditRules credits = books.rules(society);
        return sessions.stream()
                .map(session ->
                        facts(session, held, rules, credits.touchedFor(session.sessionClass(), planned.creditDate())))
                .toList();
    }

    private static SessionFacts facts(
            Session session, Society society, SessionRules rules, Map<String, CreditRule> credits) {
        LocalDate day = session.start().atZone(society.zone()).toLocalDate();
        return new SessionFacts(
                session.id(),
                session.sessionClass(),
                session.room(),
                session.start(),
                session.end(),
                day,
                FiscalYear.of(day, society.fiscalYearStart()).year(),
                rules.ruleFor(session.sessionClass(), day),
                credits(credits));
    }

    private static Map<String, MeetingFacts.Rule> credits(Map<String, CreditRule> rules) {
        Map<String, MeetingFacts.Rule> credits = new TreeMap<>();
        rules.forEach((qualification, rule) -> credits.put(
                qualification, new MeetingFacts.Rule(rule.code(), rule.credits().hundredths())));
        return credits;
    }

    private Map<String, List<Facts.Qualification>> qualifications(
            Handle handle, String society, Collection<String> members) {
        Map<String, List<Facts.Qualification>> held = new HashMap<>();
        if (!members.isEmpty()) {
            handle.createQuery(QUALIFICATIONS.formatted(dialect.among(":members")))
                    .bind("society", society)
                    .bind("members", Wire.write(members))
                    .map((row, context) ->
                            take(held.computeIfAbsent(row.getString("member"), member -> new ArrayList<>()), row))
                    .list();
        }
        return held;
    }

    private static boolean take(List<Facts.Qualification> held, ResultSet row) throws SQLException {
        String id = row.getString("id");
        if (held.isEmpty() || !held.get(held.size() - 1).id().equals(id)) {
            held.add(new Facts.Qualification(id, row.getString("kind"), new ArrayList<>(), false));
        }
        String start = row.getString("start_date");
        return start != null
                && held.get(held.size() - 1)
                        .terms()
                        .add(new Facts.Term(LocalDate.parse(start), LocalDate.parse(row.getString("end_date"))));
    }
}
