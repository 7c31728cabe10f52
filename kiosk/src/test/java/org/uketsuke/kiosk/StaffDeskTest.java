package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.booth.CardCapture.Stage;
import org.uketsuke.kiosk.booth.EntryRef;
import org.uketsuke.kiosk.booth.Evidence;
import org.uketsuke.kiosk.booth.FailedScan;
import org.uketsuke.kiosk.booth.LogIn;
import org.uketsuke.kiosk.booth.MemberView;
import org.uketsuke.kiosk.booth.Reason;
import org.uketsuke.kiosk.booth.Registration;
import org.uketsuke.kiosk.booth.StaffCall;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.StaffCode;

/** The staff desk with a real journal and roster, offline. */
final class StaffDeskTest {
    private static final RawToken BLANK = RawToken.of(Medium.FELICA, "0139FFFFFFFFFFFF");
    private static final String STAFF = SampleStaff.HELPER.id();

    @TempDir
    Path folder;

    private TestBooth booth;

    @BeforeEach
    void openBooth() {
        booth = TestBooth.staffed(folder);
    }

    @AfterEach
    void closeBooth() {
        booth.close();
    }

    @Test
    void aPersonWithTheRightPinComesInAndTheJournalSaysWho() {
        LogIn answer = booth.desk.entrance().logIn(STAFF, SampleStaff.HELPER_PIN);

        assertThat(answer).isInstanceOfSatisfying(LogIn.Opened.class, opened -> {
            assertThat(opened.staff().name()).isEqualTo("小林");
            assertThat(booth.desk.entrance().enter(opened.token(), true)).contains(SampleStaff.HELPER);
        });
        assertThat(booth.recorded()).last().isEqualTo(new JournalEvent.Note("staff desk opened", Optional.of(STAFF)));
    }

    @Test
    void anothersPinOrAnUnknownPersonIsRefusedAndRecordedWithoutThePin() {
        assertThat(booth.desk.entrance().logIn(STAFF, SampleStaff.LEAD_PIN)).isEqualTo(new LogIn.Refused(4));
        assertThat(booth.desk.entrance().logIn("staff-9", SampleStaff.LEAD_PIN)).isEqualTo(new LogIn.Refused(3));

        assertThat(booth.recorded())
                .filteredOn(JournalEvent.Fault.class::isInstance)
                .hasSize(2)
                .noneMatch(event -> event.toString().contains(SampleStaff.LEAD_PIN));
    }

    @Test
    void theSixthTryIsRefusedForAQuarterOfAnHourAlsoAfterARestartAndEvenWithTheRightPin() {
        for (int i = 0; i < 5; i++) {
            booth.desk.entrance().logIn(STAFF, "00000000");
        }
        booth.desk = booth.desk();

        assertThat(booth.desk.entrance().logIn(STAFF, SampleStaff.HELPER_PIN)).isInstanceOf(LogIn.Locked.class);
        booth.passSeconds(14 * 60);
        assertThat(booth.desk.entrance().logIn(STAFF, SampleStaff.HELPER_PIN)).isInstanceOf(LogIn.Locked.class);
        booth.passSeconds(61);
        assertThat(booth.desk.entrance().logIn(STAFF, SampleStaff.HELPER_PIN)).isInstanceOf(LogIn.Opened.class);
        assertThat(booth.desk.entrance().logIn(STAFF, "00000000"))
                .as("the right PIN wiped the slate")
                .isEqualTo(new LogIn.Refused(4));
    }

    @Test
    void aStaffCardOpensTheDeskOnceAndWithinSecondsAlsoWhilePinsAreLocked() {
        for (int i = 0; i < 5; i++) {
            booth.desk.entrance().logIn(STAFF, "00000000");
        }

        assertThat(booth.desk.entrance().staffCard(StaffCode.make(booth.random)))
                .isFalse();
        assertThat(booth.desk.entrance().logInByCard()).isEmpty();
        assertThat(booth.desk.entrance().staffCard(SampleStaff.LEAD_CODE)).isTrue();
        assertThat(booth.desk.entrance().logInByCard().map(LogIn.Opened::staff)).contains(SampleStaff.LEAD);
        assertThat(booth.desk.entrance().logInByCard()).isEmpty();
        booth.desk.entrance().staffCard(SampleStaff.LEAD_CODE);
        booth.passSeconds(11);
        assertThat(booth.desk.entrance().logInByCard()).isEmpty();
    }

