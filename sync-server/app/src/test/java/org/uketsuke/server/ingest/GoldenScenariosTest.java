package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.adjudicate.ExceptionKind.CARD_LOST;
import static org.uketsuke.server.adjudicate.ExceptionKind.CARD_PREV_TERM;
import static org.uketsuke.server.adjudicate.ExceptionKind.CLOCK_SKEW;
import static org.uketsuke.server.adjudicate.ExceptionKind.DUP_TAP;
import static org.uketsuke.server.adjudicate.ExceptionKind.SEQ_GAP;
import static org.uketsuke.server.adjudicate.ExceptionKind.TERM_BOUNDARY;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.JournalStatus.State;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** The scenarios of domain 3.7 that end in the ledger, each from journal to balance. */
final class GoldenScenariosTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void g1ThreeTapsAtTwoKiosksAreOneEntry(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("hayashi");
            VirtualKiosk first = office.kiosk("k1", "annual-88").opens("2026-10-16T08:00");
            VirtualKiosk second = office.kiosk("k2", "annual-88").opens("2026-10-17T08:00");

            first.tap("hayashi", "2026-10-16T08:42").tap("hayashi", "2026-10-16T12:10");
            second.tap("hayashi", "2026-10-17T09:05");
            second.syncs(office);
            first.syncs(office);

            assertThat(office.ledger("hayashi"))
                    .containsExactly("annual-88 participation JSH-P-ANN 1500 2024-04-01 2026");
            assertThat(office.balanceSheet("annual-88").sum().duplicate()).isEqualTo(2);
            assertThat(office.balanceSheet("annual-88").ties()).isTrue();
            assertThat(office.settled("annual-88")).containsExactly(DUP_TAP, DUP_TAP);
            assertThat(office.days("hayashi")).containsExactly("2026-10-16", "2026-10-17");
        }
    }

    @ParameterizedTest
    @EnumSource
    void g5OldTermCardCountsToTheTermOfTheDay(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("spring", "regional", "2026-03-20", "2026-03-20");
            office.meeting("summer", "regional", "2026-05-21", "2026-05-21");
            office.member("mori");
            office.qualification("mori", "specialist", "2021-04-01", "2026-03-31");
            office.qualification("mori", "specialist", "2026-04-01", "2031-03-31");
            office.card("mori", "old-card", "2021-04-01", "2026-03-31");

            office.itIs("2026-05-21T12:00");
            office.kiosk("k1", "spring").tap("old-card", "2026-03-20T10:00").syncs(office);
            office.kiosk("k2", "summer").tap("old-card", "2026-05-21T10:00").syncs(office);

            assertThat(office.ledger("mori"))
                    .containsExactlyInAnyOrder(
                            "spring participation JSH-P-REG 300 2021-04-01 2025",
                            "summer participation JSH-P-REG 300 2026-04-01 2026");
            assertThat(office.balance("mori-specialist", "2026-04-01")).isEqualTo(300);
            assertThat(office.cases("spring")).isEmpty();
            assertThat(office.settled("summer")).containsExactly(CARD_PREV_TERM);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g6LostCardEarnsNothingAndTheNewCardDoes(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("sato");
            office.cardIs("sato", "lost", "2026-10-10T09:00");
            office.card("sato", "new-card", "2026-10-12", "2029-03-31");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");

            kiosk.tap("sato", "2026-10-16T09:00").syncs(office);

            assertThat(office.ledger("sato")).isEmpty();
            assertThat(office.days("sato")).isEmpty();
            assertThat(office.open("annual-88")).containsExactly(CARD_LOST);

            kiosk.tap("new-card", "2026-10-17T09:00").syncs(office);

            assertThat(office.ledger("sato")).hasSize(1);
            assertThat(office.days("sato")).containsExactly("2026-10-17");
        }
    }

    @ParameterizedTest
    @EnumSource
    void g8BatchSentThreeTimesAndOnceCutShortGivesOneAwardEach(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("ito");
            office.specialist("kato");
            office.specialist("abe");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");
            kiosk.tap("ito", "2026-10-16T09:00").tap("kato", "2026-10-16T09:01").tap("abe", "2026-10-16T09:02");

            assertThat(VirtualKiosk.current(kiosk.push(office, 0, 2)).received())
                    .isEqualTo(2);
            for (int time = 0; time < 3; time++) {
                assertThat(VirtualKiosk.current(kiosk.push(office, 0, 3)).received())
                        .isEqualTo(3);
            }

            assertThat(office.ledgerOf("annual-88")).hasSize(3);
            assertThat(office.balanceSheet("annual-88").sum().received()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g8LostMiddleIsNoticedAndSentAgain(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("ito");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");
            kiosk.opens("2026-10-16T08:00").tap("ito", "2026-10-16T09:00").tap("ito", "2026-10-16T09:01");
            kiosk.push(office, 0, 1);

            PushAnswer gap = kiosk.push(office, 2, 1);

            assertThat(((PushAnswer.Stands) gap).status().state()).isEqualTo(State.GAP);
            assertThat(((PushAnswer.Stands) gap).status().received()).isEqualTo(1);
            assertThat(office.open("annual-88")).containsExactly(SEQ_GAP);

            kiosk.syncs(office);

            assertThat(office.open("annual-88")).isEmpty();
            assertThat(office.ledger("ito")).hasSize(1);
            assertThat(office.balanceSheet("annual-88").sum().received()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g9KioskNineHoursBehindKeepsTheDay(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("ueda");
            office.specialist("endo");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");
            kiosk.clockIsOffBy(Duration.ofHours(-9));

            office.itIs("2026-10-17T08:31");
            kiosk.tap("ueda", "2026-10-17T08:30")
                    .tap("endo", "2026-10-17T08:31")
                    .syncs(office);

            assertThat(office.days("ueda")).containsExactly("2026-10-17");
            assertThat(office.ledger("ueda")).hasSize(1);
            assertThat(office.ledger("endo")).hasSize(1);
            assertThat(office.open("annual-88")).containsExactly(CLOCK_SKEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g9ClockThatIsPutRightWithinARunDatesWhatWasTakenBefore(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("ueda");
            office.specialist("endo");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");
            kiosk.clockIsOffBy(Duration.ofHours(-9));
            kiosk.tap("ueda", "2026-10-16T08:00").tap("ueda", "2026-10-16T08:01");
            kiosk.clockIsOffBy(Duration.ZERO);
            kiosk.tap("endo", "2026-10-16T10:00");

            office.itIs("2026-10-16T10:05");
            kiosk.push(office, 0, 1);
            office.itIs("2026-10-16T10:06");
            kiosk.syncs(office);

            assertThat(office.days("ueda")).containsExactly("2026-10-16");
            assertThat(office.days("endo")).containsExactly("2026-10-16");
            assertThat(office.ledgerOf("annual-88"))
                    .extracting(award -> award.evidence().orElseThrow().tappedAt())
                    .containsExactly(Office.jst("2026-10-16T10:00"), Office.jst("2026-10-16T08:00"));
            assertThat(office.open("annual-88")).containsExactly(CLOCK_SKEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g9LaptopThatSleptBeforeItsFirstContactKeepsTheTimesOfItsRightClock(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("spring", "regional", "2026-10-17", "2026-10-17");
            office.specialist("ueda");
            office.specialist("endo");
            VirtualKiosk kiosk = office.kiosk("k1", "spring").opens("2026-10-17T10:00");
            kiosk.tap("ueda", "2026-10-17T10:05").tap("endo", "2026-10-17T16:55");

            kiosk.slept(Duration.ofHours(15));
            office.itIs("2026-10-18T08:05");
            kiosk.syncs(office);

            assertThat(office.days("ueda")).containsExactly("2026-10-17");
            assertThat(office.days("endo")).containsExactly("2026-10-17");
            assertThat(office.ledgerOf("spring")).hasSize(2);
            assertThat(office.cases("spring")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void g9ClockThatIsSetBackWithinARunDatesWhatWasTakenBefore(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("annual-88", "annual", "2026-10-16", "2026-10-18");
            office.specialist("ueda");
            VirtualKiosk kiosk = office.kiosk("k1", "annual-88");
            kiosk.clockIsOffBy(Duration.ofHours(30));
            kiosk.tap("ueda", "2026-10-16T08:00");
            kiosk.clockIsOffBy(Duration.ZERO);

            office.itIs("2026-10-16T10:06");
            kiosk.syncs(office);

            assertThat(office.days("ueda")).containsExactly("2026-10-16");
            assertThat(office.open("annual-88")).containsExactly(CLOCK_SKEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void g10MidnightOfTheThirtyFirstOfMarchParts(Engine engine) {
        try (Office office = new Office(Databases.open(engine, folder))) {
            office.meeting("turn", "regional", "2028-03-31", "2028-04-01");
            office.meeting("leap", "regional", "2028-02-29", "2028-02-29");
            office.member("old-and-new");
            office.qualification("old-and-new", "specialist", "2023-04-01", "2028-03-31");
            office.qualification("old-and-new", "specialist", "2028-04-01", "2033-03-31");
            office.card("old-and-new", "c1", "2023-04-01", "2028-03-31");
            office.member("later");
            office.qualification("later", "specialist", "2023-04-01", "2028-03-31");
            office.qualification("later", "specialist", "2028-04-01", "2033-03-31");
            office.card("later", "c2", "2023-04-01", "2028-03-31");

            office.itIs("2028-04-01T01:00");
            office.kiosk("k0", "leap").tap("c1", "2028-02-29T23:59:59").syncs(office);
            office.kiosk("k1", "turn")
                    .tap("c1", "2028-03-31T23:59:59")
                    .tap("c2", "2028-04-01T00:00:00")
                    .syncs(office);

            assertThat(office.ledger("old-and-new"))
                    .containsExactlyInAnyOrder(
                            "leap participation JSH-P-REG 300 2023-04-01 2027",
                            "turn participation JSH-P-REG 300 2023-04-01 2027");
            assertThat(office.days("old-and-new")).containsExactly("2028-02-29", "2028-03-31");
            assertThat(office.ledger("later")).isEmpty();
            assertThat(office.open("turn")).containsExactly(TERM_BOUNDARY);
            assertThat(office.days("later")).containsExactly("2028-04-01");
        }
    }
}
