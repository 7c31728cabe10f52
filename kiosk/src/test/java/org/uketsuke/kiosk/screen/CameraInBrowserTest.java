package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.camera.CameraReader;
import org.uketsuke.kiosk.camera.FrameMaker;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Frame;
import org.uketsuke.kiosk.scan.FrameReader.Sighting;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.BoothStatus.Service;

/**
 * The booth's camera in a real browser, fed from a file, and a booth whose camera is not there. The decoder's clock stands
 * still, so that no budget ends a look on a busy machine.
 */
class CameraInBrowserTest {
    private static final String PASS = "UKP1" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(4) + "ABCDEFGHIJKLMNOPQRSTU";

    @TempDir
    private Path folder;

    @Test
    void codeHeldIntoTheCameraReachesTheKiosk() throws Exception {
        Peers.needBrowser();
        Path film = folder.resolve("film.y4m");
        film(film, new FrameMaker(1280, 720, new Random(5)).frame(PASS, FrameMaker.easyScene()));
        List<Scan> scans = new ArrayList<>();
        CameraReader reader = new CameraReader(
                scan -> {
                    scans.add(scan);
                    return Feedback.ACCEPT;
                },
                () -> 0L);

        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(
                        folder.resolve("profile"),
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-video-capture=" + film)) {
            booth.status = BoothFixture.status(Service.OPEN, "ready", true, 0);
            booth.sighting = Sighting.LIKE_A_CODE;
            browser.open(booth.screen.firstUrl());
            for (int i = 0; i < 4; i++) {
                Frame frame = booth.frames.take();
                assertThat(frame.width()).isEqualTo(1280);
                assertThat(frame.height()).isEqualTo(720);
                reader.look(frame);
            }

            assertThat(scans).containsExactly(new Scan.Text(PASS, "camera"));
            browser.until("document.getElementById('cameraHint').textContent === '画面を明るくしてかざしてください'");
            browser.picture("CAMERA-hint");
            assertThat(browser.text("#trouble")).doesNotContain("カメラ");
            assertThat(browser.text("#qrWhere")).isEqualTo("QRコードはカメラか読み取り機に");
        }
    }

    @Test
    void missingCameraIsSaidAndCardsGoOn() {
        Peers.needBrowser();
        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(folder.resolve("profile"), "--use-fake-ui-for-media-stream")) {
            booth.status = BoothFixture.status(Service.OPEN, "ready", true, 0);
            browser.open(booth.screen.firstUrl());

            browser.until("document.getElementById('trouble').textContent.includes('カメラが使えません（カードは使えます）')");

            browser.picture("CAMERA-lost");
            booth.screen.show(BoothFixture.named("山田 太◯"));
            browser.until("document.body.dataset.face === 'REGISTERED'");
        }
    }

    @Test
    void boothWithoutACameraNeverAsksForOne() {
        Peers.needBrowser();
        try (BoothFixture booth = new BoothFixture();
                Browser browser = new Browser(folder.resolve("profile"), "--use-fake-device-for-media-stream")) {
            browser.open(booth.screen.firstUrl()).until("document.getElementById('today').textContent !== ''");

            assertThat(browser.run("return document.getElementById('camera').srcObject === null"))
                    .isEqualTo(true);
            assertThat(booth.frames).isEmpty();
        }
    }

    /** An uncompressed film of one picture: YUV4MPEG2 with grey colours. */
    private static void film(Path file, Frame frame) throws IOException {
        byte[] grey = new byte[frame.width() * frame.height() / 2];
        Arrays.fill(grey, (byte) 128);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("YUV4MPEG2 W%d H%d F30:1 Ip A1:1 C420jpeg\n"
                    .formatted(frame.width(), frame.height())
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(frame.luminance());
                out.write(grey);
            }
        }
    }
}
