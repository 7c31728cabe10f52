package org.uketsuke.server.imports;

import java.text.Normalizer;

/** Brings texts into one spelling without touching the glyphs that people write their names with. */
final class Glyphs {
    private Glyphs() {}

    /**
     * NFC, so that か followed by a voicing mark is が, and no blanks around. Compatibility ideographs stay as they are: NFC
     * would turn U+FA19 (神 in its old form) into another glyph than its bearer's.
     */
    static String tidy(String text) {
        StringBuilder tidied = new StringBuilder(text.length());
        int from = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int codePoint = text.codePointAt(at);
            if (isCompatibilityIdeograph(codePoint)) {
                tidied.append(Normalizer.normalize(text.substring(from, at), Normalizer.Form.NFC));
                tidied.appendCodePoint(codePoint);
                from = at + Character.charCount(codePoint);
            }
        }
        return tidied.append(Normalizer.normalize(text.substring(from), Normalizer.Form.NFC))
                .toString()
                .strip();
    }

    private static boolean isCompatibilityIdeograph(int codePoint) {
        return codePoint >= 0xF900 && codePoint <= 0xFAFF || codePoint >= 0x2F800 && codePoint <= 0x2FA1F;
    }

    /** Kana as full-width katakana; anything else as NFKC has it. */
    static String katakana(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : Normalizer.normalize(text, Normalizer.Form.NFKC).toCharArray()) {
            boolean hiragana = c >= 'ぁ' && c <= 'ゖ';
            out.append(hiragana ? (char) (c + 0x60) : c);
        }
        return out.toString();
    }

    /** Whether the text has letters of the Latin alphabet and no Chinese characters or kana: it is its own reading. */
    static boolean isLatin(String text) {
        return text.codePoints().anyMatch(Character::isLetter)
                && text.codePoints()
                        .filter(Character::isLetter)
                        .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN);
    }
}
