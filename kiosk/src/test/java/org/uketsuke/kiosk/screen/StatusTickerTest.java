package org.uketsuke.kiosk.screen;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusTickerTest {
    @Test
    void aStatusThatRanOutOfMemoryIsFollowedByTheNext() {
        try (BoothFixture booth = new BoothFixture()) {
            booth.statusRunsOutOfMemory = true;
            awaitAnother(booth);

            booth.statusRunsOutOfMemory = false;
            awaitAnother(booth);
        }
    }

    private static void awaitAnother(BoothFixture booth) {
        int asked = booth.statusesAsked.get();
        await().atMost(Duration.ofSeconds(20)).until(() -> booth.statusesAsked.get() > asked);
    }
}
