package org.uketsuke.kiosk.camera;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Optional;

/**
 * Looks for a QR code with the library's own reader, which finds what {@link FinderScan} misses: very large codes of a pixel or
 * two a module, and bent ones.
 */
final class PlainReading {
    private final QRCodeReader reader = new QRCodeReader();

    /** The text of a code that is dark on light. */
    Optional<CodeRead> read(Grey grey) {
        PlanarYUVLuminanceSource source = new PlanarYUVLuminanceSource(
                grey.pixels(), grey.width(), grey.height(), 0, 0, grey.width(), grey.height(), false);
        try {
            String text = reader.decode(new BinaryBitmap(new GlobalHistogramBinarizer(source)))
                    .getText();
            return Optional.of(new CodeRead(text, CodeRead.Kind.SHARP));
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }
}
