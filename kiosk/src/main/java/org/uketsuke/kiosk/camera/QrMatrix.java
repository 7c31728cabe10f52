package org.uketsuke.kiosk.camera;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/**
 * A QR code to be drawn: the other way round of what the rest of this package does. Without its quiet zone, which is four
 * light modules on each side.
 */
public final class QrMatrix {
    /** Light modules that must be around it. */
    public static final int QUIET_ZONE = 4;

    private final ByteMatrix modules;

    private QrMatrix(ByteMatrix modules) {
        this.modules = modules;
    }

    /**
     * The smallest code that holds the text, with error correction M (15 %).
     *
     * @throws IllegalArgumentException if no QR code is that large
     */
    public static QrMatrix of(String text) {
        try {
            return new QrMatrix(
                    Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code holds these " + text.length() + " characters", e);
        }
    }

    /** Modules on each side. */
    public int size() {
        return modules.getWidth();
    }

    /** Whether a module is dark; counted from the upper left, from 0. */
    public boolean dark(int column, int row) {
        return modules.get(column, row) == 1;
    }
}
