package org.uketsuke.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The form in which names in kanji are compared (domain 6.4), at the office and at the staff desk: the search finds 髙橋 by
 * 高橋. Display keeps the member's own letters.
 */
public final class KanjiKey {
    private static final Map<Integer, Integer> USUAL = usual();

    private KanjiKey() {}

    private static Map<Integer, Integer> usual() {
        int[] pairs = "髙高﨑崎碕崎嵜崎𠮷吉邊辺邉辺齋斎齊斉濱浜濵浜澤沢廣広國国櫻桜惠恵嶋島嶌島眞真𣘺橋德徳瀨瀬桒桑冨富"
                .codePoints()
                .toArray();
        Map<Integer, Integer> usual = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            usual.put(pairs[i], pairs[i + 1]);
        }
        return Map.copyOf(usual);
    }

    /** The form in which names are compared: the usual letter for each, small letters, no spaces. */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.replaceAll("\\p{IsWhite_Space}", "")
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(letter -> folded.appendCodePoint(USUAL.getOrDefault(letter, letter)));
        return folded.toString();
    }

    /**
     * A LIKE pattern for small letters, with escape {@code !}, that every spelling fits; some others fit too, so the names it
     * finds are compared {@link #folded} again. Letters that have variants, or cases that SQLite does not know, fit any one.
     */
    public static String pattern(String text) {
        StringBuilder pattern = new StringBuilder();
        folded(text).codePoints().forEach(letter -> {
            boolean cased = letter > 127 && Character.toUpperCase(letter) != letter;
            if (cased || USUAL.containsValue(letter)) {
                pattern.append('_');
            } else {
                pattern.append(letter == '%' || letter == '_' || letter == '!' ? "!" : "")
                        .appendCodePoint(letter);
            }
        });
        return pattern.toString();
    }
}
