package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.verify.Verification;

/**
 * One tap that is told three times, in the journal it was made in, in that which followed and in the next; and staff's void of
 * it. Nothing may come of it, whichever of them the server hears of first. In an order, O is the original, C the copy, V the void.
 */
final class VoidInAnyOrderTest {
    private static final String MEETING = "annual-88";
    private static final List<String> ORDERS = List.of("OCV", "OVC", "COV", "CVO", "VOC", "VCO");

    @TempDir
    Path folder;

    static Stream<Arguments> allOrders() {
        return orders("");
    }

    static Stream<Arguments> copyBeforeVoid() {
        return orders("VC");
    }

    static Stream<Arguments> originalBeforeVoid() {
        return orders("VO");
    }

    /** All orders on all engines but those in which the first of two comes before the second. */
    private static Stream<Arguments> orders(String not) {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> ORDERS.stream()
                        .filter(order -> not.isEmpty() || order.indexOf(not.charAt(0)) > order.indexOf(not.charAt(1)))
                        .map(order -> Arguments.of(engine, order)));
    }

    private static Office office(Storage storage) {
        Office office = new Office(storage);
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba", "chiba").forEach(office::specialist);
        return office;
    }

    private Office office(Engine engine) {
        return office(Databases.open(engine, folder));
    }

    /** Entries 2 to 5: a tap that will be void, one that stays, an unknown card, and one by hand that nobody looked at. */
    private static VirtualKiosk atTheBooth(Office office) {
        return office.kiosk("k1", MEETING)
                .opens("2026-10-16T08:00")
                .tap("abe", "2026-10-16T09:00")
                .tap("baba", "2026-10-16T09:01")
                .tap("stranger", "2026-10-16T09:02")
                .manual("chiba", "2026-10-16T09:03");
    }

    private static VirtualKiosk next(VirtualKiosk before, String japaneseTime) {
        return before.begunAnew(japaneseTime).carries(before);
    }

    /** All of {@link #atTheBooth} but baba's tap is void, in a journal in which it stands so much further down. */
    private static VirtualKiosk cancelled(VirtualKiosk kiosk, int further) {
        return kiosk.cancels(2 + further, "2026-10-16T10:30")
                .cancels(4 + further, "2026-10-16T10:31")
                .cancels(5 + further, "2026-10-16T10:32");
    }

    private static void arrive(String order, Runnable original, Runnable copy, Runnable cancelling) {
        for (char piece : order.toCharArray()) {
            (piece == 'O' ? original : piece == 'C' ? copy : cancelling).run();
        }
    }

    private static void assertOnlyBabaWasThere(Office office, int tellings) {
        assertThat(office.credits("abe")).isZero();
        assertThat(office.credits("chiba")).isZero();
        assertThat(office.credits("baba")).isEqualTo(1500);
        assertThat(office.ledger("baba")).hasSize(1);
        assertThat(office.days("abe")).isEmpty();
        assertThat(office.days("chiba")).isEmpty();
        assertThat(office.days("baba")).containsExactly("2026-10-16");
        assertThat(office.open(MEETING)).isEmpty();
        assertThat(office.balanceSheet(MEETING).sum().voided()).isEqualTo(3L * tellings);
        office.assertSound(MEETING);
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void voidOfTheSecondCopyReachesTheFirstAndTheOriginal(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            VirtualKiosk last = cancelled(next(copy, "2026-10-16T10:00"), 2);

            arrive(order, () -> original.syncs(office), () -> copy.syncs(office), () -> last.syncs(office));

            assertOnlyBabaWasThere(office, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("copyBeforeVoid")
    void voidOfTheCopyReachesTheOriginal(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            int copied = copy.length();
            cancelled(copy, 1);

            arrive(order, () -> original.syncs(office), () -> copy.push(office, 0, copied), () -> copy.syncs(office));

            assertOnlyBabaWasThere(office, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("originalBeforeVoid")
    void voidOfTheOriginalReachesTheCopies(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            int made = original.length();
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            VirtualKiosk other = next(original, "2026-10-16T10:00");
            cancelled(original, 0);

            arrive(
                    order,
                    () -> original.push(office, 0, made),
                    () -> {
                        copy.syncs(office);
                        other.syncs(office);
                    },
                    () -> original.syncs(office));

            assertOnlyBabaWasThere(office, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void anotherTapOfTheMemberCountsAllTheSame(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            VirtualKiosk last = next(copy, "2026-10-16T10:00").cancels(4, "2026-10-16T10:30");
            office.kiosk("k2", MEETING).tap("abe", "2026-10-17T09:00").syncs(office);

            arrive(order, () -> original.syncs(office), () -> copy.syncs(office), () -> last.syncs(office));

            assertThat(office.credits("abe")).isEqualTo(1500);
            assertThat(office.days("abe")).containsExactly("2026-10-17");
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void whatMerelyHasTheNumberStaysAndTheOriginalInAnotherHistoryDoesNot(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("baba", "2026-10-16T09:00");
            clone.tap("abe", "2026-10-16T09:05");
            VirtualKiosk copy = next(clone, "2026-10-16T09:30");
            VirtualKiosk last = next(copy, "2026-10-16T10:00").cancels(4, "2026-10-16T10:30");

            arrive(order, () -> kiosk.syncs(office), () -> copy.syncs(office), () -> last.syncs(office));
            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.days("baba")).containsExactly("2026-10-16");
            office.assertSound(MEETING);
            clone.push(office, 1, 1);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.credits("baba")).isEqualTo(1500);
            assertThat(office.ledger("baba")).hasSize(1);
            assertThat(office.balanceSheet(MEETING).sum().voided()).isEqualTo(3);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    void tellingThatIsNoLongerHeldToBeCancelledIsFound(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            VirtualKiosk last = next(copy, "2026-10-16T10:00").cancels(4, "2026-10-16T10:30");
            arrive(order, () -> original.syncs(office), () -> copy.syncs(office), () -> last.syncs(office));
            office.assertSound(MEETING);

            office.storage()
                    .change(handle -> handle.execute("DELETE FROM voided WHERE journal = ?", original.journal()));

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheKioskDidNotSignIsCancelledOnlyOnceItIsSigned(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = cancelled(next(original, "2026-10-16T09:30"), 1);
            copy.syncs(office);
            PushRequest honest = original.request(0, original.length(), office.now());
            office.ingest()
                    .push(
                            original.id(),
                            original.journal(),
                            new PushRequest(0, honest.entries(), honest.head(), "AAAA", honest.sent()));
            assertThat(office.balanceSheet(MEETING).sum().voided()).isEqualTo(3);
            office.assertSound(MEETING);

            original.syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.credits("baba")).isEqualTo(1500);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReceivedBeforeTheTableOfCopiesIsReachedAfterIt(Engine engine) {
        Optional<String> url = Databases.url(engine);
        SecureRandom random = new SecureRandom();
        try (Office office = office(Storage.open(folder, url, random))) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = next(original, "2026-10-16T09:30");
            VirtualKiosk last = cancelled(next(copy, "2026-10-16T10:00"), 2);
            last.syncs(office);
            migrateAnew(office, url, random);
            original.syncs(office);
            copy.syncs(office);

            assertOnlyBabaWasThere(office, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnEarlierVersionAwardedAfterItsCopyWasCancelledIsToldAndMendedByAVoidOnceMore(Engine engine) {
        Optional<String> url = Databases.url(engine);
        SecureRandom random = new SecureRandom();
        try (Office office = office(Storage.open(folder, url, random))) {
            VirtualKiosk original = atTheBooth(office);
            VirtualKiosk copy = cancelled(next(original, "2026-10-16T09:30"), 1);
            copy.syncs(office);
            office.storage().change(handle -> handle.execute("DELETE FROM carried_over"));
            original.syncs(office);
            assertThat(office.credits("abe")).isEqualTo(1500);
            migrateAnew(office, url, random);
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isNotEmpty();

            cancelled(copy, 1).syncs(office);

            assertOnlyBabaWasThere(office, 2);
        }
    }

    /** Takes the database back to before copies were noted, and has the program bring it up to date again. */
    private void migrateAnew(Office office, Optional<String> url, SecureRandom random) {
        office.storage().change(handle -> {
            handle.execute("DROP TABLE carried_over");
            handle.execute("DROP INDEX exception_case_closed_by_award");
            handle.execute("DROP TABLE booth_staff");
            handle.execute("DROP TABLE booth_key");
            handle.execute("DROP TABLE temporary_card");
            handle.execute("DROP TABLE unlisted_scan");
            List.of(
                            "session_rule",
                            "session",
                            "session_touch",
                            "session_facts",
                            "session_judged",
                            "session_stay",
                            "kiosk_door",
                            "enrolment_door",
                            "kiosk_told")
                    .forEach(table -> handle.execute("DROP TABLE " + table));
            handle.execute(
                    "DELETE FROM uketsuke_schema WHERE version IN ('12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22')");
        });
        Storage.open(folder, url, random).close();
    }
}
