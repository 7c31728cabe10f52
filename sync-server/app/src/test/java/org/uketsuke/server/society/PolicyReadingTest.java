package org.uketsuke.server.society;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.Credits;

final class PolicyReadingTest {
    private static final String JSH = SocietyPolicy.shipped("jsh").orElseThrow();

    @Test
    void theShippedPolicyHoldsTheWholeTableOfTheGuide() {
        SocietyPolicy policy = sound(JSH);

        assertThat(policy.name().ja()).isEqualTo("日本血液学会");
        assertThat(policy.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(policy.fiscalYearStart()).isEqualTo(MonthDay.of(4, 1));
        assertThat(policy.termYears()).isEqualTo(5);
        assertThat(policy.requiredCredits()).isEqualTo(Credits.whole(50));
        assertThat(policy.rules().rules().stream().map(rule -> rule.code() + "=" + rule.credits()))
                .containsExactly(
                        "JSH-P-ANN=15",
                        "JSH-P-SYM=5",
                        "JSH-P-REG=3",
                        "JSH-P-PED=5",
                        "JSH-P-REL=3",
                        "JSH-P-MON=2",
                        "JSH-A-PAP1=10",
                        "JSH-A-PAPN=3",
                        "JSH-A-ORA1=5",
                        "JSH-A-ORAN=2");
        assertThat(policy.relatedBodies())
                .filteredOn(body -> body.region().equals("overseas"))
                .hasSize(14);
        assertThat(policy.relatedBodies())
                .filteredOn(body -> body.region().equals("domestic"))
                .hasSize(13);
    }

    @Test
    void onlyThreeKindsOfMeetingTakeTheCard() {
        List<String> byCard = sound(JSH).rules().rules().stream()
                .filter(CreditRule::cardEnabled)
                .map(CreditRule::meetingClass)
                .toList();

        assertThat(byCard).containsExactly("annual", "symposium", "regional");
    }

    @ParameterizedTest
    @CsvSource({
        "annual, specialist, 2026-10-16, JSH-P-ANN",
        "regional, specialist, 2013-09-01, JSH-P-REG",
        "monthly, specialist, 2019-03-31, JSH-P-MON",
    })
    void theRuleInForceOnTheCreditDateApplies(String meetingClass, String kind, LocalDate day, String code) {
        assertThat(sound(JSH).rules().ruleFor(meetingClass, kind, day))
                .get()
                .extracting(CreditRule::code)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "regional, specialist, 2013-08-31",
        "monthly, specialist, 2019-04-01",
        "annual, instructor, 2026-10-16",
        "congress, specialist, 2026-10-16",
        "first-author, specialist, 2026-10-16",
    })
    void withoutARuleThereIsNone(String meetingClass, String kind, LocalDate day) {
        assertThat(sound(JSH).rules().ruleFor(meetingClass, kind, day)).isEmpty();
    }

    @Test
    void aClassWithoutRuleIsToldFromAQualificationThatEarnsNothing() {
        SocietyPolicy policy = sound(JSH);

        assertThat(policy.rules().cover("annual", LocalDate.of(2026, 10, 16))).isTrue();
        assertThat(policy.rules().cover("monthly", LocalDate.of(2026, 10, 16))).isFalse();
    }

