package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.camera.FrameMaker.Scene;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Frame;
import org.uketsuke.kiosk.scan.FrameReader.Sighting;
import org.uketsuke.kiosk.scan.Repeats;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;

/** Frames as booths see them; the clock stands still, so that no budget ends a look on a busy machine. */
class CameraReaderTest {
    private static final String PASS = "UKP1" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(4) + "ABCDEFGHIJKLMNOPQRSTU";

    private final AtomicLong nanos = new AtomicLong();
    private final List<Scan> scans = new ArrayList<>();
    private final CameraReader reader = new CameraReader(
            scan -> {
                scans.add(scan);
                return Feedback.ACCEPT;
            },
            nanos::get);
    private final FrameMaker maker = new FrameMaker(1280, 720, new Random(20_261_122));

    @Test
    void passIsReadTurnedTiltedSmallInvertedAndInGlare() throws Exception {
        List<Scene> scenes = List.of(
                FrameMaker.easyScene(),
                new Scene(6, 45, 0.1, 0.6, 3, 30, 220, 0, 0, false),
                new Scene(6, 180, 0.3, 0.6, 3, 30, 220, 0, 0, false),
                new Scene(2.2, 8, 0.05, 0.5, 3, 30, 220, 0, 0, false),
                new Scene(5, 5, 0.05, 0.8, 3, 30, 220, 0, 0, true),
                new Scene(5, 5, 0.05, 0.8, 3, 30, 160, 0.5, 10, false));

        for (Scene scene : scenes) {
            scans.clear();
            nanos.addAndGet(Repeats.SAME_SCAN_NANOS);
            Sighting sighting = reader.look(maker.frame(PASS, scene));
            assertThat(sighting).as(scene.toString()).isEqualTo(Sighting.READ);
            assertThat(scans).as(scene.toString()).containsExactly(new Scan.Text(PASS, "camera"));
        }
    }

    @Test
    void passHeldStillIsOneScan() throws Exception {
        Frame frame = maker.frame(PASS, FrameMaker.easyScene());

        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(Repeats.SAME_SCAN_NANOS / 2);
            assertThat(reader.look(frame)).isEqualTo(Sighting.READ);
        }

