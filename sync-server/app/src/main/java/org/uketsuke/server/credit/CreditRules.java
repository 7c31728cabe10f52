package org.uketsuke.server.credit;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules of a society, past and present.
 *
 * @param rules in the order of the policy
 */
public record CreditRules(List<CreditRule> rules) {
    /**
     * Two rules that would both apply on some day.
     *
     * @param first earlier in the policy
     * @param second later in the policy
     */
    public record Clash(CreditRule first, CreditRule second) {}

    /** Copies the list. */
    public CreditRules {
        rules = List.copyOf(rules);
    }

    /**
     * The rule for taking part.
     *
     * @param meetingClass class of the meeting
     * @param qualification kind of the member's qualification
     * @param creditDate the meeting's credit date, not the day of the tap (domain 3.3-5)
     * @return empty if nothing is to be had: for this kind of qualification, or because no rule is in force (E24)
     */
    public Optional<CreditRule> ruleFor(String meetingClass, String qualification, LocalDate creditDate) {
        return ruleFor(CreditRule.Kind.PARTICIPATION, meetingClass, qualification, creditDate);
    }

    /**
     * The rule for being in a session.
     *
     * @param sessionClass class of the session
     * @param qualification kind of the member's qualification
     * @param creditDate the meeting's credit date
     * @return empty if nothing is to be had
     */
    public Optional<CreditRule> sessionRuleFor(String sessionClass, String qualification, LocalDate creditDate) {
        return ruleFor(CreditRule.Kind.SESSION, sessionClass, qualification, creditDate);
    }

    /**
     * The rules for being in a session that a touch earns, by kind of qualification; without those that ask for an application.
     *
     * @param sessionClass class of the session
     * @param creditDate the meeting's credit date
     * @return in the order of the rules
     */
    public Map<String, CreditRule> touchedFor(String sessionClass, LocalDate creditDate) {
        Map<String, CreditRule> touched = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.kind() == CreditRule.Kind.SESSION && rule.cardEnabled())
                .filter(rule -> rule.meetingClass().equals(sessionClass))
                .filter(rule -> rule.validity().holds(creditDate))
                .forEach(rule -> touched.putIfAbsent(rule.qualification(), rule));
        return touched;
    }

    private Optional<CreditRule> ruleFor(
            CreditRule.Kind kind, String rewardedClass, String qualification, LocalDate creditDate) {
        return rules.stream()
                .filter(rule -> rule.kind() == kind)
                .filter(rule -> rule.meetingClass().equals(rewardedClass))
                .filter(rule -> rule.qualification().equals(qualification))
                .filter(rule -> rule.validity().holds(creditDate))
                .findFirst();
    }

    /**
     * Whether any rule for taking part in such a meeting is in force, whoever it is for: tells a missing rule (E24) from a
     * qualification that earns nothing (domain 3.5-7).
     */
    public boolean cover(String meetingClass, LocalDate creditDate) {
        return rules.stream()
                .anyMatch(rule -> rule.kind() == CreditRule.Kind.PARTICIPATION
                        && rule.meetingClass().equals(meetingClass)
                        && rule.validity().holds(creditDate));
    }

    /** Pairs of rules that must not stand side by side; none in a sound policy. */
    public List<Clash> clashes() {
        List<Clash> clashes = new java.util.ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                if (rules.get(i).competesWith(rules.get(j))) {
                    clashes.add(new Clash(rules.get(i), rules.get(j)));
                }
            }
        }
        return clashes;
    }
}
