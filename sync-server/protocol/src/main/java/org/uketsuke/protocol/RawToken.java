package org.uketsuke.protocol;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The identity a card gives of itself, as read: an IDm or UID in upper-case hex, or the text of an id file or barcode. It
 * never leaves the process that read it except through {@link CardToken} or {@link SealedToken}; {@code toString} hides it,
 * so that it cannot reach a log.
 *
 * @param medium where it was read from
 * @param text canonical text, see {@link #of}
 */
public record RawToken(Medium medium, String text) {
    private static final int TEXT_LENGTH_MAX = 128;

    /**
     * Brings a token into its canonical form, so that a CSV file and a reader agree: hex media lose separators and become
     * upper case; texts are NFKC-normalised and trimmed.
     *
     * @throws IllegalArgumentException if the text cannot be a token of that medium; the message says why and never
     *     repeats the text
     */
    public static RawToken of(Medium medium, String raw) {
        return switch (medium) {
            case FELICA -> new RawToken(medium, hex(medium, raw, 8));
            case ISO14443 -> new RawToken(medium, hex(medium, raw, 4, 7, 10));
            case ISO7816, BARCODE -> new RawToken(medium, plain(raw));
            case PASS, UNRECOGNISED ->
                throw new IllegalArgumentException("A " + medium.wireName() + " has no card token");
        };
    }

    private static String hex(Medium medium, String raw, int... byteLengths) {
        String hex = raw.replaceAll("[ :\\-]", "").toUpperCase(Locale.ROOT);
        if (!hex.matches("[0-9A-F]*")) {
            throw new IllegalArgumentException("A " + medium.wireName() + " token is hex digits only");
        }
        for (int byteLength : byteLengths) {
            if (hex.length() == byteLength * 2) {
                return hex;
            }
        }
        throw new IllegalArgumentException("A %s token has %s bytes, this one has %d hex digits"
                .formatted(medium.wireName(), byteLengths.length == 1 ? "8" : "4, 7 or 10", hex.length()));
    }

    private static String plain(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException("A token text has 1 to " + TEXT_LENGTH_MAX + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A token text has no control characters");
        }
        return text;
    }

    @Override
    public String toString() {
        return "RawToken[" + medium.wireName() + ", hidden]";
    }
}
