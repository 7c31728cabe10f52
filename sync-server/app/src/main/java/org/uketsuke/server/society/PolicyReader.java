package org.uketsuke.server.society;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.credit.Validity;
import tools.jackson.databind.JsonNode;

/** Reads a policy file, top-down, and notes everything that is wrong. */
final class PolicyReader {
    private static final int NUMBER_MAX = 65_535;
    private static final int TERM_YEARS_MAX = 20;
    private static final long FEE_MAX = 10_000_000;

    private final String file;
    private final List<PolicyProblem> problems = new ArrayList<>();

    PolicyReader(String file) {
        this.file = file;
    }

    List<PolicyProblem> problems() {
        return problems;
    }

    SocietyPolicy policy(JsonNode root) {
        PolicyNode top = top(root);
        PolicyNode society = top.table("society");
        society.onlyKeys(
                "code", "number", "name_ja", "name_en", "zone", "fiscal_year_start", "card_media", "unknown_cards");
        PolicyNode term = top.table("term");
        term.onlyKeys("years", "required_credits");
        Map<String, Text> qualifications = named(top.table("qualifications"));
        Map<String, Text> classes = named(top.table("classes"));
        Map<String, Text> roles = named(top.table("roles"));
        SessionRules sessionRules = SessionRuleReader.rules(top);
        Classes listed = new Classes(qualifications.keySet(), classes.keySet(), roles.keySet(), sessionRules.classes());
        List<CreditRule> rules = rules(top, listed);
        SessionRuleReader.requireCredits(top, sessionRules, rules);
        return new SocietyPolicy(
                society.code("code"),
                (int) society.whole("number", 0, NUMBER_MAX),
                society.bothLanguages("name_ja", "name_en"),
                society.parsed("zone", ZoneOffset.UTC, "a time zone such as Asia/Tokyo", ZoneId::of),
                fiscalYearStart(society),
                cardMedia(society),
                unknownCards(society),
                qualifications,
                (int) term.whole("years", 1, TERM_YEARS_MAX),
                term.credits("required_credits"),
                fees(top.table("fees")),
                classes,
                roles,
                new CreditRules(rules),
                sessionRules,
                relatedBodies(top, rules));
    }

    private PolicyNode top(JsonNode root) {
        PolicyNode top = new PolicyNode(file, "", root, problems);
        top.onlyKeys(
                "society",
                "qualifications",
                "term",
                "fees",
                "classes",
                "roles",
                "rule",
                SessionRuleReader.LIST,
                "related_body");
        return top;
    }

    /**
     * What rules may name.
     *
     * @param qualifications kinds of qualification
     * @param meetings classes of meetings
     * @param roles roles in presentations and papers
     * @param sessions classes of sessions
     */
    private record Classes(Set<String> qualifications, Set<String> meetings, Set<String> roles, Set<String> sessions) {
        String of(CreditRule.Kind kind, PolicyNode node) {
            return switch (kind) {
                case PARTICIPATION -> node.listed("class", "[classes]", meetings);
                case PRESENTATION, PAPER -> node.listed("class", "[roles]", roles);
                case SESSION -> node.listed("class", "[[" + SessionRuleReader.LIST + "]]", sessions);
            };
        }
    }

    /** Every year has that day, or the year would not begin in three of four. */
    private static MonthDay fiscalYearStart(PolicyNode society) {
        String key = "fiscal_year_start";
        MonthDay start = society.parsed(
                key, MonthDay.of(1, 1), "a month and day such as 04-01", text -> MonthDay.parse("--" + text));
        if (start.equals(MonthDay.of(2, 29))) {
            society.problem(key, "02-29 is not in every year");
        }
        return start;
    }

    private static Set<Medium> cardMedia(PolicyNode society) {
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        for (String name : society.texts("card_media")) {
            Medium.byWireName(name)
                    .filter(medium -> medium != Medium.PASS)
                    .ifPresentOrElse(
                            media::add,
                            () -> society.problem(
                                    "card_media",
                                    "\"%s\" is not one of felica, iso14443, iso7816, barcode".formatted(name)));
        }
        return media;
    }

    private static UnknownCards unknownCards(PolicyNode society) {
        return society.parsed(
                "unknown_cards",
                UnknownCards.RECORD,
                "one of record, count",
                text -> UnknownCards.byWord(text).orElseThrow());
    }

