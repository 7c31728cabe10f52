package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.byHand;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.jst;
import static org.uketsuke.server.ingest.DoorMeeting.line;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.reconcile.BalanceSheet.Counts;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** Touches at the doors of rooms, from journal to ledger. */
final class DoorTouchesTest {
    @TempDir
    Path folder;

    private Office office(Engine engine) {
        return DoorMeeting.office(Databases.open(engine, folder), "abe", "baba");
    }

    private static VirtualKiosk stays(VirtualKiosk kiosk, String member) {
        in(kiosk, "hall", "a", member, "09:58");
        return out(kiosk, "hall", "a", member, "11:05");
    }

    @ParameterizedTest
    @EnumSource
    void wayInAndWayOutGiveTheSessionsCreditsAndNothingForTheMeeting(Engine engine) {
        try (Office office = office(engine)) {
            stays(office.kiosk("k1", MEETING), "abe").syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.balanceSheet(MEETING).sum()).isEqualTo(new Counts(2, 0, 0, 0, 2, 0, 0, 0));
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wayOutThatArrivesFirstWaitsForTheWayIn(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk way = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
            out(office.kiosk("k2", MEETING), "hall", "a", "abe", "11:05").syncs(office);
            assertThat(office.ledger("abe")).isEmpty();
            office.assertSound(MEETING);

            way.syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void receptionAndDoorsDoNotDisturbEachOther(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk reception = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            reception.syncs(office);
            stays(office.kiosk("k2", MEETING), "abe").syncs(office);
            reception.tap("abe", "2026-10-17T09:00").syncs(office);
            assertThat(office.credits("abe")).isEqualTo(1600);

            reception
                    .cancels(1, "2026-10-17T09:10")
                    .cancels(2, "2026-10-17T09:11")
                    .syncs(office);

            assertThat(office.credits("abe")).isEqualTo(100);
            assertThat(office.ledger("abe")).contains(line("a", 100)).hasSize(5);
            assertThat(office.days("abe")).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledTouchTakesTheCreditsBackAndAnotherGivesThemAgain(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = stays(office.kiosk("k1", MEETING), "abe");
            kiosk.syncs(office);

            kiosk.cancels(1, "2026-10-16T11:20").syncs(office);
            assertThat(office.ledger("abe")).containsExactly(line("a", 100), line("a", -100));
            assertThat(office.ledgerOf(MEETING))
                    .filteredOn(entry -> entry.reverses().isPresent())
                    .singleElement()
                    .satisfies(reversal -> {
                        assertThat(reversal.actor()).isEqualTo("staff-1");
                        assertThat(reversal.reason()).isEqualTo("touched for a colleague");
                    });
            office.assertSound(MEETING);
            in(office.kiosk("k2", MEETING), "hall", "a", "abe", "10:03").syncs(office);

            assertThat(office.ledger("abe")).hasSize(3);
            assertThat(office.credits("abe")).isEqualTo(100);
            assertThat(office.ledgerOf(MEETING).stream()
                            .mapToLong(entry -> entry.key().generation()))
                    .contains(1L);
            assertThat(office.balanceSheet(MEETING).sum()).isEqualTo(new Counts(4, 0, 0, 0, 2, 0, 1, 1));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void awardStaysWhenALaterWayOutComes(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = stays(office.kiosk("k1", MEETING), "abe");
            kiosk.syncs(office);

            out(kiosk, "hall", "a", "abe", "11:08")
                    .cancels(2, "2026-10-16T11:20")
                    .syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void earlierSessionThatArrivesLaterTakesThePlaceOfOneAtTheSameTime(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk annex = in(office.kiosk("k1", MEETING), "annex", "b", "abe", "10:35");
            out(annex, "annex", "b", "abe", "11:30").syncs(office);
            assertThat(office.ledger("abe")).containsExactly(line("b", 100));

            stays(office.kiosk("k2", MEETING), "abe").syncs(office);

            assertThat(office.ledger("abe")).containsExactlyInAnyOrder(line("b", 100), line("b", -100), line("a", 100));
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.IMPOSSIBLE_TRAVEL);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWasInTwoRoomsAtOnceIsToldUntilOneOfThemIsCancelled(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk hall = stays(office.kiosk("k1", MEETING), "abe");
            VirtualKiosk annex = in(office.kiosk("k2", MEETING), "annex", "b", "abe", "10:35");
            out(annex, "annex", "b", "abe", "11:30");
            hall.syncs(office);
            annex.syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.IMPOSSIBLE_TRAVEL);

            hall.cancels(1, "2026-10-16T12:00").syncs(office);

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.credits("abe")).isEqualTo(100);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void registrationByHandHasTheTimeOfTheTouchItRescues(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = in(office.kiosk("k1", MEETING), "hall", "a", "stranger", "10:09");
            byHand(kiosk, "hall", "a", Direction.IN, "abe", "10:14", Optional.of(1L), "photo-id");
            out(kiosk, "hall", "a", "abe", "11:05").syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rescueIsTheSameInTheJournalThatItWasCarriedOverTo(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            in(kiosk, "hall", "a", "stranger", "10:09");
            VirtualKiosk copy = kiosk.begunAnew("2026-10-16T08:00").carries(kiosk);
            byHand(copy, "hall", "a", Direction.IN, "abe", "10:14", Optional.of(3L), "photo-id");
            out(copy, "hall", "a", "abe", "11:05").syncs(office);
            kiosk.syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void touchInARoomWithoutSessionsIsToldUntilTheAgendaHasTheRoom(Engine engine) {
        try (Office office = office(engine)) {
            in(office.kiosk("k1", MEETING), "cellar", "c", "abe", "13:00").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.OUT_OF_HOURS);
            office.assertSound(MEETING);

            office.storage().change(handle -> handle.execute("UPDATE session SET room = 'cellar' WHERE id = 'c'"));
            office.replays("import of sessions");

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.ledger("abe")).containsExactly(line("c", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void registrationByHandOutsideItsTimeIsToldUntilTheAgendaFits(Engine engine) {
        try (Office office = office(engine)) {
            byHand(office.kiosk("k1", MEETING), "hall", "c", Direction.IN, "abe", "12:40", Optional.empty(), "photo-id")
                    .syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.OUT_OF_HOURS);
            assertThat(office.ledger("abe")).isEmpty();
            office.assertSound(MEETING);

            office.storage()
                    .change(handle -> handle.execute(
                            "UPDATE session SET start_at = ? WHERE id = 'c'",
                            jst("12:45").toEpochMilli()));
            assertThat(office.replays("import of sessions")).isEqualTo(new Replay.Outcome(0, 0, 1));
            assertThat(office.replays("import of sessions")).isEqualTo(new Replay.Outcome(0, 0, 0));

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.ledger("abe")).containsExactly(line("c", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void registrationByHandWithoutALookWaitsThoughTheMeetingsCreditsAreThere(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            byHand(kiosk, "hall", "c", Direction.IN, "abe", "12:55", Optional.empty())
                    .tap("abe", "2026-10-17T09:00")
                    .syncs(office);

            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.TOUCH_UNVERIFIED);
            assertThat(office.credits("abe")).isEqualTo(1500);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterSettlementNothingChangesAndNobodyAttends(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
            in(kiosk, "hall", "c", "abe", "13:00").syncs(office);
            office.storage().change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));

            out(kiosk, "hall", "a", "abe", "11:05")
                    .cancels(2, "2026-10-16T14:00")
                    .syncs(office);
            office.replays("import of sessions");

            assertThat(office.ledger("abe")).containsExactly(line("c", 100));
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.open(MEETING))
                    .containsExactlyInAnyOrder(ExceptionKind.TOUCH_AFTER_SETTLED, ExceptionKind.LATE_AFTER_SETTLED);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void kioskThatWasRevokedGivesNothing(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = stays(office.kiosk("k1", MEETING), "abe");
            office.revoke("k1");

            kiosk.syncs(office);

            assertThat(office.ledger("abe")).isEmpty();
            assertThat(office.open(MEETING))
                    .containsExactly(ExceptionKind.KIOSK_UNTRUSTED, ExceptionKind.KIOSK_UNTRUSTED);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealedTouchOfABoothWithoutRosterCounts(Engine engine) {
        try (Office office = office(engine)) {
            SealedToken sealed =
                    SealedToken.seal(Office.raw("abe"), MEETING, office.keys().sealingPublicKey(), new SecureRandom());
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            kiosk.at(jst("12:55"), DoorMeeting.atDoor(kiosk.sealed(sealed), "hall", "c", Direction.IN))
                    .syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("c", 100));
            office.assertSound(MEETING);
        }
    }
}
