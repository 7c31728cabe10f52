package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.duty.Check;
import org.uketsuke.kiosk.duty.Check.Item;
import org.uketsuke.kiosk.duty.Check.Level;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.duty.DutyDesk.Done;
import org.uketsuke.kiosk.duty.DutyDesk.Exported;
import org.uketsuke.kiosk.duty.DutyDesk.KeyAnswer;
import org.uketsuke.kiosk.duty.DutyGlance;
import org.uketsuke.kiosk.duty.DutyState.Phase;
import org.uketsuke.kiosk.duty.SessionCount;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;

/** A booth's day: locked, opened, closed, exported, wiped. */
final class BoothDutyTest {
    @TempDir
    Path folder;

    @TempDir
    Path exports;

    private DutyRig booth;

    @BeforeEach
    void openBooth() {
        booth = DutyRig.opened(folder, exports);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    @Test
    void openedByAPersonTheBoothSaysSoTodayAndNotTomorrow() {
        assertThat(booth.duty.glance().notes()).containsExactly(DutyGlance.Note.NOT_OPENED);

        assertThat(booth.duty.open("staff-2")).isEqualTo(Done.DONE);

        assertThat(booth.last().event())
                .isEqualTo(new JournalEvent.Opened(
                        "sample-meeting", "A", Optional.of(2L), "test", Optional.empty(), Optional.of("staff-2")));
        assertThat(booth.duty.glance()).isEqualTo(DutyGlance.none());
        assertThat(booth.duty.view().phase()).isEqualTo(Phase.OPENED);
        booth.now = booth.now.plus(Duration.ofDays(1));
        assertThat(booth.duty.view().phase()).isEqualTo(Phase.NOT_OPENED);
    }

    @Test
    void yesterdaysMeetingIsNotOpenedWhoeverSaysSoYetTapsAreRecorded() {
        booth.now = TestBooth.CLOSES.plus(Duration.ofDays(1));

        assertThat(booth.duty.open("staff-1")).isEqualTo(Done.WRONG_DATE);

        assertThat(booth.duty.view().mayOpen()).isFalse();
        assertThat(level(Item.MEETING)).isEqualTo(Level.REFUSED);
        booth.touch(1);
        assertThat(((JournalEvent.Scan) booth.last().event()).outcome()).isEqualTo(Outcome.TOO_LATE);
    }

    @Test
    void aRestartInTheMiddleOfTheDayFindsTheBoothOpen() throws Exception {
        booth.duty.open("staff-2");
        booth.close();

        booth = new DutyRig(folder, exports, Optional.of(booth.key));
        booth.duty.begin().close();

        assertThat(booth.duty.view().phase()).isEqualTo(Phase.OPENED);
        assertThat(booth.duty.view().keyWanted()).isTrue();
        booth.touch(1);
        assertThat(((JournalEvent.Scan) booth.last().event()).outcome()).isEqualTo(Outcome.NO_ROSTER);
    }

    @Test
    void theSealCarriesTheDaysNumbersForTheOfficeToMatch() throws Exception {
        booth.touch(1);
        booth.touch(2);
        booth.touch(77);
        booth.reception.registerByHand(
                "m00000003", "staff-2", "forgotten-card", List.of(), Optional.empty(), Optional.empty());
        booth.reception.cancel(booth.journal.head().seq(), "staff-2", "mistake");

        assertThat(booth.duty.close("staff-1", 4)).isEqualTo(Done.DONE);

        JournalEvent.Closed seal = (JournalEvent.Closed) booth.last().event();
        Map<String, Long> counts = Map.of("ACCEPTED", 2L, "UNKNOWN_CARD", 1L, "MANUAL", 1L, "VOID", 1L);
        assertThat(seal.by()).contains("staff-1");
        assertThat(seal.counts()).contains(counts);
        assertThat(seal.paperLines()).contains(4L);
        assertThat(seal.count()).isEqualTo(booth.journal.head().seq() - 1);
        ClosingSheet sheet = booth.duty.day().sheet().orElseThrow();
        assertThat(sheet.counts()).isEqualTo(counts);
        assertThat(sheet.kiosk()).isEqualTo("4711");
        assertThat(sheet.head()).isEqualTo(booth.journal.head().hashHex());
        assertThat(sheet.sealText())
                .isEqualTo("UKC1:" + (booth.journal.id() + ":" + sheet.seal() + ":" + sheet.head()).toUpperCase());
    }

    @Test
    void atARoomsDoorTheSheetCountsEachSessionUpToItsSeal() {
        booth.roster.hear(TestBooth.at(booth.roster.assignment(), Optional.of(SampleAgenda.at(Direction.NONE, true))));
        booth.now = SampleAgenda.time("08:50");
        booth.touch(1);
        booth.touch(2);
        booth.now = SampleAgenda.time("09:55");
        booth.touch(1);

        assertThat(booth.duty.close("staff-1", 0)).isEqualTo(Done.DONE);
        booth.touch(2);

        SessionCount sealed = new SessionCount(
                "a1", Optional.of(new Text("講習 a1", "Session a1")), Optional.of(SampleAgenda.time("09:00")), 2, 1);
        assertThat(booth.duty.day().sheet().orElseThrow().sessions()).containsExactly(sealed);
        assertThat(booth.duty.day().sessions())
                .extracting(SessionCount::in, SessionCount::out)
                .containsExactly(tuple(2L, 2L));
        assertThat(((JournalEvent.Closed) booth.recorded().get(booth.recorded().size() - 2)).counts())
                .as("the seal's counts are those that the office matches")
                .contains(Map.of("ACCEPTED", 3L));
    }

    @Test
    void afterClosingTheScreenSaysSoAndTapsAreRecordedAndCountedAsNewer() {
        booth.duty.close("staff-1", 0);
        assertThat(booth.duty.glance().closed()).isTrue();

        booth.touch(1);

        assertThat(((JournalEvent.Scan) booth.last().event()).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(booth.duty.day().newer()).isEqualTo(1);
        assertThat(booth.duty.close("staff-1", 0)).isEqualTo(Done.DONE);
        assertThat(booth.duty.day().newer()).isZero();
        assertThat(booth.duty.open("staff-1")).isEqualTo(Done.DONE);
        assertThat(booth.duty.glance().closed()).isFalse();
    }

    @Test
    void aLogInAfterClosingLeavesTheJournalUnderASealAndATapWaitsForAPerson() throws Exception {
        booth.duty.close("staff-1", 3);
        booth.journal.append(new JournalEvent.Note("staff desk opened", Optional.of("staff-1")));

        booth.duty.begin().close();

        JournalEvent.Closed seal = (JournalEvent.Closed) booth.last().event();
        assertThat(seal.by()).isEmpty();
        assertThat(seal.count()).isEqualTo(booth.journal.head().seq() - 1);
        assertThat(booth.duty.day().sheet().orElseThrow().paperLines()).isEqualTo(3);
        booth.duty.begin().close();
        assertThat(booth.journal.head().seq()).as("sealed once").isEqualTo(seal.count() + 1);
        booth.touch(1);
        booth.duty.begin().close();
        assertThat(booth.last().event()).isInstanceOf(JournalEvent.Scan.class);
    }

    @Test
    void nobodyIsTurnedAwayNextMorningByABoothThatWasClosedInTheEvening() {
        booth.duty.close("staff-1", 0);

        booth.now = booth.now.plus(Duration.ofDays(1));

        assertThat(booth.duty.glance().closed()).isFalse();
        assertThat(booth.duty.day().sheet()).isEmpty();
        assertThat(booth.duty.day().counts()).isEmpty();
    }

    @Test
    void aNewKeyOfTheOfficeIsAskedForWhileTheBoothServesOn() {
        BoothKey fresh = BoothKey.make(booth.random);
        booth.roster.hear(TestBooth.assignment("sample-meeting", Optional.of(fresh.check("sample-meeting"))));

        assertThat(booth.duty.glance().notes()).containsExactly(DutyGlance.Note.NEW_KEY);
        assertThat(booth.duty.key(booth.key.text())).isEqualTo(KeyAnswer.WRONG_KEY);
        booth.touch(1);
        assertThat(((JournalEvent.Scan) booth.last().event()).outcome()).isEqualTo(Outcome.ACCEPTED);

        booth.scan(fresh.text().toLowerCase());

        DutyDesk.View view = booth.duty.view();
        assertThat(view.lastKey().answer()).isEqualTo(KeyAnswer.OPENED);
        assertThat(view.keyWanted()).isFalse();
        assertThat(booth.duty.key("UKB1-ABCD")).isEqualTo(KeyAnswer.MISREAD);
    }

    @Test
    void everythingThatIsLookedAtHasALine() {
        Awaitility.await().until(() -> level(Item.JOURNAL) == Level.GREEN);

        assertThat(booth.duty.view().checks())
                .extracting(Check::item)
                .containsExactly(
                        Item.MEETING,
                        Item.LOCK,
                        Item.ROSTER,
                        Item.READER,
                        Item.CLOCK,
                        Item.DISK,
                        Item.JOURNAL,
                        Item.UNSENT,
                        Item.SOUND);
        assertThat(level(Item.ROSTER)).isEqualTo(Level.GREEN);
        booth.readers = List.of();
        assertThat(level(Item.READER)).isEqualTo(Level.RED);
        assertThat(booth.duty.view().mayOpen()).isTrue();
    }

    @Test
    void anExportHoldsWhatTheServerLacksAndSaysItsHash() {
        booth.touch(1);

        Exported.Written written = (Exported.Written) booth.duty.export();

        assertThat(Path.of(written.file())).exists().hasParent(exports);
        assertThat(written.entries()).isEqualTo(booth.journal.head().seq());
        assertThat(written.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void nothingIsWipedThatTheServerMayStillWant() {
        booth.touch(1);

        assertThat(booth.duty.wipe("staff-1")).isEqualTo(Done.UNSENT);

        assertThat(booth.roster.vault().current()).isPresent();
        assertThat(folder.resolve("roster.sealed")).exists();
    }

    @Test
    void wipedThereIsNothingLeftAndTheJournalProvesItUnderASeal() throws Exception {
        booth.duty.close("staff-1", 0);
        booth.received = booth.journal.head().seq();

        assertThat(booth.duty.wipe("staff-1")).isEqualTo(Done.DONE);

        List<JournalEvent> events = booth.recorded();
        assertThat(events.get(events.size() - 2))
                .isEqualTo(new JournalEvent.Wiped(
                        Optional.of(2L), "staff-1", List.of("memory", "roster.sealed"), Optional.empty()));
        assertThat(events.get(events.size() - 1)).isInstanceOf(JournalEvent.Closed.class);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .doesNotContainAnyElementsOf(Set.of("roster.sealed", "roster.key"));
        }
        assertThat(booth.duty.view().wiped()).isTrue();
        assertThat(booth.duty.glance().notes()).containsExactly(DutyGlance.Note.WIPED);
        assertThat(booth.duty.day().sheet())
                .as("the day's sheet can still be printed")
                .isPresent();
        booth.bringRoster();
        assertThat(booth.roster.vault().current()).as("no roster comes again").isEmpty();
        booth.touch(1);
        assertThat(((JournalEvent.Scan) booth.last().event()).outcome()).isEqualTo(Outcome.NO_ROSTER);
    }

    @Test
    void withoutANetworkAnExportOfEverythingAllowsToWipeAndTheProofNamesIt() {
        booth.touch(1);
        Exported.Written before = (Exported.Written) booth.duty.export();
        booth.touch(2);
        assertThat(booth.duty.wipe("staff-1")).as("the export lacks a tap").isEqualTo(Done.UNSENT);
        Exported.Written all = (Exported.Written) booth.duty.export();
        assertThat(all.sha256()).isNotEqualTo(before.sha256());

        assertThat(booth.duty.wipe("staff-1")).isEqualTo(Done.DONE);

        List<JournalEvent> events = booth.recorded();
        assertThat(((JournalEvent.Wiped) events.get(events.size() - 2)).export())
                .contains(all.sha256());
    }

    private Level level(Item item) {
        return booth.duty.view().checks().stream()
                .filter(check -> check.item() == item)
                .findAny()
                .orElseThrow()
                .level();
    }
}
