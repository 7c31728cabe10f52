package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.screen.PageMessage.Kind;

/** A page that does not take its messages costs nobody anything. */
class SlowPageTest {

    @Test
    void onlyTheNewestResultWaitsForAPageThatIsBehind() throws InterruptedException {
        Audience audience = new Audience();
        Viewer slow = audience.admit();

        for (int i = 0; i < 100_000; i++) {
            audience.tell(Kind.RESULT, "{\"n\":" + i + "}");
            audience.tell(Kind.STATUS, "{\"s\":" + i + "}");
        }

        assertThat(slow.take(1))
                .contains("event: STATUS\ndata: {\"s\":99999}\n\nevent: RESULT\ndata: {\"n\":99999}\n\n");
        assertThat(slow.take(1)).contains(":\n\n");
    }

    @Test
    void resultCancelsAReadingThatWasNotSeenYet() throws InterruptedException {
        Audience audience = new Audience();
        Viewer viewer = audience.admit();

        audience.tell(Kind.READING, "{}");
        audience.tell(Kind.RESULT, "{\"n\":1}");

        assertThat(viewer.take(1)).contains("event: RESULT\ndata: {\"n\":1}\n\n");
    }

    @Test
    void pagesLeftBehindMakeRoomForNewOnes() throws InterruptedException {
        Audience audience = new Audience();
        Viewer oldest = audience.admit();

        for (int i = 0; i < Audience.PAGES_MAX; i++) {
            audience.admit();
        }

        assertThat(oldest.take(1)).isEmpty();
        assertThat(audience.size()).isEqualTo(Audience.PAGES_MAX);
    }

    @Test
    void closingWakesAPageThatWaits() throws InterruptedException {
        Audience audience = new Audience();
        Viewer viewer = audience.admit();
        CountDownLatch ended = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                if (viewer.take(60_000).isEmpty()) {
                    ended.countDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();

        audience.close();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void showingBeforeTheStartAndAfterTheEndHurtsNobody() {
        BoothFixture booth = new BoothFixture();
        booth.close();

        booth.screen.show(BoothFixture.named("山田 太◯"));
        booth.screen.reading();

        assertThat(booth.scans).isEmpty();
    }
}
