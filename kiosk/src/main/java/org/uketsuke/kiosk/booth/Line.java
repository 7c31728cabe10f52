package org.uketsuke.kiosk.booth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Outcome;

/**
 * One entry of today, for the list at the staff desk.
 *
 * @param seq its number, for voiding it
 * @param at device clock as corrected then
 * @param kind what it is
 * @param outcome what the screen said, of a scan
 * @param member member id, if it is about one
 * @param staff staff id, if staff recorded it
 * @param reason of a registration by hand, a void or a refused pass
 * @param evidence what staff saw
 * @param text of a note
 * @param way what it was for, at the door of a room
 * @param voided whether it counts no more
 */
public record Line(
        long seq,
        Instant at,
        Kind kind,
        Optional<Outcome> outcome,
        Optional<String> member,
        Optional<String> staff,
        Optional<String> reason,
        List<String> evidence,
        Optional<String> text,
        Optional<SessionWay> way,
        boolean voided) {

    /** What an entry is. */
    public enum Kind {
        SCAN,
        MANUAL,
        LINK,
        VOID,
        NOTE
    }

    Line asVoided() {
        return new Line(seq, at, kind, outcome, member, staff, reason, evidence, text, way, true);
    }
}
