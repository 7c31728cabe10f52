package org.uketsuke.kiosk.duty;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/**
 * What a journal holds of one day of a meeting, for the closing sheet: the numbers that the office will match. For one thread
 * at a time.
 */
public final class DayCounts {
    /** Counts people whom staff registered by hand. */
    public static final String MANUAL = "MANUAL";

    /** Counts cancelled entries. */
    public static final String VOID = "VOID";

    private static final Set<Outcome> REGISTERS =
            EnumSet.of(Outcome.ACCEPTED, Outcome.ALREADY, Outcome.PREVIOUS_CARD, Outcome.NO_TERM, Outcome.NO_ROSTER);

    private final String meeting;
    private final LocalDate day;
    private final ZoneId zone;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, SessionCount> sessions = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> lastTallies = new HashMap<>();
    private Optional<Long> first = Optional.empty();

    /**
     * Nothing yet.
     *
     * @param meeting meeting id; taps of other meetings do not count
     * @param day the day
     * @param zone the meeting's zone, in which days are told apart
     */
    public DayCounts(String meeting, LocalDate day, ZoneId zone) {
        this.meeting = meeting;
        this.day = day;
        this.zone = zone;
    }

    /** Takes in an entry, in order. */
    public void take(JournalEntry entry) {
        boolean today = dayOf(entry, zone).equals(day);
        JournalEvent event = entry.event();
        if (event instanceof JournalEvent.Tally tally) {
            takeTally(entry.run(), tally.counts(), today);
        } else if (today) {
            count(event);
        }
        if (today && first.isEmpty()) {
            first = Optional.of(entry.seq());
        }
    }

    private void count(JournalEvent event) {
        if (event instanceof JournalEvent.Scan scan && scan.meeting().equals(meeting)) {
            counts.merge(scan.outcome().name(), 1L, Long::sum);
            if (REGISTERS.contains(scan.outcome())) {
                SessionWay.of(scan).ifPresent(this::count);
            }
        } else if (event instanceof JournalEvent.Manual manual
                && manual.meeting().equals(meeting)) {
            counts.merge(MANUAL, 1L, Long::sum);
            SessionWay.of(manual).ifPresent(this::count);
        } else if (event instanceof JournalEvent.Voided) {
            counts.merge(VOID, 1L, Long::sum);
        }
    }

    private void count(SessionWay way) {
        String id = way.session().orElse("");
        SessionCount before = sessions.getOrDefault(id, new SessionCount(id, Optional.empty(), Optional.empty(), 0, 0));
        sessions.put(id, way.direction() == Direction.OUT ? before.out(1) : before.in(1));
    }

    /** Tallies go on counting through a run; what it had counted before this day is not this day's. */
    private void takeTally(String run, Map<String, Long> tally, boolean today) {
        Map<String, Long> before = lastTallies.getOrDefault(run, Map.of());
        if (today) {
            tally.forEach((outcome, count) -> {
                long more = count - before.getOrDefault(outcome, 0L);
                if (more > 0) {
                    counts.merge(outcome, more, Long::sum);
                }
            });
        }
        lastTallies.put(run, tally);
    }

    /** The day on which an entry was made, by what was known of the server's clock then. */
    static LocalDate dayOf(JournalEntry entry, ZoneId zone) {
        return LocalDate.ofInstant(Moment.of(entry.at(), entry.offset()).at(), zone);
    }

    /** By name of {@link Outcome}, {@link #MANUAL} and {@link #VOID}; none that is zero. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** Registrations at the door of a room, by session, in the order of their first; the id is empty where none could be named. */
    public List<SessionCount> sessions() {
        return List.copyOf(sessions.values());
    }

    /** The first entry of the day. */
    public Optional<Long> first() {
        return first;
    }
}
