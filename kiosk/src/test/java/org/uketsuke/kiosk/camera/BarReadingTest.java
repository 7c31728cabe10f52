package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.camera.CodeRead.Kind;
import org.uketsuke.kiosk.scan.Frame;

/** Barcodes of cards as a camera sees them. */
class BarReadingTest {
    private final FrameMaker maker = new FrameMaker(1280, 720, new Random(20_261_122));
    private final BarReading bars = new BarReading();

    @Test
    void barsOfAllKindsOfCardAreReadUprightAndLying() throws Exception {
        for (BarcodeFormat format :
                List.of(BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.ITF, BarcodeFormat.CODABAR)) {
            for (boolean upright : List.of(true, false)) {
                List<Contrast> card = contrasts(maker.bars("20261122", format, upright));

                assertThat(bars.read(card, upright, Deadline.never()))
                        .as("%s, upright %s", format, upright)
                        .contains(new CodeRead("20261122", Kind.BARS));
                assertThat(bars.read(card, !upright, Deadline.never())).isEmpty();
            }
        }
    }

    @Test
    void oneLineAloneIsNotEnough() throws Exception {
        Frame card = maker.bars("20261122", BarcodeFormat.CODE_128, true);
        byte[] oneLine = new byte[card.luminance().length];
        int middle = card.height() / 2 + card.height() / (2 * BarReading.LINES);
        int from = (middle - 2) * card.width();
        System.arraycopy(card.luminance(), from, oneLine, from, 5 * card.width());

        assertThat(bars.read(contrasts(new Frame(card.width(), card.height(), oneLine)), true, Deadline.never()))
                .isEmpty();
    }

    @Test
    void shortTextsAndNoTimeGiveNothing() throws Exception {
        List<Contrast> shortText = contrasts(maker.bars("12", BarcodeFormat.CODE_39, true));
        List<Contrast> card = contrasts(maker.bars("20261122", BarcodeFormat.CODE_39, true));

        assertThat(bars.read(shortText, true, Deadline.never())).isEmpty();
        assertThat(bars.read(card, true, new Deadline(() -> 1, 0))).isEmpty();
    }

    private static List<Contrast> contrasts(Frame frame) {
        return Views.of(frame).contrastsForBars();
    }
}
