package org.uketsuke.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.Sample;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.Wire;

/** Sample cards and codes that can be touched on the screen of a demonstration. */
final class SampleFile {
    private static final String READER = "sample-panel";

    private SampleFile() {}

    /**
     * The file's form.
     *
     * @param samples in the order of the panel
     */
    record Samples(List<SampleLine> samples) {}

    /**
     * One sample: a card's token or a code's text.
     *
     * @param label what its button says
     * @param medium medium of a card, with its token
     * @param token as a CSV file of cards would hold it
     * @param text text of a QR code
     * @param why why a card gives no identity: {@code UNREADABLE}, {@code RANDOM_ID}, {@code NOT_A_MEMBER_CARD}
     */
    record SampleLine(
            Text label,
            Optional<Medium> medium,
            Optional<String> token,
            Optional<String> text,
            Optional<Scan.Why> why) {
        Sample sample() {
            Optional<Scan> counted = why.map(reason -> new Scan.Unidentified(reason, READER));
            Optional<Scan> code = text.map(value -> new Scan.Text(value, READER));
            return new Sample(label, counted.or(() -> code).orElseGet(this::card));
        }

        private Scan card() {
            return new Scan.Card(RawToken.of(medium.orElseThrow(), token.orElseThrow()), "sample", READER);
        }
    }

    /** Reads a file that the demo wrote; an unreadable one fails with what to do. */
    static List<Sample> read(Path file) {
        try {
            return Wire.read(Files.readAllBytes(file), Samples.class).samples().stream()
                    .map(SampleLine::sample)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot read the sample cards in " + file + ": give a file that the demo wrote", e);
        }
    }
}
