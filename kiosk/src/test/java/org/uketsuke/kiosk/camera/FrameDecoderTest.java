package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.camera.CodeRead.Kind;
import org.uketsuke.kiosk.camera.FrameMaker.Scene;
import org.uketsuke.kiosk.scan.Frame;

/** The decoder's clock stands still where its budget does not matter. */
class FrameDecoderTest {
    private static final String PASS = "UKP1" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".repeat(4) + "ABCDEFGHIJKLMNOPQRSTU";

    private final AtomicLong nanos = new AtomicLong();
    private final FrameDecoder decoder = new FrameDecoder(nanos::get);
    private final FrameMaker maker = new FrameMaker(1280, 720, new Random(20_261_122));

    @Test
    void blurIsUndone() throws Exception {
        for (Scene blurred : List.of(
                new Scene(6, 15, 0.1, 3.2, 3, 40, 200, 0, 0, false),
                new Scene(4, -20, 0.1, 2, 6, 40, 200, 0, 0, false),
                new Scene(3, 10, 0.1, 1.5, 3, 40, 200, 0, 0, true))) {
            assertThat(decoder.decode(maker.frame(PASS, blurred)).map(CodeRead::text))
                    .as(blurred.toString())
                    .contains(PASS);
        }
    }

    @Test
    void codeHeldAtASteepSlantIsReadFromAllSides() throws Exception {
        for (int turn = 0; turn < 360; turn += 90) {
            Scene slanted = new Scene(5, turn + 10, 0.35, 0.6, 3, 40, 200, 0, 0, false);

            assertThat(decoder.decode(maker.frame(PASS, slanted)).map(CodeRead::text))
                    .as(slanted.toString())
                    .contains(PASS);
        }
    }

    @Test
    void onePixelAModuleIsEnoughForACleanPicture() throws Exception {
        ByteMatrix code = Encoder.encode(PASS, ErrorCorrectionLevel.M, Map.of(EncodeHintType.QR_VERSION, 40))
                .getMatrix();
        int side = code.getWidth();
        byte[] luminance = new byte[side * side];
        for (int i = 0; i < luminance.length; i++) {
            luminance[i] = code.get(i % side, i / side) == 1 ? 0 : (byte) 255;
        }

        assertThat(decoder.decode(new Frame(side, side, luminance))).contains(new CodeRead(PASS, Kind.SHARP));
    }

    @Test
    void codeSeenInAMirrorIsRead() throws Exception {
        Frame frame = maker.frame(PASS, new Scene(4, 10, 0.1, 1.8, 4, 40, 200, 0, 0, false));
        byte[] mirrored = new byte[frame.luminance().length];
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = frame.luminance()[i / 1280 * 1280 + 1279 - i % 1280];
        }

        assertThat(decoder.decode(new Frame(1280, 720, mirrored)).map(CodeRead::text))
                .contains(PASS);
    }

    @Test
    void timeThatIsUpEndsTheLookAfterOneLayout() throws Exception {
        AtomicLong asked = new AtomicLong();
        FrameDecoder hurried = new FrameDecoder(() -> asked.getAndAdd(FrameDecoder.BUDGET_NANOS));

        assertThat(hurried.decode(maker.frame(PASS, FrameMaker.easyScene())).map(CodeRead::text))
                .contains(PASS);
        byte[] noise = new byte[1280 * 720];
        new Random(3).nextBytes(noise);
        asked.set(0);
        assertThat(hurried.decode(new Frame(1280, 720, noise))).isEmpty();
        assertThat(asked.get() / FrameDecoder.BUDGET_NANOS).isLessThan(40);
    }

    @Test
    void somethingLikeACodeIsSaidToBeThere() throws Exception {
        Frame frame = maker.frame(PASS, FrameMaker.easyScene());
        byte[] spoilt = frame.luminance().clone();
        for (int y = 300; y < 420; y++) {
            Arrays.fill(spoilt, y * 1280 + 560, y * 1280 + 720, (byte) 255);
        }

        boolean read = decoder.decode(new Frame(1280, 720, spoilt)).isPresent();

        assertThat(read || decoder.sawSomethingLikeACode()).isTrue();
        assertThat(decoder.decode(new Frame(1280, 720, new byte[1280 * 720]))).isEmpty();
        assertThat(decoder.sawSomethingLikeACode()).isFalse();
    }
}
