package org.uketsuke.server.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which rosters kiosks will soon ask for.
 *
 * @param handle the transaction
 */
record DueStore(Handle handle) {
    private static final String DUE = """
            SELECT m.society, m.id, s.change_count
            FROM meeting m JOIN society s ON s.society = m.society
            WHERE m.status NOT IN ('settled', 'cancelled') AND m.end_date >= :today
              AND (m.start_date <= :soon
                OR EXISTS (SELECT 1 FROM enrolment_code c WHERE c.society = m.society AND c.meeting = m.id
                     AND c.used_at IS NULL AND c.expires_at > :now)
                OR EXISTS (SELECT 1 FROM kiosk k WHERE k.society = m.society AND k.meeting = m.id
                     AND k.revoked_at IS NULL))""";

    /**
     * A roster that is due.
     *
     * @param society society code
     * @param meeting meeting id
     * @param changeCount how often the society's books have changed
     */
    record Due(String society, String meeting, long changeCount) {}

    /**
     * Meetings that are not over and begin soon, or have a kiosk or a code for one.
     *
     * @param today first day on which a meeting is not over
     * @param soon last day on which a meeting begins soon
     */
    Set<Due> due(LocalDate today, LocalDate soon, Instant now) {
        return new HashSet<>(handle.createQuery(DUE)
                .bind("today", today.toString())
                .bind("soon", soon.toString())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Due(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }
}