    @Test
    void aDeskClosesByItselfAndWhenThePersonIsTakenOffTheRoster() {
        String idle = opened();
        booth.passSeconds(179);
        assertThat(booth.desk.entrance().enter(idle, false)).as("only looking").isPresent();
        booth.passSeconds(2);
        assertThat(booth.desk.entrance().enter(idle, true)).isEmpty();

        String dismissed = opened();
        booth.vault.apply(SampleStaff.delta(2, List.of(SampleStaff.LEAD)), 3);
        assertThat(booth.desk.entrance().enter(dismissed, true)).isEmpty();
    }

    private String opened() {
        return ((LogIn.Opened) booth.desk.entrance().logIn(STAFF, SampleStaff.HELPER_PIN)).token();
    }

    @Test
    void withoutARosterNobodyIsKnownAndNobodyFound(@TempDir Path other) {
        try (TestBooth locked = new TestBooth(other)) {
            assertThat(locked.desk.unlocked()).isFalse();
            assertThat(locked.desk.entrance().staff()).isEmpty();
            assertThat(locked.desk.search("サ")).isEmpty();
            assertThat(locked.desk.register(STAFF, "m1", Reason.OTHER, List.of(), Optional.empty(), Optional.empty()))
                    .isInstanceOf(Registration.UnknownMember.class);
        }
    }

    @Test
    void aFailedTouchWaitsAndARegistrationByHandMendsIt() {
        booth.scans.take(TestBooth.card(BLANK));
        FailedScan failed = booth.desk.waiting().get(0);
        assertThat(failed.outcome()).isEqualTo(Outcome.UNKNOWN_CARD);
        assertThat(failed.medium()).contains(Medium.FELICA);

        String member = SampleRoster.memberId(3);
        Registration answer = booth.desk.register(
                STAFF,
                member,
                Reason.UNKNOWN_CARD,
                List.of(Evidence.PHOTO_ID, Evidence.PHOTO_ID),
                failed.seq().map(this::entry),
                Optional.empty());

        assertThat(answer)
                .isEqualTo(new Registration.Registered(booth.journal.head().seq()));
        assertThat(booth.recorded()).last().isInstanceOfSatisfying(JournalEvent.Manual.class, manual -> {
            assertThat(manual.member()).isEqualTo(member);
            assertThat(manual.staff()).isEqualTo(STAFF);
            assertThat(manual.reason()).isEqualTo("unknown-card");
            assertThat(manual.evidence()).containsExactly("photo-id");
            assertThat(manual.rescues()).isEqualTo(failed.seq());
        });
        assertThat(booth.desk.waiting()).isEmpty();
        assertThat(booth.desk.register(STAFF, member, Reason.OTHER, List.of(), Optional.empty(), Optional.empty()))
                .as("once is enough")
                .isInstanceOf(Registration.AlreadyRegistered.class);
    }

    @Test
    void scansThatLeaveNoEntryWaitTooAndAPersonWhoTriesAgainIsOneLine() {
        for (int i = 0; i < 3; i++) {
            booth.scans.take(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300"));
            booth.passSeconds(4);
        }
        booth.passSeconds(60);
        booth.scans.take(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300"));

        assertThat(booth.desk.waiting()).extracting(FailedScan::times).containsExactly(1, 3);
        assertThat(booth.desk.figures().taps()).isEqualTo(4);
        booth.desk.dismiss(booth.desk.waiting().get(0).id());
        assertThat(booth.desk.waiting()).hasSize(1);
        booth.passSeconds(31 * 60);
        assertThat(booth.desk.waiting()).isEmpty();
    }

    @Test
    void afterARestartTheFailedScansOfTheLastHalfHourStillWait() {
        booth.scans.take(TestBooth.card(BLANK));

        booth.desk = booth.desk();

        assertThat(booth.desk.waiting()).hasSize(1);
    }

    @Test
    void aBlankCardBecomesAMembersCardAndTheSameTouchRegisters() {
        String member = SampleRoster.memberId(4);
        booth.desk.awaitCard(STAFF, member, Reason.FORGOTTEN_CARD, List.of(Evidence.NAME_CARD));
        assertThat(booth.desk.stage()).isEqualTo(Stage.WAITING);

        booth.scans.take(TestBooth.card(5));
        assertThat(booth.desk.stage()).as("somebody's own card").isEqualTo(Stage.LISTED_CARD);
        booth.scans.take(new Scan.Unidentified(Scan.Why.RANDOM_ID, "rc-s300"));
        assertThat(booth.desk.stage()).isEqualTo(Stage.UNUSABLE);
        assertThat(booth.shown)
                .as("none of them was taken for a person at the reader")
                .isEmpty();
        booth.scans.take(TestBooth.card(BLANK));

        assertThat(booth.desk.stage()).isEqualTo(Stage.DONE);
        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(booth.lastScan().member()).contains(member);
        assertThat(booth.lastScan().card()).isEmpty();
        booth.passSeconds(3600);
        booth.reception = booth.reception();
        booth.reception.take(TestBooth.card(BLANK));
        assertThat(booth.lastShown().outcome()).as("also after a restart").isEqualTo(Outcome.ALREADY);
        assertThat(booth.recorded().toString()).doesNotContain(BLANK.text());
    }

    @Test
    void aCardIsAwaitedForAMinuteAndNotAfterTheDeskWasLeft() {
        booth.desk.awaitCard(STAFF, SampleRoster.memberId(4), Reason.FORGOTTEN_CARD, List.of());
        booth.passSeconds(61);
        booth.scans.take(TestBooth.card(BLANK));
        assertThat(booth.desk.stage()).isEqualTo(Stage.TIMED_OUT);
        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.UNKNOWN_CARD);

        booth.passSeconds(10);
        String token = opened();
        booth.desk.awaitCard(STAFF, SampleRoster.memberId(4), Reason.FORGOTTEN_CARD, List.of());
        booth.desk.leave(token);
        booth.scans.take(TestBooth.card(BLANK));
        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.UNKNOWN_CARD);
    }

