package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * What surrounds every page.
 *
 * @param language language of the page
 * @param visitor who is logged in
 * @param path address of the page without its query
 * @param languageSwitch address of the same page in the other language
 */
public record Frame(Language language, Optional<Visitor> visitor, String path, String languageSwitch) {

    /** The frame of a request's page. */
    public static Frame of(Context request) {
        Language language = Language.of(request);
        return new Frame(language, Visitor.find(request), request.path(), otherLanguage(request, language));
    }

    /** A text in the page's language. */
    public String say(String ja, String en) {
        return language.say(ja, en);
    }

    /** A text in the page's language. */
    public String say(Text text) {
        return language.say(text);
    }

    /** The token that every form of the page carries; empty before log-in. */
    public String formToken() {
        return visitor.map(Visitor::formToken).orElse("");
    }

    private static String otherLanguage(Context request, Language language) {
        StringBuilder query = new StringBuilder("?lang=").append(language == Language.JA ? "en" : "ja");
        for (Map.Entry<String, List<String>> parameter : request.queryParamMap().entrySet()) {
            if (!parameter.getKey().equals("lang")) {
                parameter
                        .getValue()
                        .forEach(value -> query.append('&')
                                .append(Query.encoded(parameter.getKey()))
                                .append('=')
                                .append(Query.encoded(value)));
            }
        }
        return query.toString();
    }
}
