package org.uketsuke.kiosk.profile;

import java.util.HexFormat;
import java.util.Locale;

/**
 * A pattern over bytes: hex digits that must be equal, {@code .} for any digit, and {@code *} at the end for any rest. Used
 * for ATRs ({@code 3B 8. 80 01 *}) and status words ({@code 90 ..}).
 *
 * @param digits the pattern without spaces and without {@code *}
 * @param open whether more bytes may follow
 */
public record HexMask(String digits, boolean open) {
    /**
     * Reads a mask.
     *
     * @throws IllegalArgumentException if the text is not one; the message says what is wrong
     */
    public static HexMask parse(String text) {
        String compact = text.replace(" ", "").toUpperCase(Locale.ROOT);
        boolean open = compact.endsWith("*");
        String digits = open ? compact.substring(0, compact.length() - 1) : compact;
        if (!digits.matches("[0-9A-F.]*")) {
            throw new IllegalArgumentException("'" + text + "' is not hex digits, dots and one * at the end");
        }
        if (digits.length() % 2 != 0 || compact.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' does not stand for whole bytes");
        }
        return new HexMask(digits, open);
    }

    /** Whether the bytes fit. */
    public boolean matches(byte[] bytes) {
        String hex = HexFormat.of().withUpperCase().formatHex(bytes);
        if (hex.length() < digits.length() || (!open && hex.length() > digits.length())) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '.' && digits.charAt(i) != hex.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
