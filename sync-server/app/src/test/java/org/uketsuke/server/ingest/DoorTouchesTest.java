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
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> stories() {
        String hall = "k1 in hall a abe 09:58; k1 out hall a abe 11:05; ";
        String annex = "k2 in annex b abe 10:35; k2 out annex b abe 11:30; ";
        Map<String, String> stories = new LinkedHashMap<>();
        // a way out that arrives first waits for the way in
        stories.put("k1 in hall a abe 09:58; k2 out hall a abe 11:05; k2 sends; so nothing; k1 sends", "a+");
        // the award stays when a later way out comes and is cancelled
        stories.put(hall + "k1 sends; so a+; k1 out hall a abe 11:08; k1 cancels 2 11:20; k1 sends", "a+");
        // the earlier of two sessions at one time takes the place of the later, whenever it arrives
        stories.put(annex + "k2 sends; so b+; " + hall + "k1 sends", "b+ a+ b- IMPOSSIBLE_TRAVEL");
        // who was in two rooms at once is told
        stories.put(hall + annex + "k1 sends; k2 sends", "a+ IMPOSSIBLE_TRAVEL");
        // until one of them is cancelled
        stories.put(
                hall + annex + "k1 sends; k2 sends; so a+ IMPOSSIBLE_TRAVEL; k1 cancels 1 12:00; k1 sends", "a+ a- b+");
        // a registration by hand has the time of the touch that it rescues
        stories.put(
                "k1 in hall a stranger 10:09; k1 rescues hall a abe 10:14; k1 out hall a abe 11:05; k1 sends",
                "a+ UNKNOWN_TOKEN");
        // a kiosk that was revoked gives nothing
        stories.put(hall + "k1 revoked; so nothing; k1 sends", "KIOSK_UNTRUSTED KIOSK_UNTRUSTED");
        return Arrays.stream(Engine.values())
                .flatMap(engine -> stories.entrySet().stream()
                        .map(story -> Arguments.of(engine, story.getKey(), story.getValue())));
    }

    /**
     * What happens at the doors; and lines of abe's ledger by session, a+ for one credit and a- for it taken back, and open cases:
     * at the end, and wherever the story says "so".
     */
    @ParameterizedTest
    @MethodSource("stories")
    void whatHappensAtTheDoorsComesTo(Engine engine, String deeds, String end) {
        try (Office office = office(engine)) {
            Map<String, VirtualKiosk> kiosks = new HashMap<>();
            for (String deed : deeds.split("; ")) {
                String name = deed.split(" ")[0];
                if (name.equals("so")) {
                    assertBooks(office, deed.substring("so ".length()));
                } else {
                    does(office, kiosks.computeIfAbsent(name, any -> office.kiosk(name, MEETING)), deed.split(" "));
                }
            }

            assertBooks(office, end);
        }
    }

    private static void assertBooks(Office office, String expected) {
        Stream<String> ledger = office.ledger("abe").stream().map(line -> shortly(line));
        Stream<String> cases = office.open(MEETING).stream().map(ExceptionKind::name);
        assertThat(Stream.concat(ledger, cases))
                .containsExactlyInAnyOrder(expected.equals("nothing") ? new String[0] : expected.split(" "));
    }

    private static String shortly(String line) {
        return Stream.of("a", "b")
                .flatMap(session -> Stream.of(
                        Map.entry(line(session, 100), session + "+"), Map.entry(line(session, -100), session + "-")))
                .filter(known -> known.getKey().equals(line))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(line);
    }

    private static void does(Office office, VirtualKiosk kiosk, String... words) {
        switch (words[1]) {
            case "in" -> in(kiosk, words[2], words[3], words[4], words[5]);
            case "out" -> out(kiosk, words[2], words[3], words[4], words[5]);
            case "rescues" ->
                byHand(kiosk, words[2], words[3], Direction.IN, words[4], words[5], Optional.of(1L), "photo-id");
            case "cancels" -> kiosk.cancels(Long.parseLong(words[2]), "2026-10-16T" + words[3]);
            case "revoked" -> office.revoke(kiosk.id());
            case "sends" -> {
                kiosk.syncs(office);
                office.assertSound(MEETING);
            }
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
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
