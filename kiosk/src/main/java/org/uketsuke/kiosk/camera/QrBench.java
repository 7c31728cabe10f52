package org.uketsuke.kiosk.camera;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.uketsuke.kiosk.scan.Frame;

/**
 * Measures how many codes the camera path reads from a folder of pictures: each {@code NAME.png} or {@code NAME.jpg} with the
 * right answer in {@code NAME.txt}; a picture without an answer must not be read at all. Each picture is decoded as the kiosk
 * does, first once, then as a short video that shows it again and again.
 */
public final class QrBench {
    private final LongSupplier nanoTime;
    private final PrintStream out;

    /** What a folder gave. */
    public record Score(int pictures, int readAtOnce, int readAsVideo, int wrong, double p50Millis, double p99Millis) {}

    private record Picture(Path file, Frame frame, Optional<String> answer) {}

    /**
     * A bench.
     *
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     * @param out where the report goes
     */
    public QrBench(LongSupplier nanoTime, PrintStream out) {
        this.nanoTime = nanoTime;
        this.out = out;
    }

    /**
     * Measures and prints.
     *
     * @param folder with the pictures
     * @param frames how many frames each picture is shown as video, at least 1
     * @param listMisses whether to name the pictures that were not read
     * @throws IOException if the folder or a picture cannot be read; the message names it
     */
    public Score run(Path folder, int frames, boolean listMisses) throws IOException {
        List<Path> files = pictures(folder);
        warmUp(files);
        int atOnce = 0;
        int asVideo = 0;
        int wrong = 0;
        List<Double> millis = new ArrayList<>();
        for (Path file : files) {
            Picture picture = open(file);
            FrameDecoder decoder = new FrameDecoder(nanoTime);
            boolean right = false;
            for (int i = 0; i < frames && !right; i++) {
                long start = nanoTime.getAsLong();
                Optional<CodeRead> read = decoder.decode(picture.frame());
                millis.add((nanoTime.getAsLong() - start) / 1e6);
                if (read.isPresent()) {
                    right = picture.answer().isPresent()
                            && plain(read.get().text()).equals(picture.answer().get());
                    wrong += right ? 0 : 1;
                    atOnce += right && i == 0 ? 1 : 0;
                }
            }
            asVideo += right ? 1 : 0;
            if (listMisses && !right && picture.answer().isPresent()) {
                out.println("not read: " + file.getFileName());
            }
        }
        double[] sorted = millis.stream().mapToDouble(it -> it).sorted().toArray();
        Score score = new Score(files.size(), atOnce, asVideo, wrong, share(sorted, 0.5), share(sorted, 0.99));
        print(score, frames);
        return score;
    }

    private void print(Score score, int frames) {
        out.printf(
                Locale.ROOT,
                "%d pictures: %d read at once (%.1f %%), %d as video of %d frames (%.1f %%), %d wrong reads; "
                        + "%.2f ms a frame p50, %.2f ms p99%n",
                score.pictures(),
                score.readAtOnce(),
                100.0 * score.readAtOnce() / score.pictures(),
                score.readAsVideo(),
                frames,
                100.0 * score.readAsVideo() / score.pictures(),
                score.wrong(),
                score.p50Millis(),
                score.p99Millis());
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(it ->
                            it.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(folder.toString(), null, "holds no .png or .jpg picture to read");
            }
            return files;
        }
    }

    /** The kiosk has been running for hours when a code is shown: compile the decoder before measuring it. */
    private void warmUp(List<Path> files) throws IOException {
        FrameDecoder decoder = new FrameDecoder(nanoTime);
        for (int i = 0; i < Math.min(60, files.size()); i++) {
            Frame frame = open(files.get(i * files.size() / Math.min(60, files.size())))
                    .frame();
            for (int again = 0; again < 3; again++) {
                boolean unused = decoder.decode(frame).isPresent();
            }
        }
    }

    private static Picture open(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("Not a picture that can be read: " + file);
        }
        String name = file.getFileName().toString();
        Path answer = file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".txt");
        Optional<String> text = Files.exists(answer) ? Optional.of(plain(Files.readString(answer))) : Optional.empty();
        return new Picture(file, grey(image), text);
    }

    /** Shades as the booth's page makes them (ITU-R BT.601). */
    private static Frame grey(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] luminance = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int red = row[x] >> 16 & 0xFF;
                int green = row[x] >> 8 & 0xFF;
                int blue = row[x] & 0xFF;
                luminance[y * width + x] = (byte) ((red * 77 + green * 150 + blue * 29) >> 8);
            }
        }
        return new Frame(width, height, luminance);
    }

    /** Answers are compared without the line ends that editors put into them. */
    private static String plain(String text) {
        return text.replace("\r", "").stripTrailing();
    }

    private static double share(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1.0, Math.floor(sorted.length * share))];
    }
}
