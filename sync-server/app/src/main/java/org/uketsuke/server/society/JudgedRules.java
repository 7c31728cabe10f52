package org.uketsuke.server.society;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.FiscalYear;

/**
 * What a new policy must leave as it is, because entries of meetings that are not settled were judged by it: otherwise members
 * of one meeting would get different credits, and nothing would say so. A rule that was missing may come in.
 *
 * @param file name of the policy file, for problems
 * @param before the society as it was
 * @param rules its rules until now
 * @param now the new policy
 */
record JudgedRules(String file, Society before, CreditRules rules, SocietyPolicy now) {
    /**
     * A meeting that entries of were judged, and that is neither settled nor cancelled.
     *
     * @param id meeting id
     * @param meetingClass class of the meeting
     * @param creditDate day that decides rule and fiscal year
     */
    record Meeting(String id, String meetingClass, LocalDate creditDate) {}

    List<PolicyProblem> problems(List<Meeting> judged) {
        List<PolicyProblem> problems = new ArrayList<>();
        for (Meeting meeting : judged) {
            if (!before.zone().equals(now.zone())) {
                problems.add(
                        problem("society.zone", meeting, "zone " + before.zone().getId()));
            }
            if (!FiscalYear.of(meeting.creditDate(), before.fiscalYearStart())
                    .equals(FiscalYear.of(meeting.creditDate(), now.fiscalYearStart()))) {
                problems.add(problem(
                        "society.fiscal_year_start",
                        meeting,
                        "a year that begins on "
                                + before.fiscalYearStart().toString().substring(2)));
            }
            rules.rules().stream()
                    .filter(rule -> appliesTo(rule, meeting))
                    .filter(rule -> !stays(rule, meeting))
                    .forEach(rule -> problems.add(problem(
                            "rule " + rule.code(),
                            meeting,
                            "%s credits for %s".formatted(rule.credits(), rule.qualification()))));
        }
        return problems;
    }

    private static boolean appliesTo(CreditRule rule, Meeting meeting) {
        return rule.kind() == CreditRule.Kind.PARTICIPATION
                && rule.cardEnabled()
                && rule.meetingClass().equals(meeting.meetingClass())
                && rule.validity().holds(meeting.creditDate());
    }

    private boolean stays(CreditRule rule, Meeting meeting) {
        return now.rules()
                .ruleFor(meeting.meetingClass(), rule.qualification(), meeting.creditDate())
                .filter(next -> next.cardEnabled()
                        && next.code().equals(rule.code())
                        && next.credits().equals(rule.credits()))
                .isPresent();
    }

    private PolicyProblem problem(String key, Meeting meeting, String was) {
        return new PolicyProblem(
                file,
                key,
                "entries of meeting %s were judged by %s already: leave that as it is for its credit date %s and let the change begin later, or import this policy once the meeting is settled"
                        .formatted(meeting.id(), was, meeting.creditDate()));
    }
}