    private Map<String, Text> named(PolicyNode table) {
        Map<String, Text> named = new LinkedHashMap<>();
        for (String code : table.node().propertyNames()) {
            JsonNode value = table.node().get(code);
            if (!code.matches(PolicyNode.CODE) || !value.isObject()) {
                table.problem(code, "must be written as: code = { name_ja = \"…\", name_en = \"…\" }");
            } else {
                PolicyNode names = new PolicyNode(file, table.path() + "." + code, value, problems);
                names.onlyKeys("name_ja", "name_en");
                named.put(code, names.bothLanguages("name_ja", "name_en"));
            }
        }
        return named;
    }

    private static Map<String, Long> fees(PolicyNode table) {
        Map<String, Long> fees = new LinkedHashMap<>();
        for (String purpose : table.node().propertyNames()) {
            fees.put(purpose, table.whole(purpose, 0, FEE_MAX));
        }
        return fees;
    }

    private static List<CreditRule> rules(PolicyNode top, Classes listed) {
        List<CreditRule> rules = new ArrayList<>();
        for (PolicyNode node : top.tables("rule")) {
            rules.add(rule(node, listed));
        }
        if (rules.isEmpty()) {
            top.problem("rule", "is missing: a policy needs at least one [[rule]]");
        }
        for (CreditRules.Clash clash : new CreditRules(rules).clashes()) {
            top.problem(
                    "rule[%d]".formatted(rules.indexOf(clash.second()) + 1),
                    "%s overlaps with %s: both answer for %s of class %s by a %s from %s; end one the day before"
                            .formatted(
                                    clash.second().code(),
                                    clash.first().code(),
                                    clash.first().kind().word(),
                                    clash.first().meetingClass(),
                                    clash.first().qualification(),
                                    later(
                                            clash.first().validity(),
                                            clash.second().validity())));
        }
        onceOnly(
                top,
                "rule",
                rules.stream()
                        .map(rule -> rule.code() + " from " + rule.validity().from())
                        .toList());
        return rules;
    }

    private static LocalDate later(Validity one, Validity other) {
        return one.from().isAfter(other.from()) ? one.from() : other.from();
    }

    private static CreditRule rule(PolicyNode node, Classes listed) {
        node.onlyKeys(
                "code",
                "kind",
                "class",
                "qualification",
                "credits",
                "card",
                "valid_from",
                "valid_to",
                "title_ja",
                "title_en");
        CreditRule.Kind kind = node.parsed(
                "kind",
                CreditRule.Kind.PARTICIPATION,
                "one of participation, presentation, paper, session",
                text -> CreditRule.Kind.byWord(text).orElseThrow());
        CreditRule rule = new CreditRule(
                node.code("code"),
                kind,
                node.listed("qualification", "[qualifications]", listed.qualifications()),
                listed.of(kind, node),
                node.credits("credits"),
                node.flag("card"),
                node.validity(),
                node.text("title_ja"),
                node.text("title_en"));
        if (rule.credits().compareTo(Credits.ZERO) <= 0 && node.has("credits")) {
            node.problem("credits", "must be more than 0");
        }
        return rule;
    }

    private static List<RelatedBody> relatedBodies(PolicyNode top, List<CreditRule> rules) {
        Set<String> ruleCodes =
                new java.util.TreeSet<>(rules.stream().map(CreditRule::code).toList());
        List<RelatedBody> bodies = new ArrayList<>();
        for (PolicyNode node : top.tables("related_body")) {
            node.onlyKeys("code", "rule", "region", "name_ja", "name_en", "aliases", "valid_from", "valid_to");
            bodies.add(new RelatedBody(
                    node.code("code"),
                    node.listed("rule", "[[rule]]", ruleCodes),
                    node.listed("region", "the known regions", Set.of("domestic", "overseas")),
                    node.bothLanguages("name_ja", "name_en"),
                    node.has("aliases") ? List.copyOf(node.texts("aliases")) : List.of(),
                    node.validity()));
        }
        onceOnly(
                top,
                "related_body",
                bodies.stream()
                        .map(body -> body.code() + " from " + body.validity().from())
                        .toList());
        return bodies;
    }

    private static void onceOnly(PolicyNode top, String list, List<String> codes) {
        for (int i = 0; i < codes.size(); i++) {
            int first = codes.indexOf(codes.get(i));
            if (first < i) {
                top.problem(
                        "%s[%d].code".formatted(list, i + 1),
                        "%s is already %s[%d]".formatted(codes.get(i), list, first + 1));
            }
        }
    }
}
