package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/**
 * Days at three booths of which the server hears in any order and in any pieces: links, taps of blank and of own cards, and
 * staff's cancelling of any of them. What comes out is compared with what a reader of the true story would say, and no tap may be
 * lost, nobody credited twice.
 */
final class TemporaryCardsInAnyOrderTest {
    private static final String MEETING = "annual-88";
    private static final List<String> MEMBERS = List.of("abe", "baba", "chiba");
    private static final List<String> BLANKS = List.of("blank-1", "blank-2");
    private static final Instant NINE = Office.jst("2026-10-16T09:00");
    private static final int KIOSKS = 3;
    private static final int DEEDS = 26;
    private static final int ORDERS = 3;
    private static final int STORIES = 9;

    @TempDir
    Path folder;

    static Stream<Arguments> stories() {
        long seed = System.nanoTime();
        return Stream.concat(
                IntStream.range(0, STORIES).mapToObj(i -> Arguments.of(Engine.SQLITE, seed + i, kind(i))),
                IntStream.range(0, Kind.values().length)
                        .mapToObj(i -> Arguments.of(Engine.POSTGRESQL, seed + i, kind(i))));
    }

    private static Kind kind(int number) {
        return Kind.values()[number % Kind.values().length];
    }

    /** What is hard about a story. */
    private enum Kind {
        /** Everything lies minutes apart. */
        CLEAR,
        /** Clocks do not always tell which came first. */
        CLOSE,
        /** Booths begin new journals, which say again what the old ones said; the old ones arrive as well. */
        COPIED
    }

    /**
     * A deed at a booth.
     *
     * @param at true time
     * @param kiosk booth
     * @param what link, tap of a blank card, tap of an own card, or void
     * @param card the card
     * @param member the member of a link, the holder of an own card
     * @param seen whether a link was made with proof
     * @param voids which deed is cancelled, by its place in the story
     */
    private record Deed(
            Instant at, int kiosk, String what, String card, String member, boolean seen, Optional<Integer> voids) {}

    /** Deeds in the order of their times; a void follows what it cancels, at the same booth. */
    private static List<Deed> story(Random random, Kind kind) {
        List<Deed> deeds = new ArrayList<>();
        Instant at = NINE;
        for (int i = 0; i < DEEDS; i++) {
            at = at.plusSeconds(kind == Kind.CLOSE ? 5 + random.nextInt(60) : 60 + random.nextInt(600));
            int kiosk = random.nextInt(KIOSKS);
            String member = MEMBERS.get(random.nextInt(MEMBERS.size()));
            String blank = BLANKS.get(random.nextInt(BLANKS.size()));
            int dice = random.nextInt(10);
            Optional<Integer> target = target(deeds, kiosk, random);
            if (dice < 3) {
                deeds.add(new Deed(at, kiosk, "link", blank, member, random.nextInt(4) > 0, Optional.empty()));
            } else if (dice < 7 || dice < 9 && target.isEmpty()) {
                deeds.add(new Deed(at, kiosk, "tap", blank, "", false, Optional.empty()));
            } else if (dice < 9) {
                deeds.add(new Deed(at, kiosk, "void", "", "", false, target));
            } else {
                deeds.add(new Deed(at, kiosk, "own", member, member, true, Optional.empty()));
            }
        }
        return deeds;
    }

