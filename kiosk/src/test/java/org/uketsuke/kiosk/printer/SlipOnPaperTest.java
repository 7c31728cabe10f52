package org.uketsuke.kiosk.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.printer.Slip.Size;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.profile.PrinterProfile;

/** What comes out of a printer, dot by dot: the bytes are read back as a printer reads them. */
final class SlipOnPaperTest {
    private static final Path PICTURES = Path.of("target/slips");
    private static final Slip NOT_FOUND = Slip.with()
            .centred(Size.SMALL, "一般社団法人 見本学会 第70回総会")
            .centred(Size.LARGE, "参加証を保管してください")
            .rule()
            .line(Size.NORMAL, "受付で会員情報を確認できませんでした。参加証（ネームカード）を捨てずにお持ちになり、会期後にWebから単位を申請してください。")
            .line(Size.SMALL, "Please keep your certificate of attendance and apply on the web after the meeting.")
            .gap()
            .row("受付番号", "A-0017")
            .row("日時", "2026-11-22 09:02")
            .row("お名前", "髙橋 𠮷彦・﨑山・渡邊")
            .gap()
            .code("https://office.example.org/apply?slip=A-0017")
            .centred(Size.HUGE, "A-0017")
            .slip();

    private PrinterProfile wide;

    @BeforeEach
    void fontIsThere() {
        Peers.needBrowser();
        wide = profile("epson-tm-m30-lan");
    }

    private static PrinterProfile profile(String id) {
        return HardwareProfiles.load(Platform.LINUX, Optional.empty())
                .printer(id)
                .orElseThrow();
    }

    private static BufferedImage drawn(PrinterProfile profile) {
        return new Ink(profile.widthDots(), SlipFont.installed().orElseThrow()).draw(NOT_FOUND);
    }

    @Test
    void everyDotThatWasDrawnIsBurntAndNoOther() throws IOException {
        for (String id : List.of("epson-tm-m30-lan", "epson-tm-t88-usb", "star-esc-pos-lan")) {
            PrinterProfile profile = profile(id);
            BufferedImage drawn = drawn(profile);

            BufferedImage paper = EscPosPaper.picture(EscPos.print(drawn, profile));

            assertThat(paper.getWidth()).isEqualTo(profile.widthDots());
            assertThat(paper.getHeight()).isEqualTo(drawn.getHeight());
            assertThat(differences(drawn, paper)).as(id).isZero();
            assertThat(black(paper)).as("dots on the paper of " + id).isBetween(20_000L, 120_000L);
            Files.createDirectories(PICTURES);
            ImageIO.write(paper, "png", PICTURES.resolve(id + ".png").toFile());
        }
    }

    private static long differences(BufferedImage one, BufferedImage other) {
        long count = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return count;
    }

    private static long black(BufferedImage picture) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xFF) == 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void theCodeOnThePaperSaysWhatItShouldAlsoOnNarrowPaper() throws Exception {
        for (int width : new int[] {384, 576}) {
            BufferedImage paper = new Ink(width, SlipFont.installed().orElseThrow()).draw(NOT_FOUND);

            String read = new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(
                            width, paper.getHeight(), paper.getRGB(0, 0, width, paper.getHeight(), null, 0, width)))))
                    .getText();

            assertThat(read).isEqualTo("https://office.example.org/apply?slip=A-0017");
        }
    }

    @Test
    void nothingIsCutOffAtTheEdges() {
        for (int width : new int[] {384, 512, 576}) {
            BufferedImage plain = new Ink(width, SlipFont.installed().orElseThrow())
                    .draw(Slip.with()
                            .line(Size.LARGE, "単位登録の受付が確認できなかった方へのご案内とお願い・Information".repeat(3))
                            .row("とても長い見出しはここで折り返されますので読めます", "12,345")
                            .slip());

            int rightmost = 0;
            for (int y = 0; y < plain.getHeight(); y++) {
                for (int x = 0; x < width; x++) {
                    rightmost = (plain.getRGB(x, y) & 0xFF) == 0 ? Math.max(rightmost, x) : rightmost;
                }
            }

            assertThat(rightmost).as("rightmost dot of " + width).isBetween(width - 40, width - 1);
        }
    }

    @Test
    void aPrintBeginsWithResetAndEndsWithTheCut() {
        byte[] print = EscPos.print(new BufferedImage(576, 500, BufferedImage.TYPE_BYTE_BINARY), wide);

        assertThat(print).startsWith(0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00, 72, 0, 240, 0);
        assertThat(print).endsWith(0x1D, 0x56, 0x42, 0x00);
        assertThat(print).hasSize(2 + 3 * 8 + 72 * 500 + 4);
    }

    @Test
    void onlyAnAnswerToTheQuestionIsTakenForOne() {
        assertThat(EscPos.paper(0x12)).isEqualTo(EscPos.Paper.THERE);
        assertThat(EscPos.paper(0x1E)).as("near the end").isEqualTo(EscPos.Paper.THERE);
        assertThat(EscPos.paper(0x72)).isEqualTo(EscPos.Paper.OUT);
        assertThat(EscPos.paper(0x7E)).isEqualTo(EscPos.Paper.OUT);
        assertThat(EscPos.paper('A')).isEqualTo(EscPos.Paper.UNKNOWN);
        assertThat(EscPos.paper(0)).isEqualTo(EscPos.Paper.UNKNOWN);
    }

    @Test
    void aSlipWithNothingOrWithAnUnreadableCodeIsRefused() {
        assertThatThrownBy(() -> Slip.with().slip()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slip.with().code("x".repeat(1_001))).hasMessageContaining("1 to 1000 characters");
    }
}
