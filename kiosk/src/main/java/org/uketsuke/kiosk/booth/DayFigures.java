package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One day at this booth in numbers (domain 4.1).
 *
 * @param date in the meeting's zone
 * @param taps cards and codes held out, with those that are only counted
 * @param people members registered, each once
 * @param byOutcome scans by the name of what the screen said
 * @param manual registered by hand
 * @param voided entries voided
 * @param links temporary cards given
 * @param perTenMinutes how many were held out, from the first to the last with any; none if there were none
 * @param sessions what was registered at the door of a room, for each session and way; the first that was registered first
 */
public record DayFigures(
        LocalDate date,
        long taps,
        long people,
        Map<String, Long> byOutcome,
        long manual,
        long voided,
        long links,
        List<TenMinutes> perTenMinutes,
        List<SessionFigures> sessions) {

    /** Copies the collections. */
    public DayFigures {
        byOutcome = Map.copyOf(byOutcome);
        perTenMinutes = List.copyOf(perTenMinutes);
        sessions = List.copyOf(sessions);
    }

    /**
     * Ten minutes.
     *
     * @param from their beginning
     * @param taps cards and codes held out in them
     * @param failed those of them that registered nobody
     */
    public record TenMinutes(Instant from, long taps, long failed) {}
}
