package org.uketsuke.server.society;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.SessionRule.Out;
import org.uketsuke.server.credit.SessionRules;

/** Reads how sessions are touched for from a policy file, and notes everything that is wrong. */
final class SessionRuleReader {
    /** Key of the list of tables. */
    static final String LIST = "session_rule";

    private static final String IN_BEFORE = "in_before_minutes";
    private static final String IN_AFTER = "in_after_minutes";
    private static final String OUT_BEFORE = "out_before_minutes";
    private static final String OUT_AFTER = "out_after_minutes";
    private static final String STAY = "minimum_stay_minutes";
    private static final String DAY_LIMIT = "day_limit";
    private static final String MEETING_LIMIT = "meeting_limit";

    /** Longer than half a day nobody waits at a door. */
    private static final int WINDOW_MINUTES_MAX = 720;

    private static final int STAY_MINUTES_MAX = 1_440;

    private SessionRuleReader() {}

    static SessionRules rules(PolicyNode top) {
        List<SessionRule> rules = new ArrayList<>();
        for (PolicyNode node : top.tables(LIST)) {
            rules.add(rule(node));
        }
        SessionRules all = new SessionRules(rules);
        for (SessionRules.Clash clash : all.clashes()) {
            top.problem(
                    "%s[%d]".formatted(LIST, rules.lastIndexOf(clash.second()) + 1),
                    "overlaps with %s[%d]: both say how to touch for a session of class %s; end one the day before"
                            .formatted(
                                    LIST,
                                    rules.indexOf(clash.first()) + 1,
                                    clash.first().sessionClass()));
        }
        return all;
    }

    /** Notes classes that people would touch for and get nothing. */
    static void requireCredits(PolicyNode top, SessionRules sessionRules, List<CreditRule> rules) {
        for (String sessionClass : sessionRules.classes()) {
            boolean rewarded = rules.stream()
                    .anyMatch(rule -> rule.kind() == CreditRule.Kind.SESSION
                            && rule.meetingClass().equals(sessionClass));
            if (!rewarded && !sessionClass.isEmpty()) {
                top.problem(
                        LIST,
                        "class %s gives no credits: add a [[rule]] with kind = \"session\" and class = \"%s\""
                                .formatted(sessionClass, sessionClass));
            }
        }
    }

    private static SessionRule rule(PolicyNode node) {
        node.onlyKeys(
                "class",
                "title_ja",
                "title_en",
                IN_BEFORE,
                IN_AFTER,
                OUT_BEFORE,
                OUT_AFTER,
                STAY,
                DAY_LIMIT,
                MEETING_LIMIT,
                "valid_from",
                "valid_to");
        int before = node.problems().size();
        Duration inBefore = minutes(node, IN_BEFORE, WINDOW_MINUTES_MAX);
        Duration inAfter = minutes(node, IN_AFTER, WINDOW_MINUTES_MAX);
        if (node.problems().size() == before && inBefore.plus(inAfter).isZero()) {
            node.problem(IN_AFTER, "leaves no time to touch: with " + IN_BEFORE + " it must be 1 at least");
        }
        Optional<Out> out = out(node);
        return new SessionRule(
                node.code("class"),
                node.bothLanguages("title_ja", "title_en"),
                inBefore,
                inAfter,
                out,
                stay(node, out),
                limit(node, DAY_LIMIT),
                limit(node, MEETING_LIMIT),
                node.validity());
    }

    private static Optional<Out> out(PolicyNode node) {
        if (!node.has(OUT_BEFORE) && !node.has(OUT_AFTER)) {
            return Optional.empty();
        }
        int before = node.problems().size();
        for (String key : List.of(OUT_BEFORE, OUT_AFTER)) {
            if (!node.has(key)) {
                node.problem(key, "is missing: a touch on the way out needs " + OUT_BEFORE + " and " + OUT_AFTER);
            }
        }
        if (node.problems().size() > before) {
            return Optional.empty();
        }
        Out out = new Out(minutes(node, OUT_BEFORE, WINDOW_MINUTES_MAX), minutes(node, OUT_AFTER, WINDOW_MINUTES_MAX));
        if (node.problems().size() == before && out.before().plus(out.after()).isZero()) {
            node.problem(OUT_AFTER, "leaves no time to touch: with " + OUT_BEFORE + " it must be 1 at least");
        }
        return Optional.of(out);
    }

    private static Duration stay(PolicyNode node, Optional<Out> out) {
        if (!node.has(STAY)) {
            return Duration.ZERO;
        }
        Duration stay = minutes(node, STAY, STAY_MINUTES_MAX);
        boolean halfAnOut = node.has(OUT_BEFORE) || node.has(OUT_AFTER);
        if (!stay.isZero() && out.isEmpty() && !halfAnOut) {
            node.problem(
                    STAY,
                    "cannot be known without a touch on the way out: add %s and %s, or leave it out"
                            .formatted(OUT_BEFORE, OUT_AFTER));
        }
        return stay;
    }

    private static Duration minutes(PolicyNode node, String key, int most) {
        return Duration.ofMinutes(node.whole(key, 0, most));
    }

    private static Optional<Credits> limit(PolicyNode node, String key) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        int before = node.problems().size();
        Credits limit = node.credits(key);
        if (node.problems().size() == before && limit.compareTo(Credits.ZERO) <= 0) {
            node.problem(key, "must be more than 0; leave it out where there is no limit");
        }
        return Optional.of(limit);
    }
}
