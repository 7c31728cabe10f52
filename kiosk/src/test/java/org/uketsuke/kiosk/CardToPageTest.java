package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;
import jnasmartcardio.Smartcardio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.rig.ImmediateReader;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.SealedToken;

/** From the card on the reader to the picture before the person's eyes: pcscd, the whole kiosk, Chromium, no server. */
final class CardToPageTest {
    private static final int MEMBERS = 1000;
    private static final int TOUCHES = 100;
    private static final int WARM_UP_TOUCHES = 10;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final String NOBODY = "http://127.0.0.1:9";

    /** Notes when each result is about to be painted, by the clock that this program reads too. */
    private static final String WATCH = """
            window.painted = [];
            new MutationObserver(() => {
              const face = document.body.dataset.face;
              requestAnimationFrame(() => painted.push({ face, at: performance.timeOrigin + performance.now() }));
            }).observe(document.body, { attributes: true, attributeFilter: ["data-face"] });
            """;

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void everyCardIsAnsweredOnThePageOnceAndItIsSaidHowSoon() throws Exception {
        Peers.needBrowser();
        try (Pcscd pcscd = Pcscd.reserve(folder.resolve("pcscd"))) {
            ImmediateReader reader = pcscd.immediateReader("SONY FeliCa RC-S300/S (1469193)");
            pcscd.start();
            prepare(folder.resolve("kiosk"));
            try (Kiosk kiosk = start(folder.resolve("kiosk"));
                    Browser browser = new Browser(folder.resolve("chromium"))) {
                browser.open(kiosk.screenUrl())
                        .until("document.body.dataset.ready === 'true'")
                        .until("document.getElementById('meeting').textContent.includes('見本')");
                browser.run(WATCH);
                CardTerminal field = TerminalFactory.getInstance("PC/SC", null, new Smartcardio())
                        .terminals()
                        .list()
                        .get(0);
                double[] presentedAtMillis = new double[TOUCHES];

                for (int touch = 0; touch < TOUCHES; touch++) {
                    presentedAtMillis[touch] = nowMillis();
                    reader.field()
                            .insert(VirtualCard.felica(SampleRoster.card(touch).text()));
                    browser.until("painted.filter((p) => p.face === 'REGISTERED').length > " + touch);
                    reader.field().remove();
                    assertThat(field.waitForCardAbsent(PATIENCE_MILLIS)).isTrue();
                }

                assertThat(browser.run("return [...new Set(painted.map((p) => p.face))].join()"))
                        .isEqualTo("REGISTERED");
                print(presentedAtMillis, paintedAtMillis(browser));
            }
        }
    }

    private static double nowMillis() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
    }

    private static List<Double> paintedAtMillis(Browser browser) {
        List<Double> times = new ArrayList<>();
        for (Object at : (List<?>) browser.run("return painted.map((p) => p.at)")) {
            times.add(((Number) at).doubleValue());
        }
        assertThat(times).hasSize(TOUCHES);
        return times;
    }

    private static void print(double[] presented, List<Double> painted) {
        double[] millis = new double[TOUCHES - WARM_UP_TOUCHES];
        for (int touch = WARM_UP_TOUCHES; touch < TOUCHES; touch++) {
            millis[touch - WARM_UP_TOUCHES] = painted.get(touch) - presented[touch];
        }
        Arrays.sort(millis);
        System.out.printf(
                "Card presented to result on the page, %d touches: p50 %.0f ms, p95 %.0f ms, max %.0f ms (goal: p95 200 ms)%n",
                millis.length, millis[millis.length / 2], millis[millis.length * 95 / 100], millis[millis.length - 1]);
    }

    private Kiosk start(Path data) throws Exception {
        KioskSettings settings = new KioskSettings(
                data,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                DutySettings.none(),
                "test");
        Clock duringTheMeeting = Clock.offset(
                Clock.systemUTC(), Duration.between(Instant.now(), TestBooth.OPENS.plus(Duration.ofHours(1))));
        return Kiosk.start(settings, duringTheMeeting, System::nanoTime, random);
    }

    /** An enrolled kiosk that has its roster and no network. */
    private void prepare(Path data) {
        assertThat(data.toFile().mkdirs()).isTrue();
        assertThat(KioskKey.of(data, random).publicKey()).hasSize(32);
        KeyPair sealing = SealedToken.newSealingKey(random);
        new Enrolment(
                        NOBODY,
                        "k-1",
                        TestBooth.assignment(SampleRoster.MEETING),
                        base64(SampleRoster.serverKey()),
                        base64(SealedToken.rawPublicKey(sealing.getPublic())))
                .write(data);
        SampleRoster roster = SampleRoster.make(folder.resolve("sample.db"), MEMBERS, 1);
        SampleRoster.vault(data, random).installSnapshot(roster.manifest(), roster.bytes());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
