package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** The same matter again and again is one case for the office. */
final class RepeatedMatterTest {
    private static final String MEETING = "annual-88";

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        office.specialist("doi");
        office.member("kato");
        office.card("kato", "kato", "2024-04-01", "2029-03-31");
        office.qualification("kato", "specialist", "2014-04-01", "2019-03-31");
        return office;
    }

    @ParameterizedTest
    @EnumSource
    void fiveTouchesOfOneCardOpenOneCase(Engine engine) {
        try (Office office = office(engine)) {
            office.storage().change(handle -> handle.execute("UPDATE member SET status = 'leave' WHERE id = 'doi'"));
            VirtualKiosk first = office.kiosk("k1", MEETING);
            VirtualKiosk second = office.kiosk("k2", MEETING);
            for (int i = 0; i < 5; i++) {
                VirtualKiosk kiosk = i % 2 == 0 ? first : second;
                kiosk.tap("kato", "2026-10-16T09:0" + i)
                        .tap("doi", "2026-10-16T09:0" + i)
                        .tap("nobody", "2026-10-16T09:0" + i)
                        .tap("somebody", "2026-10-16T09:0" + i);
                kiosk.syncs(office);
            }

            assertThat(office.open(MEETING))
                    .containsExactly(
                            ExceptionKind.UNKNOWN_TOKEN,
                            ExceptionKind.UNKNOWN_TOKEN,
                            ExceptionKind.TERM_NONE,
                            ExceptionKind.MEMBER_LEFT);
            assertThat(office.balanceSheet(MEETING).sum().exceptions()).isEqualTo(10);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsOfANewerKioskAreOneMatterPerJournal(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk first = office.kiosk("k1", MEETING);
            VirtualKiosk second = office.kiosk("k2", MEETING);
            for (int i = 0; i < 3; i++) {
                first.at(Office.jst("2026-10-16T09:0" + i), new JournalEvent.Unrecognised())
                        .syncs(office);
                second.at(Office.jst("2026-10-16T09:0" + i), new JournalEvent.Unrecognised());
            }
            second.raw("no entry").raw("none either").syncs(office);

            assertThat(office.cases(MEETING))
                    .extracting(one -> one.journal() + " " + one.subject() + " " + one.detail())
                    .containsExactlyInAnyOrder(
                            first.journal() + " " + first.journal() + " @UNKNOWN_EVENT",
                            second.journal() + " " + second.journal() + " @UNKNOWN_EVENT",
                            second.journal() + "  @NO_ENTRY",
                            second.journal() + "  @NO_ENTRY");
            assertThat(office.balanceSheet(MEETING).sum().exceptions()).isEqualTo(8);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongClockThatAnEarlierVersionToldOfIsNotToldAgain(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            kiosk.clockIsOffBy(Duration.ofHours(-9));
            office.itIs("2026-10-16T09:00");
            kiosk.tap("doi", "2026-10-16T09:00").syncs(office);
            office.storage()
                    .change(handle -> handle.execute("UPDATE exception_case SET detail = 'process run '"
                            + " || substr(detail, 12) || ': the device clock was off, times were corrected'"
                            + " WHERE kind = 'CLOCK_SKEW'"));
            office.assertSound(MEETING);

            kiosk.tap("kato", "2026-10-16T09:01").syncs(office);

            assertThat(office.cases(MEETING))
                    .filteredOn(one -> one.kind() == ExceptionKind.CLOCK_SKEW)
                    .singleElement()
                    .satisfies(one -> assertThat(one.detail()).matches("process run [0-9a-f]+: the device clock .*"));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void caseGoesOverToTheNextEntryWhenItsOwnIsCancelled(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("nobody", "2026-10-16T09:00");
            kiosk.tap("nobody", "2026-10-16T09:01").tap("nobody", "2026-10-16T09:02");

            kiosk.cancels(1, "2026-10-16T09:03").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            office.assertSound(MEETING);

            kiosk.cancels(2, "2026-10-16T09:04").cancels(3, "2026-10-16T09:05").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unverifiedRegistrationNeedsNobodyOnceTheMemberHasTheCredits(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).manual("doi", "2026-10-16T09:00");
            kiosk.manual("doi", "2026-10-16T09:10").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);

            kiosk.tap("doi", "2026-10-16T09:30").syncs(office);

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.cases(MEETING))
                    .singleElement()
                    .satisfies(one -> assertThat(one.detail()).contains("\n@CREDITS_GIVEN\t2026-"));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unverifiedRegistrationWaitsAgainWhenTheTapThatGaveTheCreditsIsCancelled(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).manual("doi", "2026-10-16T09:00");
            kiosk.manual("doi", "2026-10-16T09:10").syncs(office);
            kiosk.tap("doi", "2026-10-16T09:30").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();

            kiosk.cancels(3, "2026-10-16T09:31").syncs(office);

            assertThat(office.ledger("doi")).hasSize(2);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);
            office.assertSound(MEETING);

            kiosk.cancels(1, "2026-10-16T09:32").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);

            kiosk.cancels(2, "2026-10-16T09:33").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unverifiedRegistrationNeedsNobodyHoweverItCameTogetherWithTheTap(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).manual("doi", "2026-10-16T09:00");

            kiosk.tap("doi", "2026-10-16T09:30").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();

            kiosk.manual("doi", "2026-10-16T09:40").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);

            kiosk.cancels(2, "2026-10-16T09:50").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);
            kiosk.cancels(1, "2026-10-16T09:51").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);
            kiosk.cancels(3, "2026-10-16T09:52").syncs(office);
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void termBoundaryThatTheAwardingTapTellsOfAgainIsOneOpenCaseHoweverTheTapsCame(Engine engine) {
        for (boolean together : new boolean[] {true, false}) {
            try (Office office = new Office(Databases.open(engine, folder.resolve("together-" + together)))) {
                office.instructorRule("JSH-I-ANN", "annual", 700);
                office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18", "2026-10-17");
                office.member("doi");
                office.card("doi", "doi", "2024-04-01", "2029-03-31");
                office.qualification("doi", "specialist", "2021-10-17", "2026-10-16");
                office.qualification("doi", "specialist", "2026-10-17", "2031-10-16");
                office.qualification("doi", "instructor", "2021-10-17", "2026-10-16");
                office.qualification("doi", "instructor", "2026-10-17", "2026-10-17");
                office.qualification("doi", "instructor", "2026-10-18", "2031-10-16");
                VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("doi", "2026-10-16T09:00");
                if (!together) {
                    kiosk.syncs(office);
                    assertThat(office.open(MEETING)).containsExactly(ExceptionKind.TERM_BOUNDARY);
                }

                kiosk.tap("doi", "2026-10-18T09:00").syncs(office);

                assertThat(office.ledgerOf(MEETING)).hasSize(1);
                assertThat(office.cases(MEETING)).hasSize(1);
                assertThat(office.open(MEETING)).containsExactly(ExceptionKind.TERM_BOUNDARY);
                office.assertSound(MEETING);
            }
        }
    }
}