    @Test
    void halfCreditsAreReadExactly() {
        SocietyPolicy policy = sound(JSH.replaceFirst("credits = 15\n", "credits = 0.5\n"));

        assertThat(policy.rules().rules().get(0).credits()).isEqualTo(new Credits(50));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "credits = 15 | credits = 0.005 | rule[1].credits | hundredths",
                "credits = 15 | credits = -15 | rule[1].credits | more than 0",
                "credits = 15 | credits = 0 | rule[1].credits | more than 0",
                "credits = 15 | credits = \"many\" | rule[1].credits | number such as 15",
                "class = \"annual\" | class = \"yearly\" | rule[1].class | \"yearly\" is not in [classes]",
                "qualification = \"specialist\" | qualification = \"expert\" | rule[1].qualification | not in [qualifications]",
                "kind = \"participation\" | kind = \"attendance\" | rule[1].kind | one of participation",
                "valid_from = \"2013-09-01\" | valid_from = \"2013-09-31\" | rule[1].valid_from | a date such as",
                "valid_to = \"2019-03-31\" | valid_to = \"2013-08-31\" | rule[6].valid_to | before valid_from",
                "card = true | card = \"yes\" | rule[1].card | true or false",
                "card = true | cards = true | rule[1].cards | is not known here",
                "zone = \"Asia/Tokyo\" | zone = \"Tokyo\" | society.zone | a time zone",
                "fiscal_year_start = \"04-01\" | fiscal_year_start = \"02-29\" | society.fiscal_year_start | not in every year",
                "fiscal_year_start = \"04-01\" | fiscal_year_start = \"4/1\" | society.fiscal_year_start | month and day",
                "unknown_cards = \"record\" | unknown_cards = \"drop\" | society.unknown_cards | one of record, count",
                "\"felica\", | \"suica\", | society.card_media | \"suica\" is not one of",
                "\"felica\", | \"pass\", | society.card_media | \"pass\" is not one of",
                "number = 1 | number = 65536 | society.number | from 0 to 65535",
                "code = \"jsh\" | code = \"j s h\" | society.code | a code of letters",
                "name_ja = \"日本血液学会\" | name_ja = \"\" | society.name_ja | a text in quotes",
                "required_credits = 50 | required_credit = 50 | term.required_credits | is missing",
                "years = 5 | years = \"five\" | term.years | whole number",
                "renewal = 20000 | renewal = -1 | fees.renewal | whole number",
                "[fees] | [cost] | fees | is missing",
                "region = \"overseas\" | region = \"space\" | related_body[1].region | not in the known regions",
                "rule = \"JSH-P-REL\" | rule = \"JSH-P-XXX\" | related_body[1].rule | not in [[rule]]",
            })
    void whatIsWrongIsNamedWithItsKey(String right, String wrong, String key, String reason) {
        assertThat(JSH).contains(right);
        String file =
                JSH.replaceFirst(java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong));

        assertThat(problems(file)).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("policy.toml");
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void twoRulesForOneQuestionAreRefused() {
        String file = JSH
                + JSH.substring(JSH.indexOf("[[rule]]"), JSH.indexOf("[[rule]]  # H05, H10\ncode = \"JSH-P-SYM"))
                        .replace("JSH-P-ANN", "JSH-P-AN2");

        assertThat(problems(file)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("rule[11]");
            assertThat(problem.reason()).startsWith("JSH-P-AN2 overlaps with JSH-P-ANN");
        });
    }

    @Test
    void aRuleMayFollowAnother() {
        String successor = JSH.substring(
                        JSH.indexOf("[[rule]]"), JSH.indexOf("[[rule]]  # H05, H10\ncode = \"JSH-P-SYM"))
                .replace("2013-09-01", "2027-04-01")
                .replace("credits = 15", "credits = 12");
        String file = JSH.replaceFirst("credits = 15\n", "credits = 15\nvalid_to = \"2027-03-31\"\n") + successor;

        SocietyPolicy policy = sound(file);

        assertThat(policy.rules()
                        .ruleFor("annual", "specialist", LocalDate.of(2027, 3, 31))
                        .orElseThrow()
                        .credits())
                .isEqualTo(Credits.whole(15));
        assertThat(policy.rules()
                        .ruleFor("annual", "specialist", LocalDate.of(2027, 4, 1))
                        .orElseThrow()
                        .credits())
                .isEqualTo(Credits.whole(12));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        String file = JSH.replace("credits = 5\n", "credits = \"\"\n").replace("years = 5", "years = 0");

        assertThat(problems(file)).hasSizeGreaterThan(3);
    }

    @Test
    void whatIsNoTomlIsNamedWithItsLine() {
        assertThat(problems("[society]\ncode = jsh\n")).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("line 2");
            assertThat(problem.reason()).startsWith("not TOML");
        });
    }

    private static SocietyPolicy sound(String text) {
        PolicyReading reading = PolicyReading.of("policy.toml", text);
        assertThat(reading).isInstanceOf(PolicyReading.Sound.class);
        return ((PolicyReading.Sound) reading).policy();
    }

    private static List<PolicyProblem> problems(String text) {
        PolicyReading reading = PolicyReading.of("policy.toml", text);
        assertThat(reading).isInstanceOf(PolicyReading.Unsound.class);
        return ((PolicyReading.Unsound) reading).problems();
    }
}
