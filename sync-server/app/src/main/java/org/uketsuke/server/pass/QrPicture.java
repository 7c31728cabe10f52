package org.uketsuke.server.pass;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A text as a QR code picture, black on white with a quiet zone: for cards, and for trying out booths. */
public final class QrPicture {
    private static final int PIXELS_PER_MODULE = 8;
    private static final int QUIET_MODULES = 4;

    private QrPicture() {}

    /** PNG bytes of the text's QR code, error correction level M. */
    public static byte[] png(String text) {
        try {
            Map<EncodeHintType, Object> hints = Map.of(
                    EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_MODULES);
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
            int size = modules.getWidth() * PIXELS_PER_MODULE;
            BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    boolean black = modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE);
                    picture.setRGB(x, y, black ? 0x000000 : 0xFFFFFF);
                }
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", png);
            return png.toByteArray();
        } catch (WriterException e) {
            throw new IllegalArgumentException("A text of %d characters fits no QR code".formatted(text.length()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture cannot be written to memory", e);
        }
    }
}