    @Test
    void aTemporaryCodeRegistersWhenItIsShown() throws Exception {
        String member = SampleRoster.memberId(6);

        String code = booth.desk
                .temporaryCode(STAFF, member, Reason.FORGOTTEN_CARD, List.of(Evidence.PHOTO_ID))
                .orElseThrow();
        assertThat(booth.desk.member(member).orElseThrow().firstAt())
                .as("not by itself")
                .isEmpty();
        booth.scans.take(new Scan.Text(code, "camera"));

        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(booth.lastScan().member()).contains(member);
        assertThat(booth.recorded().toString()).doesNotContain(code);
    }

    @Test
    void aCardThatWasLeftBehindTellsStaffWhoseItIsAndRegistersNobody() {
        booth.desk.awaitFoundCard();
        booth.scans.take(TestBooth.card(2));

        assertThat(booth.desk.stage()).isEqualTo(Stage.KNOWN);
        assertThat(booth.desk.foundCardHolder().orElseThrow().member().id()).isEqualTo(SampleRoster.memberId(2));
        assertThat(booth.desk.figures().taps()).isZero();
        booth.scans.take(TestBooth.card(2));
        assertThat(booth.lastShown().outcome()).as("the next touch counts").isEqualTo(Outcome.ACCEPTED);
        booth.desk.awaitFoundCard();
        booth.scans.take(TestBooth.card(BLANK));
        assertThat(booth.desk.stage()).isEqualTo(Stage.UNKNOWN);
        assertThat(booth.desk.foundCardHolder()).isEmpty();
    }

    @Test
    void aCallForStaffWaitsUntilSomebodyGoesThereOrItIsOld() {
        booth.desk.call(false);
        booth.passSeconds(5);
        booth.desk.call(false);
        booth.desk.call(true);
        assertThat(booth.desk.calls()).extracting(StaffCall::forgottenCard).containsExactly(true, false);

        booth.desk.answer(booth.desk.calls().get(0).id());
        assertThat(booth.desk.calls()).hasSize(1);
        booth.passSeconds(601);
        assertThat(booth.desk.calls()).isEmpty();
    }

