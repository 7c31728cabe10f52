package org.uketsuke.protocol;

import java.text.Normalizer;

/**
 * The form in which kana is compared (domain 6.4), on the server when a roster is made and on the kiosk when staff search:
 * NFKC, katakana, small kana large, voicing marks and long marks dropped, ヴ as バ行, no spaces.
 */
public final class KanaKey {
    private static final String SMALL = "ァィゥェォッャュョヮヵヶ";
    private static final String LARGE = "アイウエオツヤユヨワカケ";

    private KanaKey() {}

    /** The search key of a name or of what staff typed. Anything that is not kana stays, in lower case. */
    public static String of(String text) {
        String katakana = toKatakana(Normalizer.normalize(text, Normalizer.Form.NFKC));
        String folded = katakana.replace("ヴァ", "バ")
                .replace("ヴィ", "ビ")
                .replace("ヴェ", "ベ")
                .replace("ヴォ", "ボ")
                .replace("ヴ", "ブ");
        StringBuilder key = new StringBuilder(folded.length());
        for (char c : Normalizer.normalize(folded, Normalizer.Form.NFD).toCharArray()) {
            boolean mark = c == '\u3099' || c == '\u309A' || c == 'ー' || c == '・' || c == '-' || c == '\'';
            if (!mark && !Character.isWhitespace(c)) {
                int small = SMALL.indexOf(c);
                key.append(small < 0 ? Character.toLowerCase(c) : LARGE.charAt(small));
            }
        }
        return key.toString();
    }

    private static String toKatakana(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            boolean hiragana = c >= 'ぁ' && c <= 'ゖ';
            out.append(hiragana ? (char) (c + 0x60) : c);
        }
        return out.toString();
    }
}
