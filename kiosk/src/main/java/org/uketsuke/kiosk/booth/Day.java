package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.uketsuke.kiosk.booth.DayFigures.TenMinutes;
import org.uketsuke.protocol.Outcome;

/** The numbers of one day as they grow. For one thread at a time. */
final class Day {
    private static final int BIN_MINUTES = 10;

    private final LocalDate date;
    private final Set<String> people = new HashSet<>();
    private final Map<String, Long> byOutcome = new TreeMap<>();
    private final SessionDay sessions = new SessionDay();
    private final TreeMap<Instant, long[]> bins = new TreeMap<>();
    private long taps;
    private long manual;
    private long voided;
    private long links;

    Day(LocalDate date) {
        this.date = date;
    }

    LocalDate date() {
        return date;
    }

    void scan(Instant at, Outcome outcome, boolean registers) {
        taps++;
        byOutcome.merge(outcome.name(), 1L, Long::sum);
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        long bin = ChronoUnit.MINUTES.between(hour, at) / BIN_MINUTES * BIN_MINUTES;
        long[] counts = bins.computeIfAbsent(hour.plus(bin, ChronoUnit.MINUTES), key -> new long[2]);
        counts[0]++;
        counts[1] += registers ? 0 : 1;
    }

    SessionDay sessions() {
        return sessions;
    }

    void person(String member) {
        people.add(member);
    }

    void manual() {
        manual++;
    }

    void voided() {
        voided++;
    }

    void link() {
        links++;
    }

    DayFigures figures() {
        List<TenMinutes> perTenMinutes = new ArrayList<>();
        if (!bins.isEmpty()) {
            Instant last = bins.lastKey();
            for (Instant from = bins.firstKey();
                    !from.isAfter(last);
                    from = from.plus(BIN_MINUTES, ChronoUnit.MINUTES)) {
                long[] counts = bins.getOrDefault(from, new long[2]);
                perTenMinutes.add(new TenMinutes(from, counts[0], counts[1]));
            }
        }
        return new DayFigures(
                date, taps, people.size(), byOutcome, manual, voided, links, perTenMinutes, sessions.figures());
    }
}
