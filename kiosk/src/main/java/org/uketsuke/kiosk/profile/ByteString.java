package org.uketsuke.kiosk.profile;

import java.util.HexFormat;
import java.util.Locale;

/**
 * Bytes of a profile, as a value.
 *
 * @param hex upper-case hex without separators
 */
public record ByteString(String hex) {
    /**
     * Reads hex digits, in pairs, with spaces anywhere between pairs: {@code FF CA 00 00 00}.
     *
     * @throws IllegalArgumentException if the text is empty or not that; the message says what is wrong
     */
    public static ByteString parse(String text) {
        String hex = text.replace(" ", "").toUpperCase(Locale.ROOT);
        if (hex.isEmpty()) {
            throw new IllegalArgumentException("no bytes");
        }
        if (hex.length() % 2 != 0) {
            throw new IllegalArgumentException("'" + text + "' has an odd number of hex digits");
        }
        if (!hex.matches("[0-9A-F]*")) {
            throw new IllegalArgumentException("'" + text + "' is not hex digits and spaces only");
        }
        return new ByteString(hex);
    }

    /** The bytes, in an array of their own. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Number of bytes. */
    public int length() {
        return hex.length() / 2;
    }
}
