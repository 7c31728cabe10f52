package org.uketsuke.kiosk.camera;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A QR code to show or print.
 *
 * @param modules modules along one side, with the quiet zone of four around it
 * @param path the dark modules as an SVG path in units of modules
 */
public record QrPicture(int modules, String path) {
    private static final int QUIET_MODULES = 4;

    /**
     * The code of a text, error correction M.
     *
     * @throws IllegalArgumentException if the text is too long for a QR code
     */
    public static QrPicture of(String text) {
        try {
            BitMatrix matrix = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET_MODULES,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    StandardCharsets.UTF_8.name()));
            return new QrPicture(matrix.getWidth(), path(matrix));
        } catch (WriterException e) {
            throw new IllegalArgumentException(
                    "A text of " + text.length() + " characters is too long for a QR code", e);
        }
    }

    private static String path(BitMatrix matrix) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }
}
