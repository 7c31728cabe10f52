package org.uketsuke.server.society;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.Validity;

final class SessionRuleReadingTest {
    private static final String JSH = SocietyPolicy.shipped("jsh").orElseThrow();
    private static final String CREDITS = """

            [[rule]]
            code = "JSH-S-COM"
            kind = "session"
            class = "common"
            qualification = "specialist"
            credits = 1
            card = true
            valid_from = "2020-04-01"
            title_ja = "専門医共通講習"
            title_en = "Common lecture"
            """;
    private static final String TOUCHES = """

            [[session_rule]]
            class = "common"
            title_ja = "専門医共通講習"
            title_en = "Common lecture"
            in_before_minutes = 10
            in_after_minutes = 5
            out_before_minutes = 0
            out_after_minutes = 15
            minimum_stay_minutes = 50
            day_limit = 1.5
            meeting_limit = 3
            valid_from = "2020-04-01"
            valid_to = "2026-03-31"
            """;
    private static final String POLICY = JSH + CREDITS + TOUCHES;

    @Test
    void aRuleSaysWhenToTouchAndHowMuchCounts() {
        SocietyPolicy policy = ((PolicyReading.Sound) PolicyReading.of("policy.toml", POLICY)).policy();

        assertThat(policy.sessionRules().rules())
                .containsExactly(new SessionRule(
                        "common",
                        new Text("専門医共通講習", "Common lecture"),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        Optional.of(new SessionRule.Out(Duration.ZERO, Duration.ofMinutes(15))),
                        Duration.ofMinutes(50),
                        Optional.of(Credits.of("1.5")),
                        Optional.of(Credits.whole(3)),
                        new Validity(LocalDate.parse("2020-04-01"), LocalDate.parse("2026-03-31"))));
        assertThat(policy.rules().sessionRuleFor("common", "specialist", LocalDate.parse("2026-11-22")))
                .get()
                .extracting(CreditRule::code)
                .isEqualTo("JSH-S-COM");
        assertThat(policy.rules().ruleFor("common", "specialist", LocalDate.parse("2026-11-22")))
                .as("it is no rule for taking part in meetings")
                .isEmpty();
    }

    @Test
    void whatIsLeftOutIsNotAskedFor() {
        String text = POLICY.replaceAll("(out_|minimum_|day_|meeting_)[a-z_]+ = [0-9.]+\n", "");

        SocietyPolicy policy = ((PolicyReading.Sound) PolicyReading.of("policy.toml", text)).policy();

        assertThat(policy.sessionRules().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.out()).isEmpty();
            assertThat(rule.minimumStay()).isZero();
            assertThat(rule.dayLimit()).isEmpty();
            assertThat(rule.meetingLimit()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in_before_minutes = 10 | in_before_minutes = -1 | session_rule[1].in_before_minutes | from 0 to 720",
                "in_before_minutes = 10 | in_before_minutes = 2.5 | session_rule[1].in_before_minutes | whole number",
                "out_after_minutes = 15 |  | session_rule[1].out_after_minutes | needs out_before_minutes and",
                "out_before_minutes = 0 |  | session_rule[1].out_before_minutes | needs out_before_minutes and",
                "out_after_minutes = 15 | out_after_minutes = 0 | session_rule[1].out_after_minutes | no time to touch",
                "minimum_stay_minutes = 50 | minimum_stay_minutes = 1441 | session_rule[1].minimum_stay_minutes | 1440",
                "day_limit = 1.5 | day_limit = 0.125 | session_rule[1].day_limit | down to hundredths",
                "day_limit = 1.5 | day_limit = 0 | session_rule[1].day_limit | more than 0",
                "meeting_limit = 3 | meeting_limit = -3 | session_rule[1].meeting_limit | more than 0",
                "meeting_limit = 3 | meting_limit = 3 | session_rule[1].meting_limit | is not known here",
                "kind = \"session\" | kind = \"seminar\" | rule[11].kind | paper, session",
            })
    void aBadValueIsNamedWithItsKeyAndWhatItShouldBe(String good, String bad, String key, String reason) {
        String text = POLICY.replace(good, Optional.ofNullable(bad).orElse(""));

        assertThat(problems(text)).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.reason()).contains(reason);
        });
    }

    @Test
    void aStayWithoutATouchOnTheWayOutCannotBeKnown() {
        String text = POLICY.replaceAll("out_[a-z_]+ = [0-9]+\n", "");

        assertThat(problems(text)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("session_rule[1].minimum_stay_minutes");
            assertThat(problem.reason()).contains("cannot be known").contains("out_before_minutes");
        });
    }

    @Test
    void twoRulesOfAClassOnTheSameDayClash() {
        String text = POLICY + TOUCHES.replace("2020-04-01", "2026-03-31");

        assertThat(problems(text)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("session_rule[2]");
            assertThat(problem.reason())
                    .contains("overlaps with session_rule[1]")
                    .contains("class common");
        });
    }

    @Test
    void aClassNeedsARuleOfBothKinds() {
        assertThat(problems(JSH + CREDITS)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("rule[11].class");
            assertThat(problem.reason()).contains("[[session_rule]]");
        });
        assertThat(problems(JSH + TOUCHES)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("session_rule");
            assertThat(problem.reason()).contains("gives no credits").contains("kind = \"session\"");
        });
    }

    private static List<PolicyProblem> problems(String text) {
        PolicyReading reading = PolicyReading.of("policy.toml", text);
        assertThat(reading).isInstanceOf(PolicyReading.Unsound.class);
        return ((PolicyReading.Unsound) reading).problems();
    }
}
