package org.uketsuke.server.credit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All session rules of a society, past and present.
 *
 * @param rules in the order of the policy, or by class and first day as the database has them
 */
public record SessionRules(List<SessionRule> rules) {
    /** Copies the list. */
    public SessionRules {
        rules = List.copyOf(rules);
    }

    /**
     * Two rules of a class that would both apply on some day.
     *
     * @param first earlier in the list
     * @param second later in the list
     */
    public record Clash(SessionRule first, SessionRule second) {}

    /**
     * How people touch for a session.
     *
     * @param sessionClass class of the session
     * @param day the session's day in the meeting's zone
     * @return empty if no rule of the class is in force that day
     */
    public Optional<SessionRule> ruleFor(String sessionClass, LocalDate day) {
        return rules.stream()
                .filter(rule -> rule.sessionClass().equals(sessionClass))
                .filter(rule -> rule.validity().holds(day))
                .findFirst();
    }

    /** The classes that have rules, in order. */
    public Set<String> classes() {
        return rules.stream().map(SessionRule::sessionClass).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Pairs of rules that must not stand side by side; none in a sound policy. */
    public List<Clash> clashes() {
        List<Clash> clashes = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            SessionRule first = rules.get(i);
            for (SessionRule second : rules.subList(i + 1, rules.size())) {
                if (first.sessionClass().equals(second.sessionClass())
                        && first.validity().overlaps(second.validity())) {
                    clashes.add(new Clash(first, second));
                }
            }
        }
        return clashes;
    }
}
