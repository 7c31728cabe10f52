package org.uketsuke.protocol;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The one spelling of a room's name. Agendas, doors and touches find each other by it, so it must not matter how somebody's
 * keyboard wrote it: width, compatibility characters (NFKC), blanks, and what nobody can see are made one. The last goes first, for it
 * would keep letters from being joined. A name that is kept is spelled as it is.
 */
public final class RoomName {
    /** Longest name, in characters. */
    public static final int LENGTH_MAX = 60;

    private static final Pattern BLANKS = Pattern.compile(" +");

    /** Zero-width characters, and selectors of a glyph's variant. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]");

    private RoomName() {}

    /** A name as it is kept, of somebody who cannot be asked for another one: what {@link #of} refuses stays as it is. */
    public static String spelled(String given) {
        try {
            return of(given);
        } catch (IllegalArgumentException e) {
            return given;
        }
    }

    /**
     * A name as it is kept.
     *
     * @param typed as somebody wrote it
     * @throws IllegalArgumentException if nothing is left, it is too long, or has control characters; the message says which
     */
    public static String of(String typed) {
        String seen = UNSEEN.matcher(typed).replaceAll("");
        String plain = Normalizer.normalize(seen, Normalizer.Form.NFKC);
        String name = BLANKS.matcher(plain).replaceAll(" ").strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (name.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "has %d characters, at most %d are allowed".formatted(name.length(), LENGTH_MAX));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("has a line break or another control character");
        }
        return name;
    }
}
