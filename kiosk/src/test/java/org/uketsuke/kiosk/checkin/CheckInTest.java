package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/** The rows of the tap decision table (domain 3.6). */
class CheckInTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant OPENS = Instant.parse("2026-05-20T23:00:00Z");
    private static final Instant CLOSES = Instant.parse("2026-05-22T09:00:00Z");
    private static final Instant IN_HOURS = Instant.parse("2026-05-21T01:00:00Z");
    private static final Hours HOURS = new Hours(OPENS, CLOSES, TOKYO);
    private static final RosterTerm CURRENT = term("2026-04-01", "2031-03-31");
    private static final RosterTerm PAST = term("2021-04-01", "2026-03-31");

    @Test
    void aValidCardWithACurrentTermIsAccepted() {
        Decision decision = decide(card(CardStatus.ACTIVE, "2031-03-31", CURRENT), Optional.empty(), IN_HOURS);

        assertThat(decision.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(decision.member()).contains(member(CURRENT));
        assertThat(decision.card()).contains("card-1");
        assertThat(decision.firstAt()).isEmpty();
    }

    @Test
    void whoWasRegisteredBeforeHearsWhen() {
        Instant first = IN_HOURS.minusSeconds(3600);

        Decision decision = decide(card(CardStatus.ACTIVE, "2031-03-31", CURRENT), Optional.of(first), IN_HOURS);

        assertThat(decision.outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(decision.firstAt()).contains(first);
    }

    @Test
    void theCardOfAnEarlierTermIsTakenWithAWord() {
        assertThat(decide(card(CardStatus.ACTIVE, "2026-03-31", CURRENT, PAST), Optional.empty(), IN_HOURS)
                        .outcome())
                .isEqualTo(Outcome.PREVIOUS_CARD);
        assertThat(decide(card(CardStatus.ACTIVE, "2026-03-31", CURRENT, PAST), Optional.of(IN_HOURS), IN_HOURS)
                        .outcome())
                .isEqualTo(Outcome.ALREADY);
    }

    @Test
    void withoutACurrentTermThereIsNoTerm() {
        assertThat(decide(card(CardStatus.ACTIVE, "2026-03-31", PAST), Optional.empty(), IN_HOURS)
                        .outcome())
                .isEqualTo(Outcome.NO_TERM);
        assertThat(decide(card(CardStatus.ACTIVE, "2031-03-31"), Optional.empty(), IN_HOURS)
                        .outcome())
                .isEqualTo(Outcome.NO_TERM);
        assertThat(decide(new Claim.Pass(member(PAST)), Optional.empty(), IN_HOURS)
                        .outcome())
                .isEqualTo(Outcome.NO_TERM);
    }

    @ParameterizedTest
    @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
    void aStoppedCardIsStoppedAtAnyTime(CardStatus status) {
        for (Instant at : List.of(OPENS.minusSeconds(86_400), IN_HOURS, CLOSES.plusSeconds(86_400))) {
            Decision decision = decide(card(status, "2031-03-31", CURRENT), Optional.of(IN_HOURS), at);

            assertThat(decision.outcome()).isEqualTo(Outcome.STOPPED_CARD);
            assertThat(decision.member()).isPresent();
        }
    }

    @Test
    void anUnknownCardIsUnknownAtAnyTime() {
        assertThat(decide(new Claim.UnknownCard(), Optional.empty(), CLOSES.plusSeconds(1))
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN_CARD);
    }

    @Test
    void withoutARosterTheServerDecides() {
        assertThat(decide(new Claim.NoRoster(), Optional.empty(), IN_HOURS).outcome())
                .isEqualTo(Outcome.NO_ROSTER);
    }

    @Test
    void withoutARosterTheHoursStillHold() {
        assertThat(decide(new Claim.NoRoster(), Optional.empty(), OPENS.minusSeconds(3_600))
                        .outcome())
                .isEqualTo(Outcome.TOO_EARLY);
        assertThat(decide(new Claim.NoRoster(), Optional.empty(), CLOSES.plusSeconds(3_600))
                        .outcome())
                .isEqualTo(Outcome.TOO_LATE);
    }

    @ParameterizedTest
    @EnumSource(PassRefusal.class)
    void aRefusedPassSaysItsReason(PassRefusal why) {
        Decision decision = decide(new Claim.RefusedPass(why), Optional.empty(), IN_HOURS);

        assertThat(decision.outcome()).isEqualTo(why.outcome());
        assertThat(decision.reason()).contains(why.name());
        assertThat(decision.member()).isEmpty();
    }

    @Test
    void aGenuinePassIsAccepted() {
        Decision decision = decide(new Claim.Pass(member(CURRENT)), Optional.empty(), IN_HOURS);

        assertThat(decision.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(decision.card()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-20T22:59:59.999Z, 0, TOO_EARLY",
        "2026-05-20T23:00:00Z, 0, ACCEPTED",
        "2026-05-20T22:59:00Z, 60, ACCEPTED",
        "2026-05-20T22:58:59Z, 60, TOO_EARLY",
        "2026-05-22T08:59:59.999Z, 0, ACCEPTED",
        "2026-05-22T09:00:00Z, 0, TOO_LATE",
        "2026-05-22T09:00:59Z, 60, ACCEPTED",
        "2026-05-22T09:01:00Z, 60, TOO_LATE"
    })
    void theHoursAreThoseOfTheMeetingAndDoubtIsBenefit(Instant at, long uncertaintySeconds, Outcome outcome) {
        Moment now = new Moment(at, Duration.ofSeconds(uncertaintySeconds));

        Decision decision =
                CheckIn.decide(card(CardStatus.ACTIVE, "2031-03-31", CURRENT), Optional.empty(), HOURS, now);

        assertThat(decision.outcome()).isEqualTo(outcome);
    }

    /** G10: the day changes at midnight of the meeting's zone, not of the machine's. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-31T14:59:59.999Z, NO_TERM",
        "2026-03-31T15:00:00Z, ACCEPTED",
        "2031-03-31T14:59:59.999Z, ACCEPTED",
        "2031-03-31T15:00:00Z, NO_TERM"
    })
    void termsBeginAndEndAtMidnightOfTheMeetingsZone(Instant at, Outcome outcome) {
        Hours always = new Hours(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"), TOKYO);
        Claim claim = card(CardStatus.ACTIVE, "2099-03-31", CURRENT);

        assertThat(CheckIn.decide(claim, Optional.empty(), always, new Moment(at, Duration.ZERO))
                        .outcome())
                .isEqualTo(outcome);
    }

    private static Decision decide(Claim claim, Optional<Instant> firstAt, Instant at) {
        return CheckIn.decide(claim, firstAt, HOURS, new Moment(at, Duration.ZERO));
    }

    private static Claim card(CardStatus status, String validTo, RosterTerm... terms) {
        RosterToken token = new RosterToken(
                "ab".repeat(32),
                "member-1",
                "card-1",
                Medium.FELICA,
                LocalDate.parse("2020-04-01"),
                LocalDate.parse(validTo),
                status);
        return new Claim.Card(token, member(terms));
    }

    private static RosterMember member(RosterTerm... terms) {
        return new RosterMember("member-1", "1", "山田", "太郎", "ヤマダ", "タロウ", "", "0".repeat(16), 1, List.of(terms));
    }

    private static RosterTerm term(String start, String end) {
        return new RosterTerm("specialist", LocalDate.parse(start), LocalDate.parse(end));
    }
}