    @Test
    void aVoidedTemporaryCardStandsForNobody() throws Exception {
        booth.desk.awaitCard(STAFF, SampleRoster.memberId(4), Reason.FORGOTTEN_CARD, List.of());
        booth.scans.take(TestBooth.card(BLANK));
        long link = booth.journal.head().seq() - 1;

        booth.desk.cancel(STAFF, entry(link), Reason.WRONG_PERSON);
        booth.passSeconds(10);
        booth.scans.take(TestBooth.card(BLANK));

        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.UNKNOWN_CARD);
    }

    @Test
    void aMistakenRegistrationIsVoidedAndThePersonCanBeRegisteredAnew() throws Exception {
        booth.scans.take(TestBooth.card(1));
        MemberView registered = booth.desk.member(SampleRoster.memberId(1)).orElseThrow();

        assertThat(booth.desk.cancel(STAFF, entry(registered.entries().get(0)), Reason.MISTAKE))
                .isTrue();

        assertThat(booth.desk.member(SampleRoster.memberId(1)).orElseThrow().firstAt())
                .isEmpty();
        assertThat(booth.desk.lines().get(1).voided()).isTrue();
        assertThat(booth.desk.figures().voided()).isEqualTo(1);
        assertThat(booth.desk.register(
                        STAFF,
                        SampleRoster.memberId(1),
                        Reason.OTHER,
                        List.of(Evidence.NAME_CARD),
                        Optional.empty(),
                        Optional.empty()))
                .isInstanceOf(Registration.Registered.class);
    }

    @Test
    void onlyAnEntryThatIsThereCanBeVoided() throws Exception {
        long before = booth.journal.head().seq();

        assertThat(booth.desk.cancel(STAFF, entry(before + 1), Reason.MISTAKE)).isFalse();

        assertThat(booth.journal.head().seq()).isEqualTo(before);
    }

    @Test
    void aNumberOfAnEarlierJournalVoidsAndMendsNobodyElsesEntry() throws Exception {
        booth.scans.take(TestBooth.card(1));
        booth.scans.take(TestBooth.card(2));
        EntryRef before = entry(booth.journal.head().seq());

        booth.journal.startAnew(0);
        long seq = booth.journal.head().seq();

        assertThat(booth.desk.cancel(STAFF, before, Reason.MISTAKE)).isFalse();
        assertThat(booth.journal.head().seq()).isEqualTo(seq);
        booth.desk.register(
                STAFF, SampleRoster.memberId(3), Reason.OTHER, List.of(), Optional.of(before), Optional.empty());
        assertThat(booth.recorded())
                .last()
                .isInstanceOfSatisfying(
                        JournalEvent.Manual.class,
                        manual -> assertThat(manual.rescues()).isEmpty());
    }

    private EntryRef entry(long seq) {
        return new EntryRef(booth.desk.journal(), seq);
    }

    @Test
    void theDayIsCountedByOutcomePersonAndTenMinutes() {
        booth.scans.take(TestBooth.card(1));
        booth.passSeconds(10);
        booth.scans.take(TestBooth.card(1));
        booth.passSeconds(1200);
        booth.scans.take(TestBooth.card(2));
        booth.scans.take(TestBooth.card(BLANK));
        booth.desk.register(
                STAFF, SampleRoster.memberId(3), Reason.OTHER, List.of(), Optional.empty(), Optional.empty());

        var figures = booth.desk.figures();

        assertThat(figures.taps()).isEqualTo(4);
        assertThat(figures.people()).isEqualTo(3);
        assertThat(figures.manual()).isEqualTo(1);
        assertThat(figures.byOutcome())
                .containsEntry("ACCEPTED", 2L)
                .containsEntry("ALREADY", 1L)
                .containsEntry("UNKNOWN_CARD", 1L);
        assertThat(figures.perTenMinutes()).extracting(bin -> bin.taps()).containsExactly(2L, 0L, 2L);
        assertThat(figures.perTenMinutes()).extracting(bin -> bin.failed()).containsExactly(0L, 0L, 1L);
    }

    @Test
    void theNextDayBeginsWithNothing() {
        booth.scans.take(TestBooth.card(1));
        assertThat(booth.desk.lines()).hasSize(1);

        booth.passSeconds(24 * 3600);

        assertThat(booth.desk.lines()).isEmpty();
        assertThat(booth.desk.figures().taps()).isZero();
    }

    @Test
    void aJournalThatWentOnInANewFileKeepsTheTemporaryCardsAndTheDay() {
        booth.desk.awaitCard(STAFF, SampleRoster.memberId(4), Reason.FORGOTTEN_CARD, List.of());
        booth.scans.take(TestBooth.card(BLANK));

        booth.journal.startAnew(0);
        booth.passSeconds(10);
        booth.scans.take(TestBooth.card(BLANK));

        assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(booth.desk.figures().links()).isEqualTo(1);
        assertThat(booth.desk.figures().people()).isEqualTo(1);
    }

    @Test
    void membersWithOneNameAreMarkedSo() {
        List<MemberView> all = booth.desk.search("タカハシ");

        assertThat(all).isNotEmpty();
        assertThat(all).allSatisfy(view -> {
            long alike = all.stream()
                    .filter(other -> other.member()
                                    .familyKana()
                                    .equals(view.member().familyKana())
                            && other.member().givenKana().equals(view.member().givenKana()))
                    .count();
            assertThat(view.sameName()).isEqualTo(alike > 1);
        });
    }
}
