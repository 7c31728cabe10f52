package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;

/**
 * A scan that registered nobody and waits for staff.
 *
 * @param id number within this run, for the page
 * @param at when, last; device clock as corrected then
 * @param outcome what the screen said
 * @param reason finer reason of a refused pass
 * @param medium what was held out, if it could be told
 * @param reader hardware profile id of the reader, or {@code camera}
 * @param member member id, if the roster knew whose it is
 * @param seq its entry, if it has one
 * @param way what it was for, at the door of a room
 * @param times how often in a row; only scans that left no id are taken together
 */
public record FailedScan(
        long id,
        Instant at,
        Outcome outcome,
        Optional<String> reason,
        Optional<Medium> medium,
        String reader,
        Optional<String> member,
        Optional<Long> seq,
        Optional<SessionWay> way,
        int times) {

    FailedScan again(Instant later) {
        return new FailedScan(id, later, outcome, reason, medium, reader, member, seq, way, times + 1);
    }
}
