package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.scan.Feedback;

@Timeout(60)
final class WarmUpTest {
    @TempDir
    Path folder;

    @Test
    void warmingUpRecordsShowsAndRegistersNothing() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            long before = booth.journal.head().seq();

            booth.reception.warmUp();

            assertThat(booth.journal.head().seq()).isEqualTo(before);
            assertThat(booth.shown).isEmpty();
            assertThat(booth.reception.registeredToday()).isZero();
            assertThat(booth.reception.accept(TestBooth.card(0))).isEqualTo(Feedback.ACCEPT);
            assertThat(booth.journal.verify().whole()).isTrue();
        }
    }

    @Test
    void warmingUpEndsInTimeOnASlowMachineToo() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            AtomicLong nanos = new AtomicLong();
            Reception slow = booth.reception(() -> nanos.addAndGet(300_000_000L));

            slow.warmUp();

            assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        }
    }

    @Test
    void warmingUpEndsWhenTheBoothCloses() {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            AtomicInteger looks = new AtomicInteger();
            Reception closing = booth.reception(() -> {
                if (looks.incrementAndGet() == 3) {
                    Thread.currentThread().interrupt();
                }
                return 0;
            });

            closing.warmUp();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(looks).hasValueLessThan(10);
        }
    }

    @Test
    void tapsAreTakenWhileItWarmsUp() throws InterruptedException {
        try (TestBooth booth = TestBooth.unlocked(folder)) {
            AtomicBoolean underWay = new AtomicBoolean();
            Thread[] warming = {null};
            Reception reception = booth.reception(() -> {
                if (Thread.currentThread() == warming[0]) {
                    underWay.set(true);
                }
                return 0;
            });
            warming[0] = new Thread(reception::warmUp);
            warming[0].start();
            while (!underWay.get()) {
                Thread.onSpinWait();
            }

            Feedback feedback = reception.accept(TestBooth.card(0));
            boolean stillWarming = warming[0].isAlive();
            warming[0].interrupt();
            warming[0].join();

            assertThat(feedback).isEqualTo(Feedback.ACCEPT);
            assertThat(stillWarming).isTrue();
            assertThat(booth.journal.verify().whole()).isTrue();
        }
    }

    @Test
    void aBoothWithoutARosterWarmsUpToo() {
        try (TestBooth booth = new TestBooth(folder)) {
            AtomicLong nanos = new AtomicLong();
            Reception reception = booth.reception(() -> nanos.addAndGet(1_000_000_000L));

            reception.warmUp();

            assertThat(booth.journal.head().seq()).isZero();
        }
    }
}
