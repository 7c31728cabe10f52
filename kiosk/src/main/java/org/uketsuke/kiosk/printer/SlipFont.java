package org.uketsuke.kiosk.printer;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.uketsuke.kiosk.printer.Slip.Size;

/** A font of this machine that has Japanese letters. The kiosk carries none: a font is larger than the kiosk. */
final class SlipFont {
    /** Letters that every Japanese font has: kana, common kanji, and two of names that only good fonts have not as boxes. */
    private static final String SAMPLE = "受付あアｱー髙﨑";

    /** Plain, even strokes print best without grey; in this order where several are installed. */
    private static final List<String> PREFERRED = List.of(
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "IPAexGothic",
            "IPAGothic",
            "TakaoGothic",
            "VL Gothic",
            "BIZ UDGothic",
            "Yu Gothic",
            "Meiryo",
            "MS Gothic",
            "Hiragino Sans");

    private final Font font;

    private SlipFont(Font font) {
        this.font = font;
    }

    /** The best that is installed; empty where no font has Japanese letters. Takes some hundred milliseconds. */
    static Optional<SlipFont> installed() {
        List<String> all =
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        Stream<String> candidates = Stream.concat(
                PREFERRED.stream().filter(all::contains), all.stream().filter(SlipFont::isNoLogicalFont));
        return candidates
                .map(family -> new Font(family, Font.PLAIN, Size.NORMAL.dots))
                .filter(candidate -> candidate.canDisplayUpTo(SAMPLE) < 0)
                .findFirst()
                .map(SlipFont::new);
    }

    /** Those are Java's own mixtures; they claim what they draw as boxes. */
    private static boolean isNoLogicalFont(String family) {
        return !List.of("Dialog", "DialogInput", "SansSerif", "Serif", "Monospaced")
                .contains(family);
    }

    /** The font in a size. */
    Font of(Size size) {
        return font.deriveFont((float) size.dots);
    }

    /** Its name, for the log. */
    String family() {
        return font.getFamily();
    }
}
