package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.line;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/**
 * The office imports while a push is under way that read the books before: it is judged by the new ones all the same. PostgreSQL
 * only: SQLite has one writer at a time.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ReplayBesidePushTest {
    @TempDir
    Path folder;

    /** The server's clock, which stands still when a push asks for the time of its answer: all its work is done, not committed. */
    private static final class HeldClock extends Clock {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger questions = new AtomicInteger();
        private final Instant now;

        HeldClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            if (questions.incrementAndGet() == 2) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Office office() {
        Office office = DoorMeeting.office(Databases.open(Engine.POSTGRESQL, folder), "abe");
        office.member("mori");
        office.card("mori", "mori", "2024-04-01", "2029-03-31");
        return office;
    }

    /** Mori's first qualification comes in between the work of a push and its commit. */
    private static void importsBeside(Office office, VirtualKiosk kiosk) throws Exception {
        HeldClock clock = new HeldClock(office.now());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Ingest ingest = office.ingest(clock)) {
            Future<PushAnswer> push = threads.submit(
                    () -> ingest.push(kiosk.id(), kiosk.journal(), kiosk.request(0, kiosk.length(), office.now())));
            clock.reached.await();
            office.qualification("mori", "specialist", "2024-04-01", "2029-03-31");
            Future<Replay.Outcome> replay = threads.submit(() -> office.replays("import of qualifications"));
            while (!replay.isDone() && !somebodyWaits(office)) {
                Thread.onSpinWait();
            }
            clock.goOn.countDown();
            VirtualKiosk.current(push.get());
            replay.get();
        } finally {
            clock.goOn.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean somebodyWaits(Office office) {
        return office.storage()
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    @Test
    void firstTouchesAtAMeetingAreJudgedByWhatCameInBesideThem() throws Exception {
        try (Office office = office()) {
            VirtualKiosk door = in(office.kiosk("k1", MEETING), "hall", "a", "mori", "09:58");
            out(door, "hall", "a", "mori", "11:05");

            importsBeside(office, door);

            assertThat(office.ledger("mori")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @Test
    void firstTouchesOfAMemberAreJudgedByWhatCameInBesideThem() throws Exception {
        try (Office office = office()) {
            in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58").syncs(office);
            VirtualKiosk door = in(office.kiosk("k2", MEETING), "hall", "a", "mori", "09:58");
            out(door, "hall", "a", "mori", "11:05");

            importsBeside(office, door);

            assertThat(office.ledger("mori")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @Test
    void firstTapAtAMeetingIsDecidedByWhatCameInBesideIt() throws Exception {
        try (Office office = office()) {
            VirtualKiosk reception = office.kiosk("k1", MEETING).tap("mori", "2026-10-16T09:00");

            importsBeside(office, reception);

            assertThat(office.credits("mori")).isEqualTo(1500);
            office.assertSound(MEETING);
        }
    }
}
