package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.wedge.ScannerFormat;
import org.uketsuke.kiosk.wedge.WedgeReader;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.SealedToken;

class ReceptionTest {
    @TempDir
    Path folder;

    @Test
    void aKnownCardIsRecordedAndThenShownWithAMaskedName() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            Feedback feedback = booth.reception.accept(TestBooth.card(0));

            assertThat(feedback).isEqualTo(Feedback.ACCEPT);
            JournalEvent.Scan scan = booth.lastScan();
            assertThat(scan.outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(scan.member()).contains(SampleRoster.memberId(0));
            assertThat(scan.card()).contains("c00000000");
            assertThat(scan.token().orElseThrow()).matches("[0-9a-f]{64}");
            assertThat(scan.roster()).contains(1L);
            assertThat(booth.lastShown().recorded()).isTrue();
            assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(booth.lastShown().maskedName()).contains("山田 太◯");
        }
    }

    @Test
    void nothingIsShownBeforeItIsInTheJournal() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.journal.onAppend(() -> assertThat(booth.shown).isEmpty());

            booth.reception.accept(TestBooth.card(0));

            assertThat(booth.shown).hasSize(1);
            assertThat(booth.journal.head().seq()).isEqualTo(1);
        }
    }

    @Test
    void theSameCardWithinThreeSecondsIsOneScan() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.passSeconds(2);

            assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.NONE);
            assertThat(booth.recorded()).hasSize(1);
            assertThat(booth.shown).hasSize(1);
        }
    }

    @Test
    void theSameCardAfterThreeSecondsIsRecordedAgainWithTheFirstTime() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.passSeconds(3);

            assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.ACCEPT);
            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
            assertThat(booth.lastShown().firstAt()).contains(booth.now.minusSeconds(3));
            assertThat(booth.recorded()).hasSize(2);
        }
    }

    @Test
    void theSameCardOnAnotherReaderIsAScanOfItsOwn() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));

            booth.reception.accept(new Scan.Card(SampleRoster.card(0), "felica", "acr1252"));

            assertThat(booth.recorded()).hasSize(2);
        }
    }

    @Test
    void aCodeHeldBeforeTheCameraIsOneScan() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            Scan scan = new Scan.Text(MemberPass.SAMPLE, "camera");
            booth.reception.accept(scan);
            for (int i = 0; i < 5; i++) {
                booth.passSeconds(2);
                assertThat(booth.reception.accept(scan)).isEqualTo(Feedback.NONE);
            }

            assertThat(booth.recorded()).hasSize(1);
        }
    }

    @Test
    void aRestartStillKnowsWhomItRegistered() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.reception = booth.reception();

            booth.reception.accept(TestBooth.card(0));

            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
        }
    }

    @Test
    void aCancelledRegistrationDoesNotCount() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.reception.cancel(1, "staff-1", "wrong person");
            booth.passSeconds(5);

            booth.reception.accept(TestBooth.card(0));

            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(booth.reception.registeredToday()).isEqualTo(1);
        }
    }

    @Test
    void registrationsAreStillKnownWhenTheJournalGoesOnInANewFile() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.reception.accept(TestBooth.card(1));
            booth.journal.startAnew(1);
            booth.passSeconds(5);

            booth.reception.accept(TestBooth.card(0));
            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
            booth.reception.accept(TestBooth.card(1));
            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
        }
    }

    @Test
    void aRegistrationCanBeCancelledByItsNumberInTheNewFile() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.accept(TestBooth.card(0));
            booth.journal.startAnew(0);
            booth.reception.cancel(2, "staff-1", "wrong person");
            booth.passSeconds(5);

            booth.reception.accept(TestBooth.card(0));

            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(booth.reception.registeredToday()).isEqualTo(1);
        }
    }

    @Test
    void withoutARosterACardIsSealedForTheServer() {
        try (TestBooth booth = new TestBooth(folder)) {
            Feedback feedback = booth.reception.accept(TestBooth.card(0));

            assertThat(feedback).isEqualTo(Feedback.ACCEPT);
            JournalEvent.Scan scan = booth.lastScan();
            assertThat(scan.outcome()).isEqualTo(Outcome.NO_ROSTER);
            assertThat(scan.token()).isEmpty();
            assertThat(new SealedToken(scan.sealed().orElseThrow()).open(SampleRoster.MEETING, booth.sealingKey))
                    .contains("felica:" + SampleRoster.card(0).text());
        }
    }

    @Test
    void whatIsOnlyCountedLeavesNoIdAndNoEntry() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            RawToken foreign = RawToken.of(Medium.ISO14443, "DEADBEEF");
            assertThat(booth.reception.accept(TestBooth.card(foreign))).isEqualTo(Feedback.REJECT);
            booth.reception.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300"));
            booth.reception.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300"));
            booth.reception.accept(new Scan.Unidentified(Scan.Why.RANDOM_ID, "rc-s300"));
            assertThat(booth.recorded()).isEmpty();
            assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.RANDOM_ID);

            booth.reception.recordTally();
            booth.reception.recordTally();

            assertThat(booth.recorded())
                    .containsExactly(
                            new JournalEvent.Tally(Map.of("NOT_A_MEMBER_CARD", 1L, "UNREADABLE", 2L, "RANDOM_ID", 1L)));
        }
        assertThat(Files.readString(folder.resolve("journal.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("DEADBEEF");
    }

    @Test
    void codeTooLongForACardIsCountedAndNothingOfItIsKept() throws Exception {
        String text = "HTTPS-EXAMPLE-".repeat(40);
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            WedgeReader scanner =
                    new WedgeReader(new ScannerFormat("test-scanner", "", ""), booth.reception, System::nanoTime);

            assertThat(scanner.typed(text)).isFalse();
            booth.reception.accept(new Scan.Text(text, "camera"));
            booth.reception.recordTally();

            assertThat(booth.lastShown().outcome()).isEqualTo(Outcome.UNREADABLE);
            assertThat(booth.recorded()).containsExactly(new JournalEvent.Tally(Map.of("UNREADABLE", 2L)));
        }
        assertThat(Files.readString(folder.resolve("journal.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("HTTPS-EXAMPLE");
    }

    @Test
    void whoWasRegisteredByHandIsRegistered() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.registerByHand(
                    SampleRoster.memberId(0),
                    "staff-1",
                    "no card",
                    List.of("photo-id"),
                    Optional.empty(),
                    Optional.empty());

            booth.reception.accept(TestBooth.card(0));

            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
        }
    }

    @Test
    void openingAndClosingAreOnRecord() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            booth.reception.open();
            booth.reception.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300"));
            booth.reception.close();

            List<JournalEvent> events = booth.recorded();
            assertThat(events.get(0))
                    .isEqualTo(new JournalEvent.Opened(
                            SampleRoster.MEETING, "A", Optional.of(1L), "test", Optional.empty()));
            assertThat(events.get(1)).isEqualTo(new JournalEvent.Tally(Map.of("UNREADABLE", 1L)));
            assertThat(events.get(2)).isInstanceOf(JournalEvent.Closed.class);
        }
    }

    @Test
    void whatIsNotOnDiskIsNeverShownAsGoodAndMayBeTriedAgainAtOnce() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.REJECT);
            assertThat(booth.lastShown().recorded()).isFalse();
            assertThat(booth.recorded()).isEmpty();

            statement.execute("ROLLBACK");
            assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.ACCEPT);
            assertThat(booth.lastShown().recorded()).isTrue();
            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void aTapThatCannotBeJudgedHereIsRecordedForTheServerToDecide() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            RosterTerm endless =
                    new RosterTerm("specialist", LocalDate.parse("2024-04-01"), LocalDate.of(12_345, 3, 31));
            RosterMember member = new RosterMember(
                    SampleRoster.memberId(0),
                    "1",
                    "山田",
                    "太郎",
                    "ヤマダ",
                    "タロウ",
                    "",
                    SampleRoster.passId(0),
                    1,
                    List.of(endless));
            booth.vault.apply(
                    new RosterDelta(1, List.of(member), List.of(), List.of(), List.of(), passKeys(), Optional.empty()),
                    2);
            String pass = new MemberPass(
                            1,
                            SampleRoster.SOCIETY_NUMBER,
                            SampleRoster.passId(0),
                            1,
                            booth.now.minusSeconds(60),
                            Duration.ofMinutes(60),
                            "0123456789ab")
                    .issue(Ed25519.signer(SampleRoster.passSeed()));

            assertThat(booth.reception.accept(new Scan.Text(pass, "camera"))).isEqualTo(Feedback.ACCEPT);

            assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.NO_ROSTER);
            assertThat(booth.lastScan().sealed()).isPresent();
            assertThat(booth.lastShown().recorded()).isTrue();
        }
    }

    private static List<PassKey> passKeys() {
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(Ed25519.publicKey(SampleRoster.passSeed()));
        return List.of(new PassKey(1, key, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void aTapThatCannotBeHandledAtAllIsADeviceFaultAndNoCardToTouchAgain() {
        try (TestBooth booth = new TestBooth(folder)) {
            Reception unableToSeal = new Reception(
                    new ReceptionSettings(
                            () -> TestBooth.assignment(SampleRoster.MEETING), "test", () -> true, counted -> {}),
                    booth.journal,
                    booth.vault,
                    new Credentials(new byte[0], Ed25519.check(), booth.random),
                    booth.shown::add,
                    Clock.fixed(booth.now, ZoneOffset.UTC),
                    () -> 0L);

            unableToSeal.accept(TestBooth.card(0));

            assertThat(booth.recorded()).isEmpty();
            assertThat(booth.lastShown().outcome().countedOnly()).isFalse();
            assertThat(booth.lastShown().recorded()).isFalse();
        }
    }

    @Test
    void anOpeningThatCouldNotBeRecordedIsRecordedBeforeTheFirstScan() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(booth.reception::open).isInstanceOf(NotRecorded.class);
            assertThat(booth.journal.health().lastWriteFailed()).isTrue();
            statement.execute("ROLLBACK");

            booth.reception.accept(TestBooth.card(0));
            booth.reception.accept(TestBooth.card(1));

            assertThat(booth.recorded())
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Opened", "Scan", "Scan");
        }
    }

    @Test
    void theStatusDoesNotWaitForAScanThatWaitsForTheDisk() throws Exception {
        try (TestBooth booth = TestBooth.unlocked(folder);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = other.createStatement()) {
            booth.reception.accept(TestBooth.card(0));
            statement.execute("BEGIN IMMEDIATE");
            Thread tap = new Thread(() -> booth.reception.accept(TestBooth.card(1)));
            tap.start();
            await().until(() -> Arrays.stream(tap.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("JournalStore")));

            long registered = booth.reception.registeredToday();
            boolean stillWaiting = tap.isAlive();
            statement.execute("ROLLBACK");
            tap.join();

            assertThat(registered).isEqualTo(1);
            assertThat(stillWaiting).isTrue();
            assertThat(booth.reception.registeredToday()).isEqualTo(2);
        }
    }

    @Test
    void aClosedJournalTakesNothingAndTheScreenSaysSo() {
        TestBooth booth = TestBooth.unlocked(folder);
        booth.close();

        assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.REJECT);
        assertThat(booth.lastShown().recorded()).isFalse();
    }
}
