package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.verify.Verification;

/** Blank cards that staff gave to members for one meeting. */
final class TemporaryCardsTest {
    private static final String MEETING = "annual-88";

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba", "chiba").forEach(office::specialist);
        return office;
    }

    private static void assertSound(Office office) {
        assertThat(office.untold(MEETING)).isEmpty();
        office.assertSound(MEETING);
    }

    @ParameterizedTest
    @EnumSource
    void fromTheLinkOnTapsOfTheBlankCardAreTheMembers(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .tap("blank", "2026-10-16T09:01")
                    .tap("blank", "2026-10-16T09:30")
                    .syncs(office);
            office.kiosk("k2", MEETING).tap("blank", "2026-10-17T09:00").syncs(office);

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.days("abe")).containsExactly("2026-10-16", "2026-10-17");
            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.balanceSheet(MEETING).sum().nonScan()).isEqualTo(1);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkAloneRegistersNobody(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverWasSeenByNobodyWaitsForTheOffice(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00")
                    .tap("blank", "2026-10-16T09:01")
                    .tap("blank", "2026-10-16T09:02")
                    .syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.MANUAL_UNVERIFIED);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScanThatArrivedBeforeItsLinkIsDecidedAnewAndItsCaseCloses(Engine engine) {
        try (Office office = office(engine)) {
            SealedToken sealed = SealedToken.seal(
                    Office.raw("blank"), MEETING, office.keys().sealingPublicKey(), new SecureRandom());
            VirtualKiosk other = office.kiosk("k2", MEETING).tap("blank", "2026-10-16T09:30");
            other.at(Office.jst("2026-10-17T09:00"), other.sealed(sealed));
            other.tap("blank", "2026-10-16T08:00").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);

            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .syncs(office);

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.days("abe")).containsExactly("2026-10-16", "2026-10-17");
            assertThat(office.open(MEETING))
                    .as("the tap before the link is still nobody's")
                    .containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCaseIsLeftWhenAllScansWereAfterTheLink(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k2", MEETING)
                    .tap("blank", "2026-10-16T09:30")
                    .tap("blank", "2026-10-16T09:40")
                    .tap("blank", "2026-10-16T09:50")
                    .syncs(office);
            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .syncs(office);

            assertThat(office.open(MEETING)).isEmpty();
            assertThat(office.credits("abe")).isEqualTo(1500);
            assertSound(office);
        }
    }

    static Stream<Arguments> orders() {
        return Stream.of(Engine.values())
                .flatMap(engine ->
                        Stream.of("LST", "LTS", "SLT", "STL", "TLS", "TSL").map(order -> Arguments.of(engine, order)));
    }

    private static void arrive(String order, Office office, VirtualKiosk link, VirtualKiosk scans, VirtualKiosk own) {
        for (char piece : order.toCharArray()) {
            (piece == 'L' ? link : piece == 'S' ? scans : own).syncs(office);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aVoidedLinkNoLongerCountsAndAnotherTapOfTheMemberTakesItsPlace(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk scans =
                    office.kiosk("k2", MEETING).tap("blank", "2026-10-16T09:30").tap("blank", "2026-10-17T09:30");
            VirtualKiosk own = office.kiosk("k3", MEETING).tap("abe", "2026-10-18T09:00");
            VirtualKiosk link = office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .cancels(1, "2026-10-16T10:00");

            arrive(order, office, link, scans, own);

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.days("abe")).containsExactly("2026-10-18");
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aMistakenLinkThatWasCancelledAndMadeAnewGivesAllToTheRightMember(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk scans = office.kiosk("k2", MEETING).tap("blank", "2026-10-16T09:30");
            VirtualKiosk own = office.kiosk("k3", MEETING).tap("blank", "2026-10-17T09:00");
            VirtualKiosk link = office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00")
                    .lends("blank", "baba", "2026-10-16T09:02", "photo-id")
                    .cancels(1, "2026-10-16T10:00");

            arrive(order, office, link, scans, own);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.days("baba")).containsExactly("2026-10-16", "2026-10-17");
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void ofTwoLinksTheOneInForceAtTheTapCounts(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk scans =
                    office.kiosk("k2", MEETING).tap("blank", "2026-10-16T09:30").tap("blank", "2026-10-16T15:00");
            VirtualKiosk own = office.kiosk("k3", MEETING).lends("blank", "baba", "2026-10-16T14:00", "name-card");
            VirtualKiosk link = office.kiosk("k1", MEETING).lends("blank", "abe", "2026-10-16T09:00", "photo-id");

            arrive(order, office, link, scans, own);

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whereClocksCannotTellAPersonMust(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk scans =
                    office.kiosk("k2", MEETING).tap("blank", "2026-10-16T09:30").tap("blank", "2026-10-16T09:31");
            VirtualKiosk own = office.kiosk("k3", MEETING).lends("blank", "baba", "2026-10-16T09:00:10", "name-card");
            VirtualKiosk link = office.kiosk("k1", MEETING).lends("blank", "abe", "2026-10-16T09:00", "photo-id");

            arrive(order, office, link, scans, own);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isZero();
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.CARD_CONFLICT);
            assertSound(office);

            link.cancels(1, "2026-10-16T10:00").syncs(office);

            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListedCardStaysItsHoldersAndTheOfficeIsTold(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k1", MEETING)
                    .lends("baba", "abe", "2026-10-16T09:00", "photo-id")
                    .tap("baba", "2026-10-16T09:01")
                    .syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.CARD_CONFLICT);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCardThatIsListedLaterTakesNothingAwayAndTheOfficeIsTold(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .tap("blank", "2026-10-16T09:01");
            kiosk.syncs(office);
            office.card("baba", "blank", "2024-04-01", "2029-03-31");
            office.replays("import of cards");
            office.replays("import of cards");

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.CARD_CONFLICT);
            assertSound(office);

            kiosk.tap("blank", "2026-10-16T10:00").syncs(office);

            assertThat(office.credits("baba")).isEqualTo(1500);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void linksCountFromCarriedOverJournalsAndExportsAndOnlyOnce(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING)
                    .opens("2026-10-16T08:00")
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .tap("blank", "2026-10-16T09:01");
            VirtualKiosk next = kiosk.begunAnew("2026-10-16T10:00").carries(kiosk);
            JournalExport file =
                    new JournalExport(next.id(), next.journal(), List.of(next.request(0, next.length(), office.now())));

            office.ingest().pushExport(file);
            assertThat(office.credits("abe")).isEqualTo(1500);
            assertSound(office);
            kiosk.syncs(office);
            assertSound(office);
            next.cancels(3, "2026-10-16T11:00").syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.balanceSheet(MEETING).sum().voided())
                    .as("the link, in both journals")
                    .isEqualTo(2);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOfARevokedKioskOfAnotherMeetingOrToNobodyCountsForNothing(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk revoked = office.kiosk("k1", MEETING).lends("blank", "abe", "2026-10-16T09:00", "photo-id");
            office.revoke("k1");
            revoked.syncs(office);
            office.meeting("other", "annual", "2026-10-16", "2026-10-18");
            VirtualKiosk other = office.kiosk("k2", "other");
            VirtualKiosk kiosk = office.kiosk("k3", MEETING);
            kiosk.at(Office.jst("2026-10-16T09:00"), other.lending("blank", "abe", "photo-id"))
                    .lends("blank", "nobody", "2026-10-16T09:05", "photo-id")
                    .tap("blank", "2026-10-16T09:30")
                    .syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.open(MEETING))
                    .containsExactlyInAnyOrder(
                            ExceptionKind.KIOSK_UNTRUSTED,
                            ExceptionKind.WRONG_MEETING,
                            ExceptionKind.MEMBER_LEFT,
                            ExceptionKind.UNKNOWN_TOKEN);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM temporary_card",
                "UPDATE temporary_card SET member = 'baba'",
                "UPDATE temporary_card SET seen = 0",
                "DELETE FROM unlisted_scan",
                "UPDATE decision SET kind = 'RECORDED_ONLY' WHERE kind = 'AWARDED'",
                "UPDATE decision SET facts = REPLACE(facts, '\"seen\":true', '\"seen\":false')"
            })
    void verificationNamesWhatIsNotAsTheLinksTell(String harm) {
        try (Office office = office(Engine.SQLITE)) {
            office.kiosk("k1", MEETING)
                    .lends("blank", "abe", "2026-10-16T09:00", "photo-id")
                    .tap("blank", "2026-10-16T09:01")
                    .syncs(office);
            assertSound(office);

            office.storage().change(handle -> handle.execute(harm));

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isNotEmpty();
        }
    }
}
