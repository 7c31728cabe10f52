package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.line;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** Whatever arrives first: what a member's touches come to is the same. */
final class DoorTouchesInAnyOrderTest {
    private static final List<String> ORDERS = List.of("012", "021", "102", "120", "201", "210");
    private static final int ROUNDS = 4;

    @TempDir
    Path folder;

    static Stream<Arguments> orders() {
        return Arrays.stream(Engine.values())
                .flatMap(engine -> ORDERS.stream().map(order -> Arguments.of(engine, order)));
    }

    private static void arrive(String order, Runnable... pieces) {
        order.chars().forEach(piece -> pieces[piece - '0'].run());
    }

    private Office office(Engine engine) {
        return office(Databases.open(engine, folder));
    }

    private static Office office(Storage storage) {
        return DoorMeeting.office(storage, "abe", "baba");
    }

    @ParameterizedTest
    @MethodSource("orders")
    void touchThatWasCarriedOverCountsOnceAndItsVoidReachesIt(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk original = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            in(original, "hall", "a", "abe", "09:58");
            in(original, "hall", "a", "baba", "09:59");
            VirtualKiosk copy = original.begunAnew("2026-10-16T10:20").carries(original);
            VirtualKiosk last = copy.begunAnew("2026-10-16T10:30").carries(copy).cancels(4, "2026-10-16T10:40");
            VirtualKiosk way = out(office.kiosk("k2", MEETING), "hall", "a", "abe", "11:05");
            out(way, "hall", "a", "baba", "11:05").syncs(office);

            arrive(order, () -> original.syncs(office), () -> copy.syncs(office), () -> last.syncs(office));

            assertThat(office.credits("abe")).isZero();
            assertThat(office.ledger("baba")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void touchOfARevokedKioskCountsOnceOneThatStillStandsCarriesItOver(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk revoked = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
            office.revoke("k1");
            VirtualKiosk copy =
                    office.kiosk("k2", MEETING).opens("2026-10-16T10:20").carries(revoked);
            VirtualKiosk copyOfCopy = copy.begunAnew("2026-10-16T10:50").carries(copy);
            out(office.kiosk("k3", MEETING), "hall", "a", "abe", "11:05").syncs(office);

            arrive(order, () -> revoked.syncs(office), () -> copy.syncs(office), () -> copyOfCopy.syncs(office));

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.KIOSK_UNTRUSTED);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void tapOfARevokedKioskAtTheReceptionCountsOnceOneThatStillStandsCarriesItOver(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk revoked = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:58");
            office.revoke("k1");
            VirtualKiosk copy =
                    office.kiosk("k2", MEETING).opens("2026-10-16T10:20").carries(revoked);
            VirtualKiosk copyOfCopy = copy.begunAnew("2026-10-16T10:50").carries(copy);

            arrive(order, () -> revoked.syncs(office), () -> copy.syncs(office), () -> copyOfCopy.syncs(office));

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.KIOSK_UNTRUSTED);
            office.assertSound(MEETING);
        }
    }

    /** What is kept of touches, and what came of them, where pieces arrived in that order. */
    private List<String> kept(Engine engine, String order, List<VirtualKiosk> kiosks, List<Consumer<Office>> pieces) {
        try (Office office = office(Databases.open(engine, folder.resolve(order)))) {
            kiosks.forEach(office::enrol);
            arrive(
                    order,
                    pieces.stream()
                            .map(piece -> (Runnable) () -> piece.accept(office))
                            .toArray(Runnable[]::new));
            office.assertSound(MEETING);
            List<String> kept = new ArrayList<>(touches(office));
            office.ledgerOf(MEETING)
                    .forEach(
                            entry -> kept.add(entry.member() + " " + entry.key().kind()));
            return kept;
        }
    }

    private static List<String> touches(Office office) {
        return office.storage()
                .read(handle -> handle.createQuery("SELECT member, journal, at FROM session_touch ORDER BY 3, 1, 2")
                        .map((row, context) -> "%s %s %tR"
                                .formatted(
                                        row.getString(1),
                                        row.getString(2).replaceFirst("~.*", ""),
                                        Instant.ofEpochMilli(row.getLong(3)).atZone(ZoneId.of("Asia/Tokyo"))))
                        .list());
    }

