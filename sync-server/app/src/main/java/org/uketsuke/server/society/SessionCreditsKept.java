package org.uketsuke.server.society;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;

/**
 * That a new policy leaves planned sessions something to give: otherwise all that people had earned there would be taken back, and
 * only a count would say so. How much they give may change, also by another rule that is in force on the credit date. One kind of
 * qualification may lose it while others keep it, as long as nobody has touched at the meeting.
 *
 * @param file name of the policy file, for problems
 * @param before the credit rules until now
 * @param now the new policy
 */
record SessionCreditsKept(String file, CreditRules before, SocietyPolicy now) {
    private static final int NAMED_MAX = 5;

    /** Sessions of one class at one meeting stand or fall together. */
    private record Group(String meeting, String sessionClass) {}

    List<PolicyProblem> problems(List<SessionsKept.Planned> sessions) {
        Map<Group, List<SessionsKept.Planned>> groups = sessions.stream()
                .collect(Collectors.groupingBy(
                        session -> new Group(session.meeting(), session.sessionClass()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream().flatMap(group -> lost(group).stream()).toList();
    }

    private List<PolicyProblem> lost(List<SessionsKept.Planned> group) {
        SessionsKept.Planned one = group.get(0);
        Map<String, CreditRule> left = now.rules().touchedFor(one.sessionClass(), one.creditDate());
        if (!left.isEmpty() && !one.touched()) {
            return List.of();
        }
        return before.touchedFor(one.sessionClass(), one.creditDate()).values().stream()
                .filter(rule -> !left.containsKey(rule.qualification()))
                .map(rule -> problem(rule, group))
                .toList();
    }

    private PolicyProblem problem(CreditRule rule, List<SessionsKept.Planned> group) {
        SessionsKept.Planned one = group.get(0);
        return new PolicyProblem(
                file,
                "rule " + rule.code(),
                "gave credits of %s for sessions %s of meeting %s, and no rule for class %s would be in force on its credit date %s any more: keep it for that day with card = true, or let the rule that follows begin on %s or before, or %simport this policy once the meeting is settled"
                        .formatted(
                                rule.qualification(),
                                named(group),
                                one.meeting(),
                                one.sessionClass(),
                                one.creditDate(),
                                one.creditDate(),
                                one.touched() ? "" : "take the sessions out of the agenda first, or "));
    }

    private static String named(List<SessionsKept.Planned> group) {
        String named =
                group.stream().limit(NAMED_MAX).map(SessionsKept.Planned::id).collect(Collectors.joining(", "));
        return group.size() <= NAMED_MAX ? named : "%s and %d more".formatted(named, group.size() - NAMED_MAX);
    }
}
