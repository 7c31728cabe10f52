package org.uketsuke.server.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** Addresses whose form can be filled again in the other language; nothing is lost by beginning anew. */
    private static final Set<String> ASKED_AGAIN = Set.of("/search");

    /** The frame of a request's page. */
    public static Frame of(Context request) {
        Language language = Language.of(request);
        // what a form gave cannot be asked for again in another language, a link that is shown once least of all
        boolean again = request.method().equals(HandlerType.GET) || ASKED_AGAIN.contains(request.path());
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
        return Dates.at(language, instant, zone);
    }

    /** The time of day that a clock in that zone shows, to the minute. */
    public String clock(Instant instant, ZoneId zone) {
        return Dates.clock(instant, zone);
    }

    /** From one time of day to another, as clocks in that zone show them. */
    public String clocks(Instant from, Instant to, ZoneId zone) {
        return Dates.clock(from, zone) + say("～", "–") + Dates.clock(to, zone);
    }

    /** A day. */
    public String day(LocalDate day) {
        return Dates.day(language, day);
    }

    /** A day, or the first and the last of several. */
    public String days(LocalDate start, LocalDate end) {
        return Dates.days(language, start, end);
    }

    /** The days of a meeting. */
    public String eventDays(LocalDate start, LocalDate end) {
        return Dates.eventDays(language, start, end);
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