        assertThat(scans).hasSize(1);
    }

    @Test
    void passThatCannotBeRecordedIsTriedEveryThreeSecondsAndNotWithEveryPicture() throws Exception {
        AtomicLong tries = new AtomicLong();
        CameraReader fullDisk = new CameraReader(
                new ScanSink() {
                    @Override
                    public Feedback accept(Scan scan) {
                        return take(scan).feedback();
                    }

                    @Override
                    public Taken take(Scan scan) {
                        tries.incrementAndGet();
                        return new Taken(Feedback.REJECT, false);
                    }
                },
                nanos::get);
        Frame frame = maker.frame(PASS, FrameMaker.easyScene());

        for (int i = 0; i < 9; i++) {
            assertThat(fullDisk.look(frame)).isEqualTo(Sighting.READ);
            nanos.addAndGet(Repeats.SAME_SCAN_NANOS / 4);
        }

        assertThat(tries).hasValue(3);
    }

    @Test
    void barcodeIsBelievedOnlyWhenTwoPicturesInARowGiveTheSame() throws Exception {
        Frame card = maker.bars("20261122", BarcodeFormat.CODE_128, true);
        Frame otherCard = maker.bars("31415926", BarcodeFormat.CODE_128, true);

        assertThat(reader.look(card)).isEqualTo(Sighting.NOTHING);
        assertThat(reader.look(otherCard)).isEqualTo(Sighting.NOTHING);
        assertThat(reader.look(card)).isEqualTo(Sighting.NOTHING);
        assertThat(scans).isEmpty();

        assertThat(reader.look(maker.bars("20261122", BarcodeFormat.CODE_128, true)))
                .isEqualTo(Sighting.READ);
        assertThat(scans).containsExactly(new Scan.Text("20261122", "camera"));
    }

    @Test
    void barcodeWhoseBarsLieIsFoundWithinThreePictures() throws Exception {
        Frame card = maker.bars("20261122", BarcodeFormat.CODE_39, false);

        reader.look(card);
        reader.look(card);
        reader.look(card);

        assertThat(scans).containsExactly(new Scan.Text("20261122", "camera"));
    }

    @Test
    void emptyDeskNoiseAndBadShapesReadNothing() throws Exception {
        byte[] noise = new byte[640 * 480];
        new Random(1).nextBytes(noise);

        assertThat(reader.look(new Frame(640, 480, noise))).isEqualTo(Sighting.NOTHING);
        assertThat(reader.look(new Frame(640, 480, new byte[640 * 480]))).isEqualTo(Sighting.NOTHING);
        assertThat(reader.look(new Frame(1, 1, new byte[1]))).isEqualTo(Sighting.NOTHING);
        assertThat(reader.look(new Frame(4000, 3, new byte[12_000]))).isEqualTo(Sighting.NOTHING);
        assertThat(scans).isEmpty();
        assertThatThrownBy(() -> new Frame(2, 2, new byte[3])).hasMessageContaining("4 bytes, this one 3");
    }

    @Test
    void benchCountsRightWrongAndMissing(@TempDir Path folder) throws Exception {
        save(folder.resolve("right.png"), maker.frame(PASS, FrameMaker.easyScene()));
        Files.writeString(folder.resolve("right.txt"), PASS + "\n");
        save(folder.resolve("wrong.png"), maker.frame("OTHER TEXT", FrameMaker.easyScene()));
        Files.writeString(folder.resolve("wrong.txt"), PASS);
        byte[] white = new byte[200 * 200];
        Arrays.fill(white, (byte) 255);
        save(folder.resolve("none.png"), new Frame(200, 200, white));
        Files.writeString(folder.resolve("none.txt"), PASS);
        save(folder.resolve("empty.png"), new Frame(200, 200, white));
        save(folder.resolve("surprise.png"), maker.frame("SURPRISE", FrameMaker.easyScene()));
        ByteArrayOutputStream report = new ByteArrayOutputStream();

        QrBench.Score score =
                new QrBench(nanos::get, new PrintStream(report, true, StandardCharsets.UTF_8)).run(folder, 2, true);

        assertThat(score.pictures()).isEqualTo(3);
        assertThat(score.readAtOnce()).isEqualTo(1);
        assertThat(score.readAsVideo()).isEqualTo(1);
        assertThat(score.wrong()).isEqualTo(1);
        assertThat(score.without()).isEqualTo(2);
        assertThat(score.falseReads()).isEqualTo(1);
        assertThat(score.believed()).isEqualTo(2);
        assertThat(score.times().frames()).isEqualTo(9);
        assertThat(report.toString(StandardCharsets.UTF_8))
                .contains("not read: none.png")
                .contains("read wrongly: wrong.png")
                .contains("read, but holds no code: surprise.png")
                .contains("3 pictures with a code")
                .contains("2 pictures without a code: 1 false reads");
    }

    @Test
    void benchNamesWhatItCannotRead(@TempDir Path folder) throws IOException {
        QrBench bench = new QrBench(nanos::get, System.out);

        assertThatThrownBy(() -> bench.run(folder, 1, false)).hasMessageContaining("holds no .png or .jpg");

        Files.writeString(folder.resolve("broken.png"), "no picture");
        assertThatThrownBy(() -> bench.run(folder, 1, false)).hasMessageContaining("broken.png");
    }

    private static void save(Path file, Frame frame) throws IOException {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < frame.luminance().length; i++) {
            int shade = frame.luminance()[i] & 0xFF;
            image.setRGB(i % frame.width(), i / frame.width(), shade << 16 | shade << 8 | shade);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
