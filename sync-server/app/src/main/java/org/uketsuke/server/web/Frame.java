package org.uketsuke.server.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * What surrounds every page.
 *
 * @param language language of the page
 * @param visitor who is logged in
 * @param path address of the page without its query
 * @param languageSwitch address of the same page in the other language; empty where it cannot be had again
 */
public record Frame(Language language, Optional<Visitor> visitor, String path, String languageSwitch) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** The frame of a request's page. */
    public static Frame of(Context request) {
        Language language = Language.of(request);
        // what a form gave cannot be asked for again in another language, a link that is shown once least of all
        boolean again = request.method().equals(HandlerType.GET);
        return new Frame(
                language, Visitor.find(request), request.path(), again ? otherLanguage(request, language) : "");
    }

    /** A text in the page's language. */
    public String say(String ja, String en) {
        return language.say(ja, en);
    }

    /** A text in the page's language. */
    public String say(Text text) {
        return language.say(text);
    }

    /** An instant as a clock in that zone shows it. */
    public String at(Instant instant, ZoneId zone) {
        return SECONDS.format(instant.atZone(zone));
    }

    /** A day or several, in short. */
    public String days(LocalDate start, LocalDate end) {
        return start.equals(end) ? start.toString() : start + " – " + end;
    }

    /** A count as people write it. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
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
