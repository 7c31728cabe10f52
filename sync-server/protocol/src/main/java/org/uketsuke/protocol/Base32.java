package org.uketsuke.protocol;

/** Base32 (RFC 4648 §6) without padding: the one encoding whose letters every keyboard layout types alike. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder((bytes.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8 | (b & 0xFF)) & 0xFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(buffer >> bits & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(buffer << (5 - bits) & 31));
        }
        return text.toString();
    }

    /**
     * The bytes of a text.
     *
     * @throws IllegalArgumentException for a letter outside the alphabet, or left-over bits that are not zero (so that no
     *     two texts stand for the same bytes)
     */
    static byte[] decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("Not a Base32 letter at position " + (i + 1));
            }
            buffer = (buffer << 5 | value) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
            throw new IllegalArgumentException("Base32 text ends within a byte");
        }
        return bytes;
    }
}
