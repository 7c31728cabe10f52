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

    /**
     * A QR code as a drawing that stands within a page, for what must have no address of its own.
     *
     * @param modules its width and height, quiet zone included
     * @param path SVG path of its black modules, one unit each
     */
    public record Drawing(int modules, String path) {
        /** Hides what can be read from it. */
        @Override
        public String toString() {
            return "Drawing[" + modules + "]";
        }
    }

    /** The text's QR code as a drawing, error correction level M. */
    public static Drawing drawing(String text) {
        BitMatrix modules = modules(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new Drawing(modules.getWidth(), path.toString());
    }

    /** PNG bytes of the text's QR code, error correction level M. */
    public static byte[] png(String text) {
        try {
            BitMatrix modules = modules(text);
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
        } catch (IOException e) {
            throw new UncheckedIOException("A picture cannot be written to memory", e);
        }
    }

    private static BitMatrix modules(String text) {
        try {
            Map<EncodeHintType, Object> hints = Map.of(
                    EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_MODULES);
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("A text of %d characters fits no QR code".formatted(text.length()), e);
        }
    }
}