    private static Optional<Integer> target(List<Deed> deeds, int kiosk, Random random) {
        List<Integer> there = Stream.iterate(0, i -> i + 1)
                .limit(deeds.size())
                .filter(i ->
                        deeds.get(i).kiosk() == kiosk && !deeds.get(i).what().equals("void"))
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(random.nextInt(there.size())));
    }

    /** The journals of a story, old ones among them. */
    private static List<VirtualKiosk> write(Office office, List<Deed> deeds, Kind kind) {
        List<VirtualKiosk> kiosks = new ArrayList<>();
        for (int i = 0; i < KIOSKS; i++) {
            kiosks.add(office.kiosk("k" + i, MEETING));
        }
        List<VirtualKiosk> old = new ArrayList<>();
        Map<Integer, Long> places = new HashMap<>();
        for (int i = 0; i < deeds.size(); i++) {
            Deed deed = deeds.get(i);
            if (kind == Kind.COPIED && i % 8 == 7) {
                VirtualKiosk before = kiosks.get(deed.kiosk());
                old.add(before);
                String time = LocalDateTime.ofInstant(deed.at().minusSeconds(30), ZoneOffset.ofHours(9))
                        .toString();
                kiosks.set(deed.kiosk(), before.begunAnew(time).carries(before));
                places.replaceAll((earlier, place) -> deeds.get(earlier).kiosk() == deed.kiosk() ? place + 1 : place);
            }
            VirtualKiosk kiosk = kiosks.get(deed.kiosk());
            switch (deed.what()) {
                case "link" ->
                    kiosk.at(
                            deed.at(),
                            deed.seen()
                                    ? kiosk.lending(deed.card(), deed.member(), "photo-id")
                                    : kiosk.lending(deed.card(), deed.member()));
                case "void" ->
                    kiosk.at(
                            deed.at(),
                            new org.uketsuke.protocol.JournalEvent.Voided(
                                    places.getOrDefault(deed.voids().orElseThrow(), 0L), "staff-1", "mistaken"));
                default -> kiosk.at(deed.at(), kiosk.touch(deed.card()));
            }
            places.put(i, (long) kiosk.length());
        }
        kiosks.addAll(old);
        return kiosks;
    }

    /** Sends the journals in random pieces, in random order. */
    private static void deliver(Office office, List<VirtualKiosk> kiosks, Random random) {
        Map<VirtualKiosk, Integer> sent = new HashMap<>();
        List<VirtualKiosk> left = new ArrayList<>(kiosks);
        left.removeIf(kiosk -> kiosk.length() == 0);
        while (!left.isEmpty()) {
            VirtualKiosk kiosk = left.get(random.nextInt(left.size()));
            int from = sent.getOrDefault(kiosk, 0);
            int count = 1 + random.nextInt(kiosk.length() - from);
            kiosk.push(office, from, count);
            sent.put(kiosk, from + count);
            left.removeIf(one -> sent.getOrDefault(one, 0) == one.length());
        }
    }

    /** Who was there, by the true story: nobody by a link, and nobody by what was cancelled or not looked at. */
    private static TreeSet<String> there(List<Deed> deeds) {
        TreeSet<Integer> cancelled = new TreeSet<>();
        deeds.forEach(deed -> deed.voids().ifPresent(cancelled::add));
        TreeSet<String> there = new TreeSet<>();
        for (int i = 0; i < deeds.size(); i++) {
            Deed deed = deeds.get(i);
            if (cancelled.contains(i)) {
                continue;
            }
            if (deed.what().equals("own")) {
                there.add(deed.member());
            } else if (deed.what().equals("tap")) {
                Stream.iterate(i - 1, before -> before - 1)
                        .limit(i)
                        .filter(before -> !cancelled.contains(before)
                                && deeds.get(before).what().equals("link")
                                && deeds.get(before).card().equals(deed.card()))
                        .findFirst()
                        .map(deeds::get)
                        .filter(Deed::seen)
                        .ifPresent(link -> there.add(link.member()));
            }
        }
        return there;
    }

    /** What does not hang on the order of arrival: whose each entry is and in which way it counts, and what everybody has. */
    private static Map<String, String> summary(Office office, List<VirtualKiosk> kiosks, Kind kind) {
        Map<String, String> summary = kind == Kind.COPIED ? new TreeMap<>() : entries(office, kiosks);
        MEMBERS.forEach(member -> summary.put(member, office.credits(member) + " " + office.days(member)));
        return summary;
    }

    private static Map<String, String> entries(Office office, List<VirtualKiosk> kiosks) {
        Map<String, String> summary = new TreeMap<>();
        office.storage()
                .read(handle -> handle.createQuery("SELECT j.kiosk, d.seq, d.kind, d.exception_kind, d.member,"
                                + " (SELECT COUNT(*) FROM voided v WHERE v.journal = d.journal AND v.seq = d.seq) AS void"
                                + " FROM decision d JOIN journal j ON j.id = d.journal")
                        .map((row, context) -> Map.entry(
                                row.getString(1) + " " + row.getLong(2),
                                row.getLong(6) > 0
                                        ? "void"
                                        : row.getString(3).replace("DUPLICATE", "AWARDED") + " " + row.getString(4)
                                                + " " + row.getString(5)))
                        .list())
                .forEach(entry -> summary.put(entry.getKey(), entry.getValue()));
        assertThat(summary)
                .hasSize(kiosks.stream().mapToInt(VirtualKiosk::length).sum());
        return summary;
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatComesOutIsWhatHappenedWhicheverIsHeardOfFirst(Engine engine, long seed, Kind kind) {
        Random random = new Random(seed);
        List<Deed> deeds = story(random, kind);
        List<Map<String, String>> summaries = new ArrayList<>();
        String story = "seed %d, %s, %s".formatted(seed, kind, deeds);
        for (int order = 0; order < ORDERS; order++) {
            try (Office office = new Office(Databases.open(engine, folder.resolve("order-" + order)))) {
                office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
                MEMBERS.forEach(office::specialist);
                office.itIs("2026-10-16T20:00");
                List<VirtualKiosk> kiosks = write(office, deeds, kind);
                kiosks.forEach(VirtualKiosk::doesNotTellItsClock);

                deliver(office, kiosks, random);

                assertThat(office.untold(MEETING)).as(story).isEmpty();
                office.assertSound(MEETING);
                summaries.add(summary(office, kiosks, kind));
                if (kind != Kind.CLOSE) {
                    assertThat(MEMBERS.stream()
                                    .filter(member -> office.credits(member) == 1500)
                                    .toList())
                            .as(story)
                            .containsExactlyElementsOf(there(deeds));
                }
            }
        }
        assertThat(summaries.stream().distinct().sorted(Comparator.comparing(Map::toString)))
                .as(story)
                .hasSize(1);
    }
}
