package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.reconcile.BalanceSheet.Counts;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.verify.Verification;

/** What staff cancel at the booth. */
final class VoidTest {
    private static final String MEETING = "annual-88";

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        office.specialist("abe");
        return office;
    }

    private static void assertSound(Office office) {
        assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void cancelledTapLosesItsCreditsByAReversal(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            kiosk.syncs(office);

            kiosk.cancels(1, "2026-10-16T09:01").syncs(office);

            assertThat(office.ledger("abe"))
                    .containsExactly(
                            "annual-88 participation JSH-P-ANN 1500 2024-04-01 2026",
                            "annual-88 reversal JSH-P-ANN -1500 2024-04-01 2026");
            assertThat(office.ledgerOf(MEETING).get(1)).satisfies(reversal -> {
                assertThat(reversal.actor()).isEqualTo("staff-1");
                assertThat(reversal.reason()).isEqualTo("touched for a colleague");
                assertThat(reversal.reverses())
                        .contains(office.ledgerOf(MEETING).get(0).id());
            });
            assertThat(office.balance("abe-specialist", "2024-04-01")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.balanceSheet(MEETING).sum()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 1, 1));
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherTapTakesThePlaceOfACancelledOne(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk first = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            VirtualKiosk second = office.kiosk("k2", MEETING).tap("abe", "2026-10-17T09:00");
            first.syncs(office);
            second.syncs(office);

            first.cancels(1, "2026-10-17T10:00").syncs(office);

            assertThat(office.ledger("abe")).hasSize(3);
            assertThat(office.balance("abe-specialist", "2024-04-01")).isEqualTo(1500);
            assertThat(office.ledgerOf(MEETING)).last().satisfies(award -> {
                assertThat(award.key().generation()).isEqualTo(1);
                assertThat(award.evidence().orElseThrow().journal()).isEqualTo(second.journal());
            });
            assertThat(office.days("abe")).containsExactly("2026-10-17");
            assertThat(office.balanceSheet(MEETING).sum().awarded()).isEqualTo(1);
            assertThat(office.balanceSheet(MEETING).sum().duplicate()).isZero();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tapThatGaveAnotherQualificationsCreditsTakesThePlaceToo(Engine engine) {
        try (Office office = office(engine)) {
            office.instructorRule("JSH-I-ANN", "annual", 700);
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            kiosk.syncs(office);
            office.qualification("abe", "instructor", "2024-04-01", "2029-03-31");
            kiosk.tap("abe", "2026-10-17T09:00").syncs(office);
            assertThat(office.ledgerOf(MEETING)).hasSize(2);

            kiosk.cancels(1, "2026-10-17T10:00").syncs(office);

            assertThat(office.balance("abe-specialist", "2024-04-01")).isEqualTo(1500);
            assertThat(office.balance("abe-instructor", "2024-04-01")).isEqualTo(700);
            assertThat(office.ledgerOf(MEETING)).hasSize(4);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tapAndVoidAndTapInOnePushCountOnce(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);

            kiosk.tap("abe", "2026-10-16T09:00")
                    .cancels(1, "2026-10-16T09:01")
                    .tap("abe", "2026-10-16T09:02")
                    .cancels(1, "2026-10-16T09:03")
                    .syncs(office);

            assertThat(office.balance("abe-specialist", "2024-04-01")).isEqualTo(1500);
            assertThat(office.ledger("abe")).hasSize(3);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledDuplicateChangesNoCredits(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);

            kiosk.tap("abe", "2026-10-16T09:00")
                    .tap("abe", "2026-10-17T09:02")
                    .cancels(2, "2026-10-17T09:03")
                    .syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.days("abe")).containsExactly("2026-10-16");
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledUnknownCardNeedsNobodyAnyMore(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);

            kiosk.tap("stranger", "2026-10-16T09:00")
                    .cancels(1, "2026-10-16T09:01")
                    .syncs(office);

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.settled(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoRegistrationCannotBeCancelled(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");

            kiosk.cancels(1, "2026-10-16T09:01")
                    .cancels(2, "2026-10-16T09:01")
                    .cancels(3, "2026-10-16T09:01")
                    .cancels(-7, "2026-10-16T09:01")
                    .syncs(office);

            assertThat(office.open(MEETING)).hasSize(4).containsOnly(ExceptionKind.EVENT_CONFLICT);
            assertSound(office);
        }
    }
}
