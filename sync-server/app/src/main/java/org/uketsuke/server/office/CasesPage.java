package org.uketsuke.server.office;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * Exceptions of a meeting, one screen of them.
 *
 * @param meeting which meeting
 * @param all whether settled ones are shown as well
 * @param lines the latest first
 * @param page 1 for the first screen
 * @param more whether another screen follows
 */
public record CasesPage(MeetingSummary meeting, boolean all, List<Line> lines, int page, boolean more) {
    /** Address of another screen of the same list. */
    public String path(int number) {
        return meeting.ref().path() + "/exceptions?state=" + (all ? "all" : "open") + "&page=" + number;
    }

    /**
     * An exception.
     *
     * @param code number in the reconciliation table, such as {@code E07}
     * @param kind what
     * @param open whether it waits for a person
     * @param evidence the entry
     * @param booth booth name
     * @param tappedAt corrected time of the entry; empty if the entry has not arrived
     * @param member whom it points at
     * @param detail what happened, as stored
     * @param further entries beside this one of which it tells
     * @param advice what to do about it, empty where there is nothing to say
     * @param raisedAt when the server found it
     */
    public record Line(
            String code,
            Text kind,
            boolean open,
            EvidenceRef evidence,
            String booth,
            Optional<Instant> tappedAt,
            Optional<Person> member,
            String detail,
            long further,
            Text advice,
            Instant raisedAt) {
        /** What happened, in words. */
        public List<DetailWords.Sentence> said(ZoneId zone) {
            return DetailWords.of(detail, zone);
        }
    }
}
