package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.reconcile.BalanceSheet;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** What staff cancel after it was carried over into another journal. */
final class CarriedOverVoidTest {
    private static final String MEETING = "annual-88";

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba").forEach(office::specialist);
        return office;
    }

    @ParameterizedTest
    @EnumSource
    void voidOnACopiedLaptopLeavesTheOtherLaptopsTapOfTheSameNumberAlone(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("baba", "2026-10-16T09:00").syncs(office);
            VirtualKiosk next = clone.tap("abe", "2026-10-16T09:05").begunAnew("2026-10-16T09:30");
            next.carries(clone);
            next.syncs(office);
            assertThat(office.credits("abe")).isEqualTo(1500);

            next.cancels(3, "2026-10-16T09:31").syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.days("baba")).containsExactly("2026-10-16");
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidReachesTheFirstCopyOfAnOriginalThatNeverCame(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            kiosk.tap("abe", "2026-10-16T09:00").tap("baba", "2026-10-16T09:01");
            VirtualKiosk next = kiosk.begunAnew("2026-10-16T09:30");
            next.carries(kiosk);
            next.syncs(office);
            VirtualKiosk afterThat = next.begunAnew("2026-10-16T10:00");
            afterThat.carries(next);
            afterThat.syncs(office);

            afterThat.cancels(4, "2026-10-16T10:01").syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.ledger("abe")).hasSize(2);
            assertThat(cancelledBy(office)).containsOnly(afterThat.journal());
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.credits("baba")).isEqualTo(1500);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidReachesTheOriginalInAnotherHistory(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("baba", "2026-10-16T09:00").syncs(office);
            clone.tap("abe", "2026-10-16T09:05").push(office, 1, 1);
            VirtualKiosk next = clone.begunAnew("2026-10-16T09:30");
            next.carries(clone);

            next.cancels(3, "2026-10-16T09:31").syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.credits("baba")).isEqualTo(1500);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidReachesTheOriginalFromBeforeASecondEnrolment(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            kiosk.tap("abe", "2026-10-16T09:00").manual("baba", "2026-10-16T09:01", "pass");
            kiosk.syncs(office);
            VirtualKiosk again = enrolledAgain(office, kiosk, MEETING);
            again.carries(kiosk);

            again.cancels(3, "2026-10-16T09:31").syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.balanceSheet(MEETING).lines())
                    .extracting(BalanceSheet.Line::report)
                    .containsExactly(BalanceSheet.Report.CONTINUED, BalanceSheet.Report.UNSEALED);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidOfWhatCameFromAnotherMeetingIsTold(Engine engine) {
        try (Office office = office(engine)) {
            office.meeting("next", "regional", "2026-10-19", "2026-10-19");
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            kiosk.tap("baba", "2026-10-16T09:01").cancels(2, "2026-10-16T09:02").syncs(office);
            VirtualKiosk again = enrolledAgain(office, kiosk, "next");
            again.carries(kiosk);

            again.cancels(3, "2026-10-19T09:30").syncs(office);
            assertThat(office.open("next")).doesNotContain(ExceptionKind.EVENT_CONFLICT);
            again.cancels(2, "2026-10-19T09:31").syncs(office);

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.open("next")).containsExactly(ExceptionKind.EVENT_CONFLICT);
            office.assertSound(MEETING);
        }
    }

    private static VirtualKiosk enrolledAgain(Office office, VirtualKiosk before, String meeting) {
        return office.kiosk("k2", meeting)
                .at(
                        Office.jst("2026-10-16T09:30"),
                        new JournalEvent.Opened(
                                meeting, "booth", Optional.of(1L), "test", Optional.of(before.journal())));
    }

    private static List<String> cancelledBy(Office office) {
        return office.storage()
                .read(handle -> handle.createQuery("SELECT by_journal FROM voided")
                        .mapTo(String.class)
                        .list());
    }
}
