package org.uketsuke.server.credit;

import java.time.LocalDate;

/**
 * Days from the first to the last, both included.
 *
 * @param from first day
 * @param to last day; {@link #OPEN_END} when there is none yet
 */
public record Validity(LocalDate from, LocalDate to) {
    /** Stands for "until further notice". */
    public static final LocalDate OPEN_END = LocalDate.of(9999, 12, 31);

    /** Checks the order; throws {@link IllegalArgumentException} otherwise. */
    public Validity {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("ends on " + to + ", before it begins on " + from);
        }
    }

    /** Whether the day is one of them. */
    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Whether the two have a day in common. */
    public boolean overlaps(Validity other) {
        return !from.isAfter(other.to) && !other.from.isAfter(to);
    }
}
