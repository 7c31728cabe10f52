package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.verify.Verification;

/** Eight pushes at the same time. */
final class ConcurrentPushesTest {
    private static final String MEETING = "annual-88";
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private Office office(Engine engine, List<String> members) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        members.forEach(office::specialist);
        return office;
    }

    private static List<String> members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "member-" + i).toList();
    }

    private static void allAtOnce(IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    work.accept(number);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameMembersAtEightKiosksAreAwardedOnce(Engine engine) throws Exception {
        List<String> members = members(60);
        try (Office office = office(engine, members)) {
            List<VirtualKiosk> kiosks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                VirtualKiosk kiosk = office.kiosk("k" + i, MEETING);
                List<String> shuffled = new ArrayList<>(members);
                Collections.shuffle(shuffled, new Random(i));
                shuffled.forEach(member -> kiosk.tap(member, "2026-10-16T09:00"));
                kiosks.add(kiosk);
            }

            allAtOnce(i -> kiosks.get(i).syncs(office));

            assertThat(office.ledgerOf(MEETING)).hasSize(60);
            assertThat(office.balanceSheet(MEETING).sum().awarded()).isEqualTo(60);
            assertThat(office.balanceSheet(MEETING).sum().duplicate()).isEqualTo(60 * (THREADS - 1));
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameJournalPushedEightTimesAtOnceIsStoredOnce(Engine engine) throws Exception {
        List<String> members = members(40);
        try (Office office = office(engine, members)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            members.forEach(member -> kiosk.tap(member, "2026-10-16T09:00"));

            allAtOnce(i -> {
                for (int after = 0; after < 40; after += 10) {
                    kiosk.push(office, after, 10 + i);
                }
            });
            kiosk.syncs(office);

            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(40);
            assertThat(office.ledgerOf(MEETING)).hasSize(40);
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCreditIsLostWhenTapsAreCancelledWhileOthersArrive(Engine engine) throws Exception {
        List<String> members = members(20);
        try (Office office = office(engine, members)) {
            List<VirtualKiosk> kiosks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                VirtualKiosk kiosk = office.kiosk("k" + i, MEETING);
                for (String member : members) {
                    kiosk.tap(member, "2026-10-16T09:00");
                    if (i % 2 == 0) {
                        kiosk.cancels(kiosk.length(), "2026-10-16T09:01");
                    }
                }
                kiosks.add(kiosk);
            }

            allAtOnce(i -> {
                VirtualKiosk kiosk = kiosks.get(i);
                for (int after = 0; after < kiosk.length(); after += 4) {
                    kiosk.push(office, after, 4);
                }
            });

            for (String member : members) {
                assertThat(office.balance(member + "-specialist", "2024-04-01"))
                        .as(member)
                        .isEqualTo(1500);
            }
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
        }
    }
}
