package org.uketsuke.server.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.FiscalYear;
import org.uketsuke.server.credit.SessionRules;
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

    /** The sessions of a meeting by the rules in force for them; none if it has no agenda. */
    List<SessionFacts> agenda(Handle handle, String society, String meeting) {
        List<Session> sessions = new SessionStore(handle).ofMeeting(society, meeting);
        if (sessions.isEmpty()) {
            return List.of();
        }
        SocietyStore books = new SocietyStore(handle);
        Society held = books.find(society).orElseThrow();
        LocalDate creditDate =
                new MeetingStore(handle).find(society, meeting).orElseThrow().creditDate();
        SessionRules rules = new SessionRuleStore(handle).rules(society);
        Map<String, Map<String, MeetingFacts.Rule>> credits =
                credits(books.rules(society).rules(), creditDate);
        return sessions.stream()
                .map(session -> facts(session, held, rules, credits.getOrDefault(session.sessionClass(), Map.of())))
                .toList();
    }

    private static SessionFacts facts(
            Session session, Society society, SessionRules rules, Map<String, MeetingFacts.Rule> credits) {
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
                credits);
    }

    /** What sessions give for a touch, by class and kind of qualification. */
    private static Map<String, Map<String, MeetingFacts.Rule>> credits(List<CreditRule> rules, LocalDate creditDate) {
        Map<String, Map<String, MeetingFacts.Rule>> credits = new HashMap<>();
        rules.stream()
                .filter(rule -> rule.kind() == CreditRule.Kind.SESSION && rule.cardEnabled())
                .filter(rule -> rule.validity().holds(creditDate))
                .forEach(rule -> credits.computeIfAbsent(rule.meetingClass(), any -> new TreeMap<>())
                        .putIfAbsent(
                                rule.qualification(),
                                new MeetingFacts.Rule(
                                        rule.code(), rule.credits().hundredths())));
        return credits;
    }

    /** Qualifications with their terms, by member; a member without any is left out. */
    Map<String, List<Facts.Qualification>> qualifications(Handle handle, String society, Collection<String> members) {
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
