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
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.uketsuke.kiosk.scan.Frame;

/**
 * Measures how many codes the camera path reads from a folder of pictures: each {@code NAME.png} or {@code NAME.jpg} with the
 * right answer in {@code NAME.txt}; a picture without an answer must not be read at all and counts apart. Each picture is
 * decoded as the kiosk does, first once, then as a short video that shows it again and again until it is read.
 */
public final class QrBench {
    /** A camera with 30 pictures a second gives the next one after so long. */
    private static final double FRAME_MILLIS = 33;

    private final LongSupplier nanoTime;
    private final PrintStream out;

    /**
     * What a folder gave.
     *
     * @param pictures with an answer
     * @param readAtOnce those whose first frame gave the answer
     * @param readAsVideo those of which any frame gave the answer
     * @param wrong those of which a frame gave another text
     * @param without pictures without an answer
     * @param falseReads those of them of which a frame gave a text
     * @param believed of the wrong and false reads, those that the kiosk would have taken for a scan
     * @param times of all frames
     */
    public record Score(
            int pictures,
            int readAtOnce,
            int readAsVideo,
            int wrong,
            int without,
            int falseReads,
            int believed,
            Times times) {}

    /**
     * How long frames took.
     *
     * @param frames how many there were
     * @param p50Millis half took at most so long
     * @param p95Millis 95 of 100 took at most so long
     * @param p99Millis 99 of 100 took at most so long
     * @param late how many took longer than a camera takes for the next picture
     */
    public record Times(int frames, double p50Millis, double p95Millis, double p99Millis, int late) {
        private static Times of(List<Double> millis) {
            double[] sorted = millis.stream().mapToDouble(it -> it).sorted().toArray();
            int late = (int) millis.stream().filter(it -> it > FRAME_MILLIS).count();
            return new Times(sorted.length, share(sorted, 0.5), share(sorted, 0.95), share(sorted, 0.99), late);
        }
    }

    /** What one picture gave. */
    private record Shown(boolean atOnce, boolean read, boolean wrong, boolean wronglyBelieved) {}

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
        List<Shown> answered = new ArrayList<>();
        List<Shown> unanswered = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        for (Path file : files) {
            Picture picture = open(file);
            Shown shown = show(picture, frames, millis);
            (picture.answer().isPresent() ? answered : unanswered).add(shown);
            if (listMisses && !shown.read() && picture.answer().isPresent()) {
                out.println("not read: " + file.getFileName());
            }
            if (listMisses && shown.wrong()) {
                out.println((picture.answer().isPresent() ? "read wrongly: " : "read, but holds no code: ")
                        + file.getFileName());
            }
        }
        Score score = new Score(
                answered.size(),
                count(answered, Shown::atOnce),
                count(answered, Shown::read),
                count(answered, Shown::wrong),
                unanswered.size(),
                count(unanswered, Shown::wrong),
                count(answered, Shown::wronglyBelieved) + count(unanswered, Shown::wronglyBelieved),
                Times.of(millis));
        print(score, frames);
        return score;
    }

    private Shown show(Picture picture, int frames, List<Double> millis) {
        FrameDecoder decoder = new FrameDecoder(nanoTime);
        Belief belief = new Belief();
        boolean atOnce = false;
        boolean right = false;
        boolean wrong = false;
        boolean wronglyBelieved = false;
        for (int i = 0; i < frames && !right; i++) {
            long start = nanoTime.getAsLong();
            Optional<CodeRead> read = decoder.decode(picture.frame());
            millis.add((nanoTime.getAsLong() - start) / 1e6);
            Optional<String> text = read.map(it -> plain(it.text()));
            right = text.isPresent() && text.equals(picture.answer());
            atOnce |= right && i == 0;
            wrong |= text.isPresent() && !right;
            wronglyBelieved |= belief.believed(read).isPresent() && !right;
        }
        return new Shown(atOnce, right, wrong, wronglyBelieved);
    }

    private static int count(List<Shown> shown, Predicate<Shown> which) {
        return (int) shown.stream().filter(which).count();
    }

    private void print(Score score, int frames) {
        if (score.pictures() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%d pictures with a code: %d read at once (%.1f %%), %d as video of %d frames (%.1f %%), %d wrong reads%n",
                    score.pictures(),
                    score.readAtOnce(),
                    100.0 * score.readAtOnce() / score.pictures(),
                    score.readAsVideo(),
                    frames,
                    100.0 * score.readAsVideo() / score.pictures(),
                    score.wrong());
        }
        if (score.without() > 0) {
            out.printf("%d pictures without a code: %d false reads%n", score.without(), score.falseReads());
        }
        out.printf("wrong or false reads that the kiosk would believe: %d%n", score.believed());
        out.printf(
                Locale.ROOT,
                "%d frames: %.2f ms a frame p50, %.2f ms p95, %.2f ms p99; %d over %.0f ms%n",
                score.times().frames(),
                score.times().p50Millis(),
                score.times().p95Millis(),
                score.times().p99Millis(),
                score.times().late(),
                FRAME_MILLIS);
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
