package org.uketsuke.server.verify;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.TemporaryCard;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/**
 * What is derived from links of temporary cards.
 *
 * @param handle the snapshot
 */
record LinksStore(Handle handle) {
    /**
     * A link as it is kept.
     *
     * @param token keyed token, hex
     * @param card what it says
     */
    record Kept(String token, TemporaryCard card) {}

    /** The links that are kept of a meeting, by place. */
    Map<Origin, Kept> links(Meeting meeting) {
        Map<Origin, Kept> links = new HashMap<>();
        handle.createQuery("SELECT token, journal, seq, member, seen, at, run, up FROM temporary_card"
                        + " WHERE society = :society AND meeting = :meeting")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) -> Map.entry(
                        new Origin(row.getString("journal"), row.getLong("seq")),
                        new Kept(
                                row.getString("token"),
                                new TemporaryCard(
                                        row.getString("member"),
                                        row.getLong("seen") == 1,
                                        new Moment(
                                                Instant.ofEpochMilli(row.getLong("at")),
                                                row.getString("run"),
                                                row.getLong("up"))))))
                .forEach(link -> links.put(link.getKey(), link.getValue()));
        return links;
    }

    /** The tokens of scans that are kept as hanging on links, by place. */
    Map<Origin, String> scans(Meeting meeting) {
        Map<Origin, String> scans = new HashMap<>();
        handle.createQuery("SELECT token, journal, seq FROM unlisted_scan"
                        + " WHERE society = :society AND meeting = :meeting")
                .bind("society", meeting.society())
                .bind("meeting", meeting.meeting())
                .map((row, context) ->
                        Map.entry(new Origin(row.getString("journal"), row.getLong("seq")), row.getString("token")))
                .forEach(scan -> scans.put(scan.getKey(), scan.getValue()));
        return scans;
    }
}
