package org.uketsuke.server.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and times as each language writes them: Japanese as in print, English by ISO 8601. */
public final class Dates {
    private static final DateTimeFormatter SECONDS_JA =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.JAPANESE);
    private static final DateTimeFormatter SECONDS_EN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_JA = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);
    private static final DateTimeFormatter WEEKDAY_JA = DateTimeFormatter.ofPattern("（E）", Locale.JAPANESE);
    private static final DateTimeFormatter MONTH_DAY_JA = DateTimeFormatter.ofPattern("M月d日", Locale.JAPANESE);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Dates() {}

    /** An instant as a clock in that zone shows it. */
    public static String at(Language language, Instant instant, ZoneId zone) {
        return (language == Language.JA ? SECONDS_JA : SECONDS_EN).format(instant.atZone(zone));
    }

    /** The time of day that a clock in that zone shows, to the minute. */
    public static String clock(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone));
    }

    /** A day. */
    public static String day(Language language, LocalDate day) {
        return language == Language.JA ? DAY_JA.format(day) : day.toString();
    }

    /** A day, or the first and the last of several. */
    public static String days(Language language, LocalDate start, LocalDate end) {
        if (start.equals(end)) {
            return day(language, start);
        }
        return day(language, start) + (language == Language.JA ? "～" : " – ") + day(language, end);
    }

    /** The days of something that people go to: in Japanese with days of the week, and a year only where it changes. */
    public static String eventDays(Language language, LocalDate start, LocalDate end) {
        if (language != Language.JA) {
            return days(language, start, end);
        }
        String first = DAY_JA.format(start) + WEEKDAY_JA.format(start);
        if (start.equals(end)) {
            return first;
        }
        DateTimeFormatter last = start.getYear() == end.getYear() ? MONTH_DAY_JA : DAY_JA;
        return first + "～" + last.format(end) + WEEKDAY_JA.format(end);
    }
}
