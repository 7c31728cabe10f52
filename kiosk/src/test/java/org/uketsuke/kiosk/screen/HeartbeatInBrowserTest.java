package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.screen.BoothFixture.Beat;

/** The pages of the kiosk say that people can see them, in a real browser. */
final class HeartbeatInBrowserTest {
    private static final long PERIOD_SECONDS_MAX = 8;

    @TempDir
    Path folder;

    @Test
    void aTabSpeaksForTheBoothAlsoWhileItShowsAPageOfStaff() throws Exception {
        Peers.needBrowser();
        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(folder.resolve("profile"))) {
            browser.open(booth.screen.firstUrl());
            Beat first = next(booth);
            assertThat(first.publicPage()).isTrue();
            assertThat(next(booth)).isEqualTo(first);

            for (String page : new String[] {"desk", "opening", "closing"}) {
                browser.run("location.href = '/" + page + "'");
                browser.until("location.pathname === '/" + page + "'");

                assertThat(beatOf(booth, false)).as(page).isEqualTo(new Beat(first.tab(), false));
            }
            browser.run("location.href = '/'");
            assertThat(beatOf(booth, true)).isEqualTo(first);
        }
    }

    @Test
    void aPageBehindAnotherTabIsSilent() throws Exception {
        Peers.needBrowser();
        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(folder.resolve("profile"))) {
            browser.open(booth.screen.firstUrl());
            Beat first = next(booth);

            browser.driver().switchTo().newWindow(WindowType.TAB);
            booth.beats.poll(1, TimeUnit.SECONDS);
            booth.beats.clear();

            assertThat(booth.beats.poll(6, TimeUnit.SECONDS)).isNull();
            browser.driver().close();
            browser.driver()
                    .switchTo()
                    .window(browser.driver().getWindowHandles().iterator().next());
            assertThat(next(booth)).isEqualTo(first);
        }
    }

    private static Beat beatOf(BoothFixture booth, boolean publicPage) throws InterruptedException {
        Beat beat = next(booth);
        while (beat.publicPage() != publicPage) {
            beat = next(booth);
        }
        return beat;
    }

    private static Beat next(BoothFixture booth) throws InterruptedException {
        Beat beat = booth.beats.poll(PERIOD_SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(beat).as("a beat within " + PERIOD_SECONDS_MAX + " s").isNotNull();
        return beat;
    }
}
