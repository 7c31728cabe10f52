package org.uketsuke.server.society;

import java.time.LocalDate;
import java.util.List;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.programme.RuledSession;
import org.uketsuke.server.programme.Session;

/**
 * That a new policy leaves every planned session a rule: without one nobody could touch for it any more, and what people had
 * earned there would be taken back. Rules may change; those who touched are judged anew.
 *
 * @param file name of the policy file, for problems
 * @param before the session rules until now
 * @param now the new policy
 */
record SessionsKept(String file, SessionRules before, SocietyPolicy now) {
    /**
     * A session of a meeting whose books are open.
     *
     * @param session the session
     * @param creditDate the meeting's, which decides what it gives
     * @param touched whether anybody has touched at a door of the meeting
     */
    record Planned(Session session, LocalDate creditDate, boolean touched) {
        String meeting() {
            return session.meeting();
        }

        String id() {
            return session.id();
        }

        String sessionClass() {
            return session.sessionClass();
        }
    }

    List<PolicyProblem> problems(List<Planned> sessions) {
        return sessions.stream()
                .filter(session -> has(before, session) && !has(now.sessionRules(), session))
                .map(session -> new PolicyProblem(
                        file,
                        SessionRuleReader.LIST,
                        "session %s of meeting %s is of class %s, for which no rule would be in force on %s any more: keep one, or take the session out of the agenda first"
                                .formatted(session.id(), session.meeting(), session.sessionClass(), day(session))))
                .toList();
    }

    private boolean has(SessionRules rules, Planned session) {
        return rules.ruleFor(session.sessionClass(), day(session)).isPresent();
    }

    private LocalDate day(Planned session) {
        return RuledSession.day(session.session(), now.zone());
    }
}
