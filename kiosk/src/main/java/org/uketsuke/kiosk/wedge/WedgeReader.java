package org.uketsuke.kiosk.wedge;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.scan.Repeats;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.scan.TypedReader;
import org.uketsuke.protocol.MemberPass;

/**
 * Turns what a keyboard-like scanner typed into a scan: without the scanner's prefix and suffix, within sizes, letters only.
 * The page has already told a scanner from a person and rebuilt the text from the keys' places (qr.md §3).
 */
public final class WedgeReader implements TypedReader {
    /** Longest text, in characters; a pass has about 150. */
    public static final int TEXT_LENGTH_MAX = 512;

    /** Stands for every burst that cannot be read: none of their letters is remembered. */
    private static final String UNREADABLE = "";

    private static final Logger LOG = LoggerFactory.getLogger(WedgeReader.class);

    private final ScannerFormat format;
    private final ScanSink sink;
    private final Repeats repeats;

    /**
     * Reads for one scanner.
     *
     * @param format how it frames its text
     * @param sink takes the scans
     * @param nanoTime monotonic clock, as {@link System#nanoTime}
     */
    public WedgeReader(ScannerFormat format, ScanSink sink, LongSupplier nanoTime) {
        this.format = format;
        this.sink = sink;
        this.repeats = new Repeats(nanoTime);
    }

    /**
     * Takes a burst. Too long a text is as good as one that could not be read; one with control characters comes from no
     * scanner and is ignored. The log says so without the text. The same text within 3 s is the same scan.
     */
    @Override
    public boolean typed(String typed) {
        if (typed.length() > TEXT_LENGTH_MAX) {
            unreadable();
            return false;
        }
        if (typed.chars().anyMatch(Character::isISOControl)) {
            LOG.warn("Scanner {} typed what no code holds ({} characters); ignored", format.profile(), typed.length());
            return false;
        }
        String text = inCapitals(unframed(typed).strip());
        if (text.isEmpty()) {
            return false;
        }
        if (!repeats.sameScan(text)) {
            boolean recorded = sink.take(new Scan.Text(text, format.profile())).recorded();
            if (!recorded) {
                repeats.forget();
            }
        }
        return true;
    }

    @Override
    public void unreadable() {
        if (!repeats.sameScan(UNREADABLE)) {
            LOG.warn("Scanner {} typed what cannot be read; counted", format.profile());
            sink.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, format.profile()));
        }
    }

    /** A scanner that makes up for a caps lock types a pass in small letters; a pass has none. */
    private static String inCapitals(String text) {
        boolean pass = text.regionMatches(true, 0, MemberPass.PREFIX, 0, MemberPass.PREFIX.length());
        return pass ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** Without prefix and suffix, each only where it is there: a scanner that was reset still works. */
    private String unframed(String typed) {
        String text = typed.startsWith(format.prefix())
                ? typed.substring(format.prefix().length())
                : typed;
        return text.endsWith(format.suffix())
                ? text.substring(0, text.length() - format.suffix().length())
                : text;
    }
}
