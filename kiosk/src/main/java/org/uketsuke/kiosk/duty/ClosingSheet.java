package org.uketsuke.kiosk.duty;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.uketsuke.protocol.Messages.Text;

/**
 * The sheet that a closed booth hands to the office: numbers to match, and the seal that proves them.
 *
 * @param meeting display names
 * @param booth booth name
 * @param kiosk last four letters of the kiosk's id
 * @param journal journal id, 32 hex digits
 * @param first the day's first entry
 * @param seal the seal's own entry
 * @param head hex hash of the seal's entry
 * @param counts the day's counts, as {@link DayCounts#counts}
 * @param sessions what was counted for sessions up to the seal, at the door of a room
 * @param paperLines lines on paper sheets
 * @param by staff id of who closed
 * @param at when, by the corrected clock
 * @param zone the meeting's zone
 * @param unsent entries that the server did not have yet when this was asked for
 */
public record ClosingSheet(
        Text meeting,
        String booth,
        String kiosk,
        String journal,
        long first,
        long seal,
        String head,
        Map<String, Long> counts,
        List<SessionCount> sessions,
        long paperLines,
        String by,
        Instant at,
        String zone,
        long unsent) {
    /** How the text of a seal's QR code begins. */
    public static final String SEAL_PREFIX = "UKC1:";

    /** What the QR code says: journal id, seq and hash, in capitals, which a QR code holds in little room. */
    public String sealText() {
        return SEAL_PREFIX + (journal + ":" + seal + ":" + head).toUpperCase(Locale.ROOT);
    }
}
