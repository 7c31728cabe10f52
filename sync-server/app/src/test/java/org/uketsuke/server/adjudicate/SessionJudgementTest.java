package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.server.adjudicate.SessionStay.Standing;
import org.uketsuke.server.adjudicate.SessionStay.Verdict;
import org.uketsuke.server.credit.SessionRule;

/** Stays at sessions, one story each. */
final class SessionJudgementTest {
    private static SessionDay morning() {
        return new SessionDay().specialist().session("a", "hall", "10:00", "11:00", SessionDay.PAIR);
    }

    @ParameterizedTest
    @CsvSource({
        "09:49:59, 11:00:00, NO_IN",
        "09:50:00, 11:00:00, WHOLE",
        "10:09:59, 11:00:00, WHOLE",
        "10:10:00, 11:00:00, NO_IN",
        "10:00:00, 10:49:59, NO_OUT",
        "10:00:00, 10:50:00, WHOLE",
        "10:00:00, 11:09:59, WHOLE",
        "10:00:00, 11:10:00, NO_OUT",
        "10:05:00, 10:54:59, TOO_SHORT",
        "10:05:00, 10:55:00, WHOLE"
    })
    void windowsAndTheLeastStayHoldToTheSecond(String in, String out, Verdict verdict) {
        SessionDay day = morning().touch("hall", "a", Direction.IN, in).touch("hall", "a", Direction.OUT, out);

        assertThat(day.verdicts()).containsEntry("a", verdict);
        assertThat(day.credits()).isEqualTo(verdict == Verdict.WHOLE ? List.of("a q-specialist 100") : List.of());
    }

    @Test
    void oneTouchInTheBreakIsOutOfOneSessionAndIntoTheNext() {
        SessionDay day = morning()
                .session("b", "hall", "11:10", "12:10", SessionDay.PAIR)
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("hall", "a", Direction.OUT, "11:05")
                .touch("hall", "b", Direction.OUT, "12:10");

        assertThat(day.credits()).containsExactly("a q-specialist 100", "b q-specialist 100");
    }

    @Test
    void whereTheWayInIsEnoughATouchOutOfTheSessionBeforeIsNone() {
        SessionDay leaving = morning()
                .session("b", "hall", "11:10", "12:10", SessionDay.IN_ONLY)
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("hall", "a", Direction.OUT, "11:05");

        assertThat(leaving.credits()).containsExactly("a q-specialist 100");
        assertThat(leaving.touch("hall", "b", Direction.IN, "11:06").credits())
                .containsExactly("a q-specialist 100", "b q-specialist 100");
    }