    private static Consumer<Office> all(VirtualKiosk kiosk) {
        return office -> kiosk.push(office, 0, kiosk.length());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void touchOfAnotherHistoryCountsOnceAndByItsOwnClockWheneverItsCopyArrives(Engine engine, String order) {
        try (Office enrolment = office(engine)) {
            VirtualKiosk main = enrolment.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            VirtualKiosk clone = main.cloned();
            in(main, "hall", "a", "baba", "09:58");
            clone.restarts();
            clone.clockIsOffBy(Duration.ofHours(-1));
            out(clone, "hall", "a", "abe", "11:05");
            VirtualKiosk copy = clone.begunAnew("2026-10-16T11:30").carries(clone);

            List<String> kept = kept(engine, order, List.of(main), List.of(all(main), all(clone), all(copy)));

            assertThat(kept).containsExactly("baba " + main.journal() + " 09:58", "abe " + clone.journal() + " 11:05");
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void copiesOfATouchWhoseJournalNeverCameCountOnce(Engine engine, String order) {
        try (Office enrolment = office(engine)) {
            VirtualKiosk lost = out(enrolment.kiosk("k1", MEETING), "hall", "a", "abe", "11:05");
            VirtualKiosk copy = lost.begunAnew("2026-10-16T11:30").carries(lost);
            VirtualKiosk next = lost.begunAnew("2026-10-16T11:40");
            next.clockIsOffBy(Duration.ofHours(1));
            next.carries(copy);
            VirtualKiosk last = lost.begunAnew("2026-10-16T11:50").carries(next);

            List<String> kept = kept(engine, order, List.of(lost), List.of(all(copy), all(next), all(last)));

            String first = Stream.of(copy, next, last)
                    .map(VirtualKiosk::journal)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            assertThat(kept).containsExactly("abe " + first + (first.equals(next.journal()) ? " 10:05" : " 11:05"));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void touchThatIsInDoubtWhereItStoodFirstDoesNotCountByItsCopies(Engine engine, String order) {
        try (Office enrolment = office(engine)) {
            VirtualKiosk door = enrolment.kiosk("k1", MEETING);
            door.clockIsOffBy(Duration.ofDays(-4));
            door.at(Office.jst("2026-10-20T13:00"), DoorMeeting.atDoor(door.touch("abe"), "hall", "c", Direction.IN));
            VirtualKiosk copy = door.begunAnew("2026-10-16T11:30").carries(door);
            VirtualKiosk next = copy.begunAnew("2026-10-16T11:40").carries(copy);

            List<String> kept = kept(engine, order, List.of(door), List.of(all(door), all(copy), all(next)));

            assertThat(kept.stream().filter(line -> line.contains(" session")).toList())
                    .hasSize(order.startsWith("0") ? 0 : 2);
            assertThat(kept).noneMatch(line -> line.contains(" 13:00"));
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void touchOfATemporaryCardCountsOnceWhoeverGetsIt(Engine engine, String order) {
        try (Office enrolment = office(engine)) {
            VirtualKiosk desk = enrolment.kiosk("k1", MEETING).lends("lent", "abe", "2026-10-16T09:30", "photo-id");
            desk.cancels(1, "2026-10-16T11:10").lends("lent", "baba", "2026-10-16T09:30", "photo-id");
            VirtualKiosk door = enrolment.kiosk("k2", MEETING);
            door.clockIsOffBy(Duration.ofHours(-1));
            out(door, "hall", "a", "lent", "11:05");
            VirtualKiosk copy = door.begunAnew("2026-10-16T11:30").carries(door);

            List<String> kept = kept(engine, order, List.of(desk, door), List.of(all(desk), all(door), all(copy)));

            assertThat(kept).containsExactly("baba " + door.journal() + " 11:05");
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void temporaryCardCountsForItsHolderWheneverTheLinkArrives(Engine engine, String order) {
        try (Office office = office(engine)) {
            VirtualKiosk desk = office.kiosk("k1", MEETING).lends("lent", "abe", "2026-10-16T09:30", "photo-id");
            VirtualKiosk door = in(office.kiosk("k2", MEETING), "hall", "a", "lent", "09:58");
            VirtualKiosk way = out(office.kiosk("k3", MEETING), "hall", "a", "lent", "11:05");

            arrive(order, () -> desk.syncs(office), () -> door.syncs(office), () -> way.syncs(office));
            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.days("abe")).isEmpty();
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
            desk.cancels(1, "2026-10-16T12:00")
                    .lends("lent", "baba", "2026-10-16T09:30", "photo-id")
                    .syncs(office);

            assertThat(office.credits("abe")).isZero();
            assertThat(office.ledger("baba")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cardThatComesIntoTheBooksLaterGivesItsTouches(Engine engine) {
        try (Office office = office(engine)) {
            office.member("mori");
            VirtualKiosk kiosk = in(office.kiosk("k1", MEETING), "hall", "a", "new-card", "09:58");
            out(kiosk, "hall", "a", "new-card", "11:05").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);

            office.card("mori", "new-card", "2024-04-01", "2029-03-31");
            office.replays("import of cards");
            assertThat(office.ledger("mori")).isEmpty();
            office.assertSound(MEETING);
            office.qualification("mori", "specialist", "2024-04-01", "2029-03-31");
            office.replays("import of qualifications");
            office.replays("import of qualifications");

            assertThat(office.ledger("mori")).containsExactly(line("a", 100));
            assertThat(office.open(MEETING)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void changedAgendaGivesAndTakes(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
            out(kiosk, "hall", "a", "abe", "11:05");
            in(kiosk, "annex", "c", "abe", "13:05").syncs(office);

            office.storage().change(handle -> {
                handle.execute("UPDATE session SET room = 'annex' WHERE id = 'c'");
                handle.execute("DELETE FROM session WHERE id = 'a'");
            });
            office.replays("import of sessions");

            assertThat(office.ledger("abe")).containsExactlyInAnyOrder(line("a", 100), line("a", -100), line("c", 100));
            office.assertSound(MEETING);
        }
    }

    /** Deeds of one kiosk at a door: touches of both members in and out of all sessions, and voids of some. */
    private static VirtualKiosk deeds(VirtualKiosk kiosk, Random random) {
        kiosk.doesNotTellItsClock();
        for (int i = 0; i < 12; i++) {
            String member = random.nextBoolean() ? "abe" : "baba";
            String room = random.nextInt(3) == 0 ? "annex" : "hall";
            String session = room.equals("annex") ? "b" : random.nextInt(3) == 0 ? "c" : "a";
            String time = "%02d:%02d".formatted(9 + random.nextInt(5), random.nextInt(60));
            if (i > 2 && random.nextInt(5) == 0) {
                kiosk.cancels(1 + random.nextInt(i), "2026-10-16T15:00");
            } else if (random.nextBoolean()) {
                in(kiosk, room, session, member, random.nextBoolean() ? time : "10:0" + random.nextInt(9));
            } else {
                out(kiosk, room, session, member, random.nextBoolean() ? time : "11:0" + random.nextInt(9));
            }
        }
        return kiosk;
    }

    @ParameterizedTest
    @EnumSource
    void kiosksInAnyOrderInPushesOfAnySizeComeToTheSame(Engine engine) {
        long seed = new Random().nextLong();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Long> before = new HashMap<>();
            for (int order = 0; order < 2; order++) {
                Random deeds = new Random(seed + round);
                Random arrival = new Random(seed + round + 100L * order);
                try (Office office = DoorMeeting.office(
                        Databases.open(engine, folder.resolve(round + "-" + order)), "abe", "baba")) {
                    List<VirtualKiosk> kiosks = IntStream.range(0, 3)
                            .mapToObj(i -> deeds(office.kiosk("k" + i, MEETING), deeds))
                            .toList();
                    arriveInPieces(office, kiosks, arrival);
                    Map<String, Long> sums = sums(office);

                    assertThat(order == 0 ? sums : before)
                            .as("seed " + seed + " round " + round)
                            .isEqualTo(sums);
                    before.putAll(sums);
                    office.assertSound(MEETING);
                }
            }
        }
    }

    private static void arriveInPieces(Office office, List<VirtualKiosk> kiosks, Random random) {
        List<VirtualKiosk> turns = new ArrayList<>();
        kiosks.forEach(kiosk -> turns.addAll(Collections.nCopies(4, kiosk)));
        Collections.shuffle(turns, random);
        Map<VirtualKiosk, Integer> sent = new HashMap<>();
        turns.forEach(kiosk -> {
            int after = sent.getOrDefault(kiosk, 0);
            int count = Math.min(1 + random.nextInt(5), kiosk.length() - after);
            kiosk.push(office, after, count);
            sent.put(kiosk, after + count);
        });
        kiosks.forEach(kiosk -> kiosk.syncs(office));
    }

    private static Map<String, Long> sums(Office office) {
        Map<String, Long> sums = new HashMap<>();
        office.ledgerOf(MEETING)
                .forEach(entry -> sums.merge(
                        entry.key().qualification() + " "
                                + entry.key().session().orElse(""),
                        entry.hundredths(),
                        Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    @ParameterizedTest
    @EnumSource
    void wayInAndWayOutThatArriveAtTheSameMomentMakeAPair(Engine engine) throws Exception {
        try (Office office = office(engine)) {
            List<VirtualKiosk> kiosks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                office.specialist("m" + i);
                kiosks.add(in(office.kiosk("in" + i, MEETING), "hall", "a", "m" + i, "09:58"));
                kiosks.add(out(office.kiosk("out" + i, MEETING), "hall", "a", "m" + i, "11:05"));
            }
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                List<Future<?>> running = new ArrayList<>();
                kiosks.forEach(kiosk -> running.add(threads.submit(() -> kiosk.syncs(office))));
                for (Future<?> one : running) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(office.ledgerOf(MEETING)).hasSize(40);
            office.assertSound(MEETING);
        }
    }
}
