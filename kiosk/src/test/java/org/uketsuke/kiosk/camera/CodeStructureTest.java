package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where things lie in a code, held to what another program paints, in all sizes and levels. */
class CodeStructureTest {
    private final Random random = new Random(20_261_122);

    @Test
    void knownModulesAreAsPainted() throws Exception {
        for (int version = 1; version <= 40; version++) {
            QRCode code = code(version, ErrorCorrectionLevel.M);
            int side = code.getMatrix().getWidth();
            KnownModules known = KnownModules.of(side);
            for (int i = 0; i < known.dark().length; i++) {
                assertThat(code.getMatrix().get(known.columns()[i], known.rows()[i]) == 1)
                        .as("version %d, column %d, row %d", version, known.columns()[i], known.rows()[i])
                        .isEqualTo(known.dark()[i]);
            }
        }
    }

    @Test
    void formatIsReadFromEitherCopyAndInAMirror() throws Exception {
        for (ErrorCorrectionLevel level : ErrorCorrectionLevel.values()) {
            QRCode code = code(3, level);
            double[] darkness = darkness(code.getMatrix());
            int side = code.getMatrix().getWidth();
            DataModules modules = DataModules.of(side);
            for (int lost : modules.format()[0]) {
                darkness[lost] = 0;
            }

            Format format = Format.likeliest(darkness, modules, false);
            Format mirrored = Format.likeliest(mirrored(darkness, side), modules, true);

            assertThat(format.level()).isEqualTo(level);
            assertThat(format.mask()).isEqualTo(code.getMaskPattern());
            assertThat(format.likeness()).isGreaterThan(0.99);
            assertThat(mirrored).isEqualTo(format);
        }
    }

    @Test
    void whatACodeSaysOfItselfIsPaintedAsItShouldBe() throws Exception {
        for (int version = 1; version <= 40; version++) {
            QRCode code = code(version, ErrorCorrectionLevel.Q);
            DataModules modules = DataModules.of(code.getMatrix().getWidth());
            BitMatrix bits = new BitMatrix(modules.side());

            modules.paint(bits, new Format(ErrorCorrectionLevel.Q, code.getMaskPattern(), 1));

            for (int row = 0; row < modules.side(); row++) {
                for (int column = 0; column < modules.side(); column++) {
                    if (bits.get(column, row)) {
                        assertThat(code.getMatrix().get(column, row)).isEqualTo((byte) 1);
                    }
                }
            }
        }
    }

    @Test
    void blocksOfAllSizesCorrectDamageAndSaySo() throws Exception {
        for (int version = 1; version <= 40; version++) {
            for (ErrorCorrectionLevel level : ErrorCorrectionLevel.values()) {
                QRCode code = code(version, level);
                double[] right = darkness(code.getMatrix());
                DataModules modules = DataModules.of(code.getMatrix().getWidth());
                Format format = Format.likeliest(right, modules, false);
                Blocks blocks = new Blocks(modules, format, new ReedSolomon());
                for (int block = 0; block < blocks.count(); block++) {
                    double[] seen = right.clone();
                    int[] own = blocks.modulesOf(block);
                    for (int i = 0; i < 16; i++) {
                        seen[own[i]] *= -0.1;
                    }
                    assertThat(blocks.correct(block, seen)).isTrue();
                    assertThat(Arrays.equals(seen, right)).isTrue();
                }
            }
        }
    }

    @Test
    void blockOfNoiseIsNotTakenForData() throws Exception {
        DataModules modules = DataModules.of(41);
        Blocks blocks = new Blocks(modules, new Format(ErrorCorrectionLevel.M, 3, 1), new ReedSolomon());
        for (int i = 0; i < 500; i++) {
            double[] noise = random.doubles(41 * 41, -1, 1).toArray();

            assertThat(blocks.correct(i % blocks.count(), noise)).isFalse();
        }
    }

    private QRCode code(int version, ErrorCorrectionLevel level) throws WriterException {
        return Encoder.encode("TEXT " + random.nextInt(1000), level, Map.of(EncodeHintType.QR_VERSION, version));
    }

    private static double[] darkness(ByteMatrix matrix) {
        double[] darkness = new double[matrix.getWidth() * matrix.getWidth()];
        for (int i = 0; i < darkness.length; i++) {
            darkness[i] = matrix.get(i % matrix.getWidth(), i / matrix.getWidth()) == 1 ? 1 : -1;
        }
        return darkness;
    }

    private static double[] mirrored(double[] darkness, int side) {
        double[] mirrored = new double[darkness.length];
        for (int i = 0; i < darkness.length; i++) {
            mirrored[i % side * side + i / side] = darkness[i];
        }
        return mirrored;
    }
}