    @Test
    void whereTheWayInIsEnoughATouchSaidToBeOutOfASessionNeverComeInToIsOne() {
        SessionDay guessed = morning()
                .session("b", "hall", "11:10", "12:10", SessionDay.IN_ONLY)
                .touch("hall", "a", Direction.OUT, "11:05");

        assertThat(guessed.credits()).containsExactly("b q-specialist 100");
        assertThat(guessed.touch("annex", "a", Direction.IN, "09:58")
                        .touch("hall", "a", Direction.IN, "10:30")
                        .credits())
                .containsExactly("b q-specialist 100");
        assertThat(guessed.touch("hall", "a", Direction.IN, "09:58").credits()).containsExactly("a q-specialist 100");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true"})
    void oneTouchIsTheWayInToOneSessionWhereNoWayOutTellsMore(boolean firstAsksForOut, boolean secondAsksForOut) {
        SessionRule pair = SessionDay.rule(SessionDay.PAIR.out().map(SessionRule.Out::before), 5);
        SessionDay day = new SessionDay()
                .specialist()
                .session("a", "hall", "10:00", "10:10", firstAsksForOut ? pair : SessionDay.IN_ONLY)
                .session("b", "hall", "10:10", "11:10", secondAsksForOut ? pair : SessionDay.IN_ONLY)
                .touch("hall", "b", Direction.IN, "10:05")
                .touch("hall", firstAsksForOut ? "a" : "b", Direction.OUT, firstAsksForOut ? "10:19:59" : "11:10");

        assertThat(day.credits()).containsExactly("a q-specialist 100");
        if (!firstAsksForOut) {
            assertThat(day.verdicts()).containsEntry("b", Verdict.IN_TAKEN);
        }
        assertThat(day.touch("hall", "b", Direction.IN, "10:15").credits())
                .containsExactly("a q-specialist 100", "b q-specialist 100");
    }

    @Test
    void whereBothSessionsAskForAWayOutOneTouchCanBeTheWayInToEach() {
        SessionRule pair = SessionDay.rule(SessionDay.PAIR.out().map(SessionRule.Out::before), 5);
        SessionDay day = new SessionDay()
                .specialist()
                .session("a", "hall", "10:00", "10:10", pair)
                .session("b", "hall", "10:10", "11:10", pair)
                .touch("hall", "a", Direction.IN, "10:05")
                .touch("hall", "a", Direction.OUT, "10:12")
                .touch("hall", "b", Direction.OUT, "11:10");

        assertThat(day.credits()).containsExactly("a q-specialist 100", "b q-specialist 100");
    }

    @Test
    void touchThatTheLimitLeftNothingIsTheWayInToTheOtherSession() {
        SessionDay day = new SessionDay()
                .specialist()
                .session(
                        "a",
                        "hall",
                        "10:00",
                        "10:10",
                        SessionDay.limited(SessionDay.IN_ONLY, Optional.of(0L), Optional.empty()))
                .session("b", "hall", "10:10", "11:10", SessionDay.otherClass(SessionDay.IN_ONLY))
                .touch("hall", "b", Direction.IN, "10:05");

        assertThat(day.credits()).containsExactly("b q-specialist 100");
    }

    @Test
    void theEarliestWayInAndTheLatestWayOutCount() {
        SessionJudgement judged = morning()
                .touch("hall", "a", Direction.IN, "10:08")
                .touch("hall", "a", Direction.IN, "09:55")
                .touch("hall", "a", Direction.OUT, "10:51")
                .touch("hall", "a", Direction.OUT, "11:07")
                .judged();

        SessionStay stay = judged.stays().get(0);
        assertThat(stay.in().orElseThrow().at()).isEqualTo(SessionDay.at("09:55"));
        assertThat(stay.out().orElseThrow().at()).isEqualTo(SessionDay.at("11:07"));
    }

    @Test
    void touchInAnotherRoomIsNoneForTheSession() {
        SessionDay day =
                morning().touch("annex", "a", Direction.IN, "09:58").touch("hall", "a", Direction.OUT, "11:05");

        assertThat(day.verdicts()).containsExactly(Map.entry("a", Verdict.NO_IN));
    }

    @Test
    void touchTakenForTheSessionBeforeIsNotToldAsOneForThis() {
        SessionJudgement judged = morning()
                .session("b", "hall", "11:10", "12:10", SessionDay.PAIR)
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("hall", "a", Direction.OUT, "11:05")
                .judged();

        assertThat(judged.stays())
                .extracting(stay -> stay.session().id() + " " + stay.verdict() + " " + stay.meant())
                .containsExactly("a WHOLE true", "b NO_OUT false");
    }

    @Test
    void staffRegisterForTheSessionThatTheyName() {
        SessionDay day = morning()
                .session("b", "hall", "11:10", "12:10", SessionDay.PAIR)
                .byHand("hall", "a", Direction.IN, "10:00")
                .byHand("hall", "a", Direction.OUT, "11:05")
                .touch("hall", "b", Direction.OUT, "12:10");

        assertThat(day.credits()).containsExactly("a q-specialist 100");
        assertThat(day.verdicts()).containsEntry("b", Verdict.NO_IN);
        assertThat(day.judged().remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hall, a, 10:30", "annex, a, 10:00", "hall, gone, 10:00"})
    void whatStaffRegisterWhenOrWhereItIsNoTimeIsForTheOffice(String room, String session, String time) {
        SessionJudgement judged =
                morning().byHand(room, session, Direction.IN, time).judged();

        assertThat(judged.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.notice().kind()).isEqualTo(ExceptionKind.OUT_OF_HOURS);
            assertThat(remark.notice().settled()).isFalse();
            assertThat(remark.place().seq()).isEqualTo(1);
        });
    }

    @Test
    void ofSessionsAtTheSameTimeTheFirstThatIsWholeCounts() {
        SessionDay day = morning()
                .session("b", "annex", "10:30", "11:30", SessionDay.PAIR)
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("annex", "b", Direction.IN, "10:25")
                .touch("annex", "b", Direction.OUT, "11:25")
                .touch("hall", "a", Direction.OUT, "10:52");

        assertThat(day.verdicts()).containsEntry("a", Verdict.WHOLE).containsEntry("b", Verdict.OVERLAPS);
        assertThat(day.credits()).containsExactly("a q-specialist 100");
        assertThat(day.judged().remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.notice().kind()).isEqualTo(ExceptionKind.IMPOSSIBLE_TRAVEL);
            assertThat(remark.notice().detail().values()).containsExactly("a", "b");
            assertThat(remark.place().seq()).isEqualTo(2);
        });
    }

    @Test
    void sessionThatWasNotWholeLeavesTheOtherItsCredits() {
        SessionDay day = morning()
                .session("b", "annex", "10:30", "11:30", SessionDay.PAIR)
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("annex", "b", Direction.IN, "10:25")
                .touch("annex", "b", Direction.OUT, "11:25");

        assertThat(day.credits()).containsExactly("b q-specialist 100");
        assertThat(day.judged().remarks()).isEmpty();
    }

    @Test
    void wholeStayThatTheLimitLeftNothingDoesNotStandInTheWayOfAnotherClass() {
        SessionDay day = new SessionDay().specialist();
        var full = SessionDay.limited(SessionDay.IN_ONLY, Optional.of(100L), Optional.empty());
        day.session("a", "hall", "10:00", "11:00", full)
                .session("b", "hall", "12:00", "13:00", full)
                .session("c", "annex", "12:30", "13:30", SessionDay.otherClass(SessionDay.IN_ONLY))
                .touch("hall", "a", Direction.IN, "10:00")
                .touch("hall", "b", Direction.IN, "12:00")
                .touch("annex", "c", Direction.IN, "12:30");

        assertThat(day.credits()).containsExactly("a q-specialist 100", "c q-specialist 100");
        assertThat(day.judged().stays().get(1).entitlements().get(0).standing()).isEqualTo(Standing.LIMIT_REACHED);
    }

    @Test
    void touchInARoomWithoutSessionsIsToldUntilTheAgendaHasTheRoom() {
        SessionDay day = morning().touch("cellar", "10:00").byHand("cellar", "a", Direction.IN, "10:00");

        assertThat(day.judged().remarks())
                .hasSize(2)
                .allSatisfy(remark -> assertThat(remark.notice())
                        .isEqualTo(Notice.open(ExceptionKind.OUT_OF_HOURS, Detail.What.NO_SESSION_IN_ROOM)));
        day.session("d", "cellar", "15:00", "16:00", SessionDay.PAIR);
        assertThat(day.judged().remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.place().seq()).isEqualTo(2);
            assertThat(remark.notice().detail().what()).isEqualTo(Detail.What.OUTSIDE_WINDOW);
        });
    }

    private static SessionDay three(Optional<Long> dayLimit, Optional<Long> meetingLimit) {
        SessionDay day = new SessionDay().specialist();
        var rule = SessionDay.limited(SessionDay.IN_ONLY, dayLimit, meetingLimit);
        List.of("2026-10-16T10:00", "2026-10-16T12:00", "2026-10-17T10:00").forEach(start -> {
            String id = start.substring(8, 13);
            day.session(id, "hall", start, start.replace(":00", ":50"), rule, 200);
            day.touch("hall", id, Direction.IN, start);
        });
        return day;
    }

    @Test
    void whatExceedsTheDaysLimitIsCut() {
        SessionDay day = three(Optional.of(300L), Optional.empty());

        assertThat(day.credits())
                .containsExactly("16T10 q-specialist 200", "16T12 q-specialist 100", "17T10 q-specialist 200");
        assertThat(day.judged().stays().get(1).entitlements().get(0).standing()).isEqualTo(Standing.CUT);
    }

    @Test
    void whatExceedsTheMeetingsLimitIsNotGiven() {
        SessionDay day = three(Optional.empty(), Optional.of(300L));

        assertThat(day.credits()).containsExactly("16T10 q-specialist 200", "16T12 q-specialist 100");
        assertThat(day.judged().stays().get(2).entitlements().get(0).standing()).isEqualTo(Standing.LIMIT_REACHED);
    }

    @Test
    void termAndFiscalYearAreThoseOfTheSessionsDay() {
        SessionDay day = new SessionDay()
                .qualification("specialist", "2021-04-01", "2026-03-31", "2026-04-01", "2031-03-31")
                .session("old", "hall", "2026-03-31T23:00", "2026-03-31T23:50", SessionDay.IN_ONLY)
                .session("new", "hall", "2026-04-01T00:10", "2026-04-01T00:50", SessionDay.IN_ONLY)
                .touch("hall", "old", Direction.IN, "2026-03-31T22:55")
                .touch("hall", "new", Direction.IN, "2026-04-01T00:05");

        assertThat(day.judged().stays())
                .extracting(stay -> stay.entitlements().get(0).award().orElseThrow())
                .extracting(award -> award.termStart() + " " + award.earnedOn() + " " + award.fiscalYear())
                .containsExactly("2021-04-01 2026-03-31 2025", "2026-04-01 2026-04-01 2026");
    }

    @Test
    void twoQualificationsEarnEachByItsOwnRuleAndTerm() {
        SessionDay day = morning()
                .qualification("instructor", "2019-04-01", "2024-03-31")
                .qualification("fellow", "2024-04-01", "2029-03-31")
                .touch("hall", "a", Direction.IN, "09:58")
                .touch("hall", "a", Direction.OUT, "11:05");

        assertThat(day.judged().stays().get(0).entitlements())
                .extracting(one -> one.kind() + " " + one.standing())
                .containsExactly("specialist AWARDED", "instructor NO_TERM", "fellow NO_RULE");
    }

    @Test
    void memberWithoutQualificationEarnsNothingAndWasThere() {
        SessionJudgement judged = new SessionDay()
                .session("a", "hall", "10:00", "11:00", SessionDay.IN_ONLY)
                .touch("hall", "10:00")
                .judged();

        assertThat(judged.stays()).singleElement().satisfies(stay -> {
            assertThat(stay.verdict()).isEqualTo(Verdict.WHOLE);
            assertThat(stay.entitlements()).isEmpty();
        });
    }

    @Test
    void sessionOfAClassWithoutRuleTakesNoTouches() {
        SessionDay day = new SessionDay()
                .specialist()
                .sessionWithoutRule("a", "hall", "10:00", "11:00")
                .touch("hall", "10:00");

        assertThat(day.judged().stays()).isEmpty();
    }
}
