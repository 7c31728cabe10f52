package org.uketsuke.kiosk.camera;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.uketsuke.kiosk.scan.Frame;

/**
 * Makes frames as a booth's camera would see a card or a phone held out to it: turned, tilted, small, blurred, noisy, with
 * glare or the moiré of a screen, on a background that is not empty.
 */
public final class FrameMaker {
    private static final int SAMPLES = 3;

    private final int width;
    private final int height;
    private final Random random;

    /** How a code is shown. */
    public record Scene(
            double pixelsPerModule,
            double turnDegrees,
            double tilt,
            double blurPixels,
            double noise,
            double dark,
            double light,
            double glare,
            double moire,
            boolean inverted) {}

    /** Makes frames of that size from that randomness. */
    public FrameMaker(int width, int height, Random random) {
        this.width = width;
        this.height = height;
        this.random = random;
    }

    /** A scene as hard as people make it. */
    public Scene hardScene() {
        return new Scene(
                1.4 + Math.pow(random.nextDouble(), 1.3) * 5.6,
                random.nextGaussian() * 25,
                random.nextDouble() * 0.35,
                0.3 + random.nextDouble() * 1.9,
                2 + random.nextDouble() * 12,
                20 + random.nextDouble() * 60,
                110 + random.nextDouble() * 130,
                random.nextInt(3) == 0 ? random.nextDouble() : 0,
                random.nextInt(3) == 0 ? random.nextDouble() * 25 : 0,
                random.nextInt(8) == 0);
    }

    /** A sharp, bright code that fills much of the frame. */
    public static Scene easyScene() {
        return new Scene(6, 4, 0.05, 0.6, 2, 30, 225, 0, 0, false);
    }

    /** A frame that shows a text as a QR code with level M. */
    public Frame frame(String text, Scene scene) throws WriterException {
        ByteMatrix code = Encoder.encode(text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.MARGIN, 0))
                .getMatrix();
        BitMatrix bits = new BitMatrix(code.getWidth());
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y) == 1) {
                    bits.set(x, y);
                }
            }
        }
        return frame(bits, scene);
    }

    /** A frame that shows a card with a barcode, its bars standing upright or lying. */
    public Frame bars(String text, BarcodeFormat format, boolean upright) throws WriterException {
        BitMatrix bits = new MultiFormatWriter().encode(text, format, 1, 1, Map.of(EncodeHintType.MARGIN, 20));
        int modulePixels = 3;
        int length = bits.getWidth() * modulePixels;
        double[] light = background();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int along = (upright ? x - width / 2 : y - height / 2) + length / 2;
                int aside = upright ? y - height / 2 : x - width / 2;
                if (along >= 0 && along < length && Math.abs(aside) < height / 5) {
                    light[y * width + x] = bits.get(along / modulePixels, 0) ? 40 : 220;
                }
            }
        }
        return photographed(light, new Scene(modulePixels, 0, 0, 0.8, 4, 40, 220, 0, 0, false));
    }

    private Frame frame(BitMatrix bits, Scene scene) {
        double[] light = background();
        paint(bits, scene, light);
        return photographed(light, scene);
    }

    private Frame photographed(double[] light, Scene scene) {
        blur(light, scene.blurPixels());
        byte[] luminance = new byte[width * height];
        double glareX = width * (0.3 + 0.4 * random.nextDouble());
        double glareY = height * (0.3 + 0.4 * random.nextDouble());
        double wave = 2.2 + random.nextDouble() * 3;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                double far = Math.hypot(x - glareX, y - glareY) / (height * 0.2);
                double shine = scene.glare() * 140 * Math.exp(-far * far);
                double stripes = scene.moire() * Math.sin((x * 0.9 + y * 0.43) * 2 * Math.PI / wave / 2);
                double shade = light[i] + shine + stripes + random.nextGaussian() * scene.noise();
                luminance[i] = (byte) Math.max(0, Math.min(255, Math.round(shade)));
            }
        }
        return new Frame(width, height, luminance);
    }

    /** A desk with things on it. */
    private double[] background() {
        double[] light = new double[width * height];
        Arrays.fill(light, 90 + random.nextDouble() * 80);
        for (int n = 0; n < 25; n++) {
            int w = 5 + random.nextInt(width / 4);
            int h = 3 + random.nextInt(height / 4);
            int left = random.nextInt(width) - w / 2;
            int top = random.nextInt(height) - h / 2;
            double shade = 20 + random.nextDouble() * 220;
            for (int y = Math.max(0, top); y < Math.min(height, top + h); y++) {
                Arrays.fill(
                        light,
                        y * width + Math.max(0, left),
                        y * width + Math.max(0, Math.min(width, left + w)),
                        shade);
            }
        }
        return light;
    }

    /** Paints the code with its quiet zone, each pixel the mean of several points in it. */
    private void paint(BitMatrix bits, Scene scene, double[] light) {
        double side = bits.getWidth();
        double reach = scene.pixelsPerModule() * side / 2;
        double angle = Math.toRadians(scene.turnDegrees());
        double tiltX = scene.tilt() * (random.nextDouble() * 2 - 1);
        double tiltY = scene.tilt() * (random.nextDouble() * 2 - 1);
        double room = Math.min(width, height) / 2.0 - reach * 1.5;
        double centreX = width / 2.0 + Math.max(0, room) * (random.nextDouble() - 0.5);
        double centreY = height / 2.0 + Math.max(0, room) * (random.nextDouble() - 0.5);
        double quiet = 3 / side * 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                int inside = 0;
                for (int s = 0; s < SAMPLES * SAMPLES; s++) {
                    double px = (x + (s % SAMPLES + 0.5) / SAMPLES - 0.5 - centreX) / reach;
                    double py = (y + (s / SAMPLES + 0.5) / SAMPLES - 0.5 - centreY) / reach;
                    double depth = 1 + tiltX * px + tiltY * py;
                    double u = (px * Math.cos(angle) + py * Math.sin(angle)) / depth;
                    double v = (-px * Math.sin(angle) + py * Math.cos(angle)) / depth;
                    if (Math.abs(u) < 1 + quiet && Math.abs(v) < 1 + quiet) {
                        inside++;
                        int column = (int) Math.floor((u + 1) / 2 * side);
                        int row = (int) Math.floor((v + 1) / 2 * side);
                        boolean within = column >= 0 && row >= 0 && column < side && row < side;
                        boolean dark = (within && bits.get(column, row)) != scene.inverted();
                        sum += dark ? scene.dark() : scene.light();
                    }
                }
                if (inside > 0) {
                    int i = y * width + x;
                    light[i] = (sum + light[i] * (SAMPLES * SAMPLES - inside)) / (SAMPLES * SAMPLES);
                }
            }
        }
    }

    /** Gaussian blur, along rows and then along columns. */
    private void blur(double[] light, double sigma) {
        int radius = (int) Math.ceil(sigma * 3);
        double[] weights = new double[2 * radius + 1];
        double total = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = Math.exp(-i * i / (2 * sigma * sigma));
            total += weights[i + radius];
        }
        for (boolean along : new boolean[] {true, false}) {
            double[] from = light.clone();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double sum = 0;
                    for (int i = -radius; i <= radius; i++) {
                        int px = along ? Math.max(0, Math.min(width - 1, x + i)) : x;
                        int py = along ? y : Math.max(0, Math.min(height - 1, y + i));
                        sum += from[py * width + px] * weights[i + radius];
                    }
                    light[y * width + x] = sum / total;
                }
            }
        }
    }
}
