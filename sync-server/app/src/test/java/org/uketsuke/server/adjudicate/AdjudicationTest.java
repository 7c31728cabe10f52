package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.adjudicate.Facts.Card;
import org.uketsuke.server.adjudicate.Facts.Member;
import org.uketsuke.server.adjudicate.Facts.Pass;
import org.uketsuke.server.adjudicate.Facts.Qualification;
import org.uketsuke.server.adjudicate.Facts.Term;
import org.uketsuke.server.adjudicate.MeetingFacts.Rule;

/** The decision table of domain 3.6, row by row, without any database. */
final class AdjudicationTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Instant TAP = Instant.parse("2026-10-16T00:30:00Z");
    private static final Term CURRENT = new Term(LocalDate.parse("2024-04-01"), LocalDate.parse("2029-03-31"));
    private static final Term PAST = new Term(LocalDate.parse("2019-04-01"), LocalDate.parse("2024-03-31"));
    private static final MeetingFacts ANNUAL = meeting(Map.of("specialist", new Rule("JSH-P-ANN", 1500)));

    private static MeetingFacts meeting(Map<String, Rule> rules) {
        return meeting("2026-10-16", "2026-10-18", "2026-10-16", rules, false);
    }

    private static MeetingFacts meeting(
            String start, String end, String creditDate, Map<String, Rule> rules, boolean frozen) {
        return new MeetingFacts(
                "jsh",
                "annual-88",
                frozen,
                TOKYO,
                LocalDate.parse(start).atStartOfDay(TOKYO).toInstant(),
                LocalDate.parse(end).plusDays(1).atStartOfDay(TOKYO).toInstant(),
                LocalDate.parse(creditDate),
                2026,
                rules);
    }

    private static Received at(Instant at, JournalEvent event) {
        return new Received.Readable(
                new JournalEntry(1, at, 0, "run", Optional.of(new ClockOffset(0, 1, 0)), Optional.empty(), event));
    }

    private static JournalEvent.Scan touch(Outcome outcome) {
        return scan(Optional.of("a".repeat(64)), Optional.empty(), outcome);
    }

    private static JournalEvent.Scan scan(
            Optional<String> token, Optional<JournalEvent.PassSeen> pass, Outcome outcome) {
        return new JournalEvent.Scan(
                "annual-88",
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                token,
                pass,
                Optional.empty(),
                Optional.of("someone-else"),
                Optional.empty(),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "reader");
    }

    private static JournalEvent.Manual manual(String... evidence) {
        return new JournalEvent.Manual(
                "annual-88",
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                "m1",
                "staff",
                "no card",
                List.of(evidence),
                Optional.empty());
    }

    private static Member member(Qualification... qualifications) {
        return new Member("m1", "active", List.of(qualifications));
    }

    private static Qualification specialist(Term... terms) {
        return new Qualification("q1", "specialist", List.of(terms), false);
    }

    private static Facts card(Member holder, CardStatus status, String since) {
        return Facts.bare(1, true, Optional.empty())
                .withCard(
                        Optional.of(new Card("c1", LocalDate.parse("2029-03-31"), status, Instant.parse(since))),
                        Optional.of(holder));
    }

    private static Facts active(Member holder) {
        return card(holder, CardStatus.ACTIVE, "1970-01-01T00:00:00Z");
    }

    private static Decision decide(Facts facts) {
        return Adjudication.decide(at(TAP, touch(Outcome.ACCEPTED)), ANNUAL, facts);
    }

    private static void assertRaised(Decision decision, ExceptionKind kind) {
        assertThat(decision).isInstanceOf(Decision.Raised.class);
        assertThat(decision.notices()).extracting(Notice::kind).containsExactly(kind);
        assertThat(decision.notices().get(0).settled()).isFalse();
    }

    private static List<ExceptionKind> kinds(Decision decision) {
        return decision.notices().stream().map(Notice::kind).toList();
    }

    @Test
    void currentTermEarnsWhatTheRuleOfTheCreditDateSays() {
        Decision decision = decide(active(member(specialist(PAST, CURRENT))));

        assertThat(decision)
                .isEqualTo(new Decision.Awarded(
                        "m1",
                        List.of(new Decision.Award(
                                "q1", "JSH-P-ANN", 1500, CURRENT.start(), LocalDate.parse("2026-10-16"), 2026)),
                        List.of()));
        assertThat(decision.attendee()).contains("m1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"UNKNOWN_CARD", "STOPPED_CARD", "NO_TERM", "ALREADY", "TOO_LATE", "UNRECOGNISED"})
    void whatTheKioskSaidDoesNotMatterWhereThereIsEvidence(Outcome outcome) {
        Decision decision = Adjudication.decide(at(TAP, touch(outcome)), ANNUAL, active(member(specialist(CURRENT))));

        assertThat(decision).isInstanceOf(Decision.Awarded.class);
    }

    @Test
    void theKiosksIdeaOfTheMemberIsNoEvidence() {
        Decision decision = decide(Facts.bare(1, true, Optional.empty()));

        assertRaised(decision, ExceptionKind.UNKNOWN_TOKEN);
        assertThat(decision.member()).isEmpty();
        assertThat(decision.attendee()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOST,CARD_LOST", "REVOKED,CARD_LOST", "UNRECOGNISED,CARD_LOST", "SUPERSEDED,CARD_SUPERSEDED"})
    void stoppedCardIsHeldFromThatMomentOn(CardStatus status, ExceptionKind kind) {
        Member holder = member(specialist(CURRENT));

        assertRaised(decide(card(holder, status, "2026-10-16T00:30:00Z")), kind);
        assertThat(decide(card(holder, status, "2026-10-16T00:30:00.001Z"))).isInstanceOf(Decision.Awarded.class);
        assertThat(decide(card(holder, status, "2026-10-16T00:30:00Z")).attendee())
                .isEmpty();
    }

    @Test
    void memberWithoutQualificationIsNotedWithoutAnyCase() {
        Decision decision = decide(active(member()));

        assertThat(decision).isEqualTo(new Decision.RecordedOnly(Optional.of("m1"), List.of()));
    }

    @Test
    void lapsedSpecialistIsNotedAndTheOfficeIsTold() {
        Decision decision = decide(active(member(specialist(PAST))));

        assertThat(decision).isInstanceOf(Decision.RecordedOnly.class);
        assertThat(kinds(decision)).containsExactly(ExceptionKind.TERM_NONE);
        assertThat(decision.attendee()).contains("m1");
    }

    @Test
    void instructorEarnsNothingOfTheirOwnWhereTheSpecialistDoes() {
        Qualification instructor = new Qualification("q2", "instructor", List.of(CURRENT), false);

        Decision both = decide(active(member(instructor, specialist(CURRENT))));
        Decision lapsed = decide(active(member(instructor, specialist(PAST))));

        assertThat(((Decision.Awarded) both).awards())
                .extracting(Decision.Award::qualification)
                .containsExactly("q1");
        assertThat(both.notices()).isEmpty();
        assertThat(kinds(lapsed)).containsExactly(ExceptionKind.TERM_NONE);
    }

    @Test
    void eachQualificationWithARuleGetsItsOwnEntry() {
        MeetingFacts both = meeting(Map.of("specialist", new Rule("S", 1500), "instructor", new Rule("I", 50)));
        Qualification instructor = new Qualification("q2", "instructor", List.of(CURRENT), false);

        Decision fresh = Adjudication.decide(
                at(TAP, touch(Outcome.ACCEPTED)), both, active(member(specialist(CURRENT), instructor)));
        Decision half = Adjudication.decide(
                at(TAP, touch(Outcome.ACCEPTED)),
                both,
                active(member(specialist(CURRENT).withAwarded(true), instructor)));

        assertThat(((Decision.Awarded) fresh).awards())
                .extracting(Decision.Award::hundredths)
                .containsExactly(1500L, 50L);
        assertThat(((Decision.Awarded) half).awards())
                .extracting(Decision.Award::qualification)
                .containsExactly("q2");
    }

    @Test
    void classWithoutRuleHoldsTheCredit() {
        Decision decision = Adjudication.decide(
                at(TAP, touch(Outcome.ACCEPTED)), meeting(Map.of()), active(member(specialist(CURRENT))));

        assertRaised(decision, ExceptionKind.RULE_MISSING);
        assertThat(decision.attendee()).contains("m1");
    }

    @Test
    void memberWithoutTheKindThatTheRuleCoversIsNotedWithoutAnyCase() {
        Qualification instructor = new Qualification("q2", "instructor", List.of(CURRENT), false);

        Decision decision = decide(active(member(instructor)));

        assertThat(decision).isEqualTo(new Decision.RecordedOnly(Optional.of("m1"), List.of()));
    }

    @Test
    void whatWasCarriedOverPointsAtNobodySinceItsOriginalTells() {
        Decision decision = decide(active(member(specialist(CURRENT))).asCarriedOver());

        assertThat(decision).isEqualTo(new Decision.Duplicate(Optional.empty(), List.of()));
        assertThat(decision.attendee()).isEmpty();
    }

    @Test
    void secondTapIsADuplicateThatNeedsNobody() {
        Decision decision = decide(active(member(specialist(CURRENT).withAwarded(true))));

        assertThat(decision).isInstanceOf(Decision.Duplicate.class);
        assertThat(decision.notices())
                .containsExactly(new Notice(
                        ExceptionKind.DUP_TAP, true, decision.notices().get(0).detail()));
    }

    @Test
    void tapAndCreditDateInDifferentTermsAreForTheOffice() {
        MeetingFacts turn =
                meeting("2024-03-31", "2024-04-01", "2024-03-31", Map.of("specialist", new Rule("R", 300)), false);
        Member renewed = member(specialist(PAST, CURRENT));
        Member begun = member(specialist(CURRENT));

        for (Member holder : List.of(renewed, begun)) {
            Decision decision = Adjudication.decide(
                    at(Instant.parse("2024-03-31T15:00:00Z"), touch(Outcome.ACCEPTED)), turn, active(holder));
            assertRaised(decision, ExceptionKind.TERM_BOUNDARY);
        }
        assertThat(Adjudication.decide(
                        at(Instant.parse("2024-03-31T14:59:59.999Z"), touch(Outcome.ACCEPTED)), turn, active(renewed)))
                .isInstanceOf(Decision.Awarded.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-15T12:59:59.999Z,false",
        "2026-10-15T13:00:00Z,true",
        "2026-10-18T16:59:59.999Z,true",
        "2026-10-18T17:00:00Z,false"
    })
    void tapsCountFromTwoHoursBeforeToTwoHoursAfterTheDaysOfTheMeeting(Instant at, boolean counts) {
        Decision decision =
                Adjudication.decide(at(at, touch(Outcome.ACCEPTED)), ANNUAL, active(member(specialist(CURRENT))));

        if (counts) {
            assertThat(decision).isInstanceOf(Decision.Awarded.class);
        } else {
            assertRaised(decision, ExceptionKind.OUT_OF_HOURS);
        }
    }

    @ParameterizedTest
    @CsvSource({"600000,false", "600001,true", "-600001,true"})
    void clockThatIsOffByMoreThanTenMinutesIsTold(long offsetMillis, boolean told) {
        JournalEntry entry =
                new JournalEntry(1, TAP, 0, "run", Optional.empty(), Optional.empty(), touch(Outcome.ACCEPTED));
        Facts facts = Facts.bare(1, true, Optional.of(offsetMillis))
                .withCard(active(member()).card(), Optional.of(member(specialist(CURRENT))));

        Decision decision = Adjudication.decide(new Received.Readable(entry), ANNUAL, facts);

        assertThat(decision).isInstanceOf(Decision.Awarded.class);
        assertThat(kinds(decision).contains(ExceptionKind.CLOCK_SKEW)).isEqualTo(told);
    }

    @Test
    void whatTheKioskKnewOfItsClockGoesBeforeWhatTheServerMeasured() {
        JournalEntry entry = new JournalEntry(
                1, TAP, 0, "run", Optional.of(new ClockOffset(5, 1, 0)), Optional.empty(), touch(Outcome.ACCEPTED));

        assertThat(TapTime.of(entry, Optional.of(7_000L)).at()).isEqualTo(TAP.plusMillis(5));
    }

    @Test
    void handEntryNeedsALookAtSomething() {
        Facts facts = Facts.bare(1, true, Optional.empty())
                .withPass(Optional.empty(), Optional.empty(), Optional.of(member(specialist(CURRENT))));

        assertThat(Adjudication.decide(at(TAP, manual("photo-id")), ANNUAL, facts))
                .isInstanceOf(Decision.Awarded.class);
        assertRaised(Adjudication.decide(at(TAP, manual()), ANNUAL, facts), ExceptionKind.MANUAL_UNVERIFIED);
        assertRaised(
                Adjudication.decide(at(TAP, manual("photo-id")), ANNUAL, Facts.bare(1, true, Optional.empty())),
                ExceptionKind.MEMBER_LEFT);
    }

    @Test
    void passOfAnOlderIssueIsHeldAndAnExpiredOneToo() {
        JournalEvent.PassSeen seen = new JournalEvent.PassSeen("00", 2, "00");
        Member holder = member(specialist(CURRENT));
        List<Decision> decisions = new ArrayList<>();
        for (Pass pass : List.of(new Pass(2, 2), new Pass(2, 3))) {
            Facts facts = Facts.bare(1, true, Optional.empty())
                    .withPass(Optional.of(pass), Optional.empty(), Optional.of(holder));
            decisions.add(Adjudication.decide(
                    at(TAP, scan(Optional.empty(), Optional.of(seen), Outcome.ACCEPTED)), ANNUAL, facts));
            decisions.add(Adjudication.decide(
                    at(TAP, scan(Optional.empty(), Optional.of(seen), Outcome.PASS_EXPIRED)), ANNUAL, facts));
        }

        assertThat(decisions.get(0)).isInstanceOf(Decision.Awarded.class);
        assertRaised(decisions.get(1), ExceptionKind.PASS_REFUSED);
        assertRaised(decisions.get(2), ExceptionKind.CARD_SUPERSEDED);
        assertRaised(decisions.get(3), ExceptionKind.CARD_SUPERSEDED);
    }

    @Test
    void samplePassProvesNothingAndNeedsNobody() {
        Decision atKiosk = Adjudication.decide(
                at(TAP, scan(Optional.empty(), Optional.empty(), Outcome.PASS_SAMPLE)),
                ANNUAL,
                Facts.bare(1, true, Optional.empty()));
        Decision sealed = decide(Facts.bare(1, true, Optional.empty())
                .withPass(Optional.empty(), Optional.of(PassRefusal.SAMPLE), Optional.empty()));

        for (Decision decision : List.of(atKiosk, sealed)) {
            assertThat(decision).isInstanceOf(Decision.RecordedOnly.class);
            assertThat(decision.notices()).hasSize(1).allMatch(Notice::settled);
        }
    }

    @Test
    void scanThatNamesNobodyIsUnreadable() {
        assertRaised(
                Adjudication.decide(
                        at(TAP, scan(Optional.empty(), Optional.empty(), Outcome.ACCEPTED)),
                        ANNUAL,
                        active(member(specialist(CURRENT)))),
                ExceptionKind.ENTRY_UNREADABLE);
    }

    @Test
    void nothingChangesByItselfOnceTheMeetingIsSettled() {
        MeetingFacts settled = meeting("2026-10-16", "2026-10-18", "2026-10-16", ANNUAL.rules(), true);
        Facts facts = active(member(specialist(CURRENT)));

        Decision tap = Adjudication.decide(at(TAP, touch(Outcome.ACCEPTED)), settled, facts);
        Decision cancel =
                Adjudication.decide(at(TAP, new JournalEvent.Voided(1, "s", "r")), settled, facts.asVoidable());

        assertRaised(tap, ExceptionKind.LATE_AFTER_SETTLED);
        assertThat(tap.attendee()).contains("m1");
        assertRaised(cancel, ExceptionKind.LATE_AFTER_SETTLED);
    }

    @Test
    void memberWhoLeftIsAwardedAndFlaggedAndADeceasedOneIsHeld() {
        Decision left = decide(active(new Member("m1", "left", List.of(specialist(CURRENT)))));
        Decision deceased = decide(active(new Member("m1", "deceased", List.of(specialist(CURRENT)))));

        assertThat(left).isInstanceOf(Decision.Awarded.class);
        assertThat(kinds(left)).containsExactly(ExceptionKind.MEMBER_LEFT);
        assertRaised(deceased, ExceptionKind.MEMBER_LEFT);
    }

    @Test
    void entryMustStandWhereItSays() {
        Facts elsewhere = Facts.bare(2, true, Optional.empty());

        assertRaised(
                Adjudication.decide(at(TAP, new JournalEvent.Note("n", Optional.empty())), ANNUAL, elsewhere),
                ExceptionKind.EVENT_CONFLICT);
    }

    private static Facts lent(boolean seen) {
        return Facts.bare(1, true, Optional.empty())
                .withLent(
                        Optional.of(new Facts.Lent(Optional.of("m1"), seen)), Optional.of(member(specialist(CURRENT))));
    }

    private static JournalEvent.Linked linked(String meeting) {
        return new JournalEvent.Linked(
                meeting, Medium.FELICA, "a".repeat(64), "m1", "staff", "forgotten-card", List.of("photo-id"));
    }

    @Test
    void aTemporaryCardGivesWhatAManualRegistrationWouldAndWaitsWhereNothingWasSeen() {
        assertThat(decide(lent(true))).isInstanceOf(Decision.Awarded.class);
        assertThat(decide(lent(false)))
                .isInstanceOfSatisfying(
                        Decision.Raised.class,
                        raised -> assertThat(raised.notice().kind()).isEqualTo(ExceptionKind.MANUAL_UNVERIFIED));
    }

    @Test
    void aTemporaryCardOfWhichClocksCannotTellWhoseItWasIsForAPerson() {
        Facts doubt = Facts.bare(1, true, Optional.empty())
                .withLent(Optional.of(new Facts.Lent(Optional.empty(), false)), Optional.empty());

        assertThat(decide(doubt))
                .isInstanceOfSatisfying(
                        Decision.Raised.class,
                        raised -> assertThat(raised.notice().kind()).isEqualTo(ExceptionKind.CARD_CONFLICT));
    }

    @Test
    void aLinkRegistersNobodyAndCountsOnlyForItsMeetingFromATrustedKioskWhileTheBooksAreOpen() {
        Facts known = Facts.bare(1, true, Optional.empty())
                .withCard(Optional.empty(), Optional.of(member(specialist(CURRENT))));
        MeetingFacts settled = meeting("2026-10-16", "2026-10-18", "2026-10-16", Map.of(), true);

        Decision counts = Adjudication.decide(at(TAP, linked("annual-88")), ANNUAL, known);

        assertThat(counts).isEqualTo(new Decision.Linked("m1", List.of()));
        assertThat(counts.attendee()).isEmpty();
        assertThat(Adjudication.decide(at(TAP, linked("annual-88")), ANNUAL, known.asCarriedOver()))
                .isEqualTo(new Decision.NonScan());
        assertThat(Adjudication.decide(at(TAP, linked("annual-89")), ANNUAL, known))
                .isInstanceOf(Decision.Raised.class);
        assertThat(Adjudication.decide(at(TAP, linked("annual-88")), settled, known))
                .isInstanceOf(Decision.Raised.class);
        assertThat(Adjudication.decide(at(TAP, linked("annual-88")), ANNUAL, Facts.bare(1, false, Optional.empty())))
                .isInstanceOf(Decision.Raised.class);
    }
}
