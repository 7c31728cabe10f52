package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.duty.DutyGlance;
import org.uketsuke.kiosk.journal.JournalHealth;
import org.uketsuke.kiosk.screen.BoothStatus;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.sync.SyncState;
import org.uketsuke.kiosk.sync.SyncTrouble;

/** What the screen is told of the booth besides results. */
class BoothViewTest {
    @TempDir
    Path folder;

    private TestBooth booth;
    private JournalHealth health = new JournalHealth(false, false);
    private SyncState sync = SyncState.before();
    private DutyGlance duty = DutyGlance.none();

    @BeforeEach
    void open() {
        booth = TestBooth.unlocked(folder);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private BoothStatus status() {
        return new BoothView(
                        () -> TestBooth.assignment(SampleRoster.MEETING),
                        booth.clock(),
                        booth.journal,
                        () -> health,
                        () -> sync,
                        booth.vault,
                        List::of,
                        booth.reception,
                        false,
                        () -> duty)
                .status();
    }

    @Test
    void aBoothThatAPersonClosedIsClosedWithinItsHours() {
        booth.now = TestBooth.OPENS.plusSeconds(1);
        duty = new DutyGlance(true, List.of(DutyGlance.Note.LOCKED));

        assertThat(status().service()).isEqualTo(Service.CLOSED);
        assertThat(status().notes()).containsExactly(DutyGlance.Note.LOCKED);
        health = new JournalHealth(true, false);
        assertThat(status().service()).isEqualTo(Service.OUT_OF_ORDER);
    }

    @Test
    void beforeItsHoursTheBoothIsNotClosedButSaysWhenItOpens() {
        booth.now = TestBooth.OPENS.minusSeconds(3_600);
        assertThat(status().service()).isEqualTo(Service.BEFORE);
        assertThat(status().opensAt()).contains(TestBooth.OPENS);

        booth.now = TestBooth.OPENS;
        assertThat(status().service()).isEqualTo(Service.OPEN);
        assertThat(status().opensAt()).isEmpty();

        booth.now = TestBooth.CLOSES.plusSeconds(3_600);
        assertThat(status().service()).isEqualTo(Service.CLOSED);
        assertThat(status().opensAt()).isEmpty();
    }

    @Test
    void whatIsInTheWayOfTheServerIsPassedOnByKind() {
        for (SyncTrouble trouble : SyncTrouble.values()) {
            sync = new SyncState(false, 0, Optional.empty(), Optional.of(trouble));

            assertThat(status().syncTrouble()).contains(trouble);
            assertThat(status().online()).isFalse();
        }
    }

    @Test
    void theBoothIsOnlineByTheServersClockHoweverWrongItsOwnIs() {
        Duration off = Duration.ofHours(9);
        sync = new SyncState(true, 0, Optional.of(booth.now.plus(off)), Optional.empty());
        booth.journal.learnOffset(off.toMillis(), 1);
        assertThat(status().online()).isTrue();

        booth.passSeconds(120);
        assertThat(status().online()).isFalse();
    }

    @Test
    void aBoothWhoseJournalTakesNothingIsOutOfOrderAtAnyHour() {
        health = new JournalHealth(true, true);
        for (Instant at :
                List.of(TestBooth.OPENS.minusSeconds(86_400), booth.now, TestBooth.CLOSES.plusSeconds(86_400))) {
            booth.now = at;
            assertThat(status().service()).isEqualTo(Service.OUT_OF_ORDER);
        }

        health = new JournalHealth(false, true);
        booth.now = TestBooth.OPENS;
        assertThat(status().service()).isEqualTo(Service.OPEN);
        assertThat(status().diskFull()).isTrue();
    }

    @Test
    void timesAreThoseOfTheServerAndNotOfAWrongDeviceClock() {
        Instant truth = TestBooth.OPENS.plusSeconds(60);
        long offBySeconds = 9 * 3_600;
        booth.now = truth.minusSeconds(offBySeconds);
        booth.journal.learnOffset(offBySeconds * 1_000, 1);
        sync = new SyncState(true, 0, Optional.of(truth), Optional.empty());
        booth.reception.accept(TestBooth.card(0));

        BoothStatus status = status();

        assertThat(status.now()).isEqualTo(truth);
        assertThat(status.service()).isEqualTo(Service.OPEN);
        assertThat(status.lastContactAt()).contains(truth);
        assertThat(status.oldestUnsentAt()).contains(truth);
        assertThat(status.today()).isEqualTo(1);
    }

    @Test
    void whatHappenedBeforeTheClockWasSetRightKeepsItsTime() {
        Instant truth = TestBooth.OPENS.plusSeconds(60);
        long offBySeconds = 9 * 3_600;
        booth.now = truth.minusSeconds(offBySeconds);
        booth.journal.learnOffset(offBySeconds * 1_000, 1);
        booth.reception.accept(TestBooth.card(0));
        sync = new SyncState(false, 0, Optional.of(truth), Optional.of(SyncTrouble.UNREACHABLE));

        booth.now = truth;

        BoothStatus status = status();
        assertThat(status.now()).isEqualTo(truth);
        assertThat(status.lastContactAt()).contains(truth);
        assertThat(status.oldestUnsentAt()).contains(truth);
    }
}
