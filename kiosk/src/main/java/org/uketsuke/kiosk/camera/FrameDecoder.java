package org.uketsuke.kiosk.camera;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Frame;

/** Finds and reads a code in one picture. */
final class FrameDecoder {
    private final LongSupplier nanoTime;

    FrameDecoder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Optional<CodeRead> decode(Frame frame) {
        try {
            PlanarYUVLuminanceSource grey = new PlanarYUVLuminanceSource(
                    frame.luminance(), frame.width(), frame.height(), 0, 0, frame.width(), frame.height(), false);
            String text = new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(grey)))
                    .getText();
            return Optional.of(new CodeRead(text, true));
        } catch (ReaderException e) {
            return Optional.empty();
        }
    }

    boolean sawSomethingLikeACode() {
        return false;
    }
}
