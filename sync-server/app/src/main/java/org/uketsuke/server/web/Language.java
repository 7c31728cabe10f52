package org.uketsuke.server.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Locale;
import org.uketsuke.protocol.Messages.Text;

/** The two languages of the office's pages. */
public enum Language {
    /** Japanese, unless somebody chose otherwise. */
    JA,
    /** English. */
    EN;

    private static final String NAME = "lang";
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    /** What {@code ?lang=} chose now, or what it chose last time. A choice is kept in a cookie. */
    public static Language of(Context request) {
        String chosen = request.queryParam(NAME);
        if (chosen == null) {
            return "en".equals(request.cookie(NAME)) ? EN : JA;
        }
        Language language = "en".equals(chosen) ? EN : JA;
        request.cookie(new Cookie(NAME, language.tag(), "/", YEAR_SECONDS, false, true, null, SameSite.STRICT));
        return language;
    }

    /** The text in this language. */
    public String say(String ja, String en) {
        return this == JA ? ja : en;
    }

    /** The text in this language. */
    public String say(Text text) {
        return say(text.ja(), text.en());
    }

    /** Language tag (BCP 47). */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
