package org.uketsuke.server.office;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.web.Query;

/**
 * Entries of a meeting, one screen of them.
 *
 * @param meeting which meeting
 * @param booths kiosks to choose from
 * @param filter what was chosen
 * @param lines in the order of the corrected time
 * @param next where the following screen begins
 */
public record EntriesPage(
        MeetingSummary meeting, List<Booth> booths, Filter filter, List<Line> lines, Optional<Cursor> next) {

    /**
     * A kiosk.
     *
     * @param kiosk kiosk id
     * @param name booth name
     */
    public record Booth(String kiosk, String name) {}

    /**
     * What to show.
     *
     * @param kiosk kiosk id, empty for all
     * @param decision decision kind, {@code VOID}, empty for all
     * @param from where to begin
     */
    public record Filter(String kiosk, String decision, Optional<Cursor> from) {}

    /**
     * A place in the list.
     *
     * @param tappedAtMillis corrected time
     * @param journal journal id
     * @param seq entry
     */
    public record Cursor(long tappedAtMillis, String journal, long seq) {
        /** As an address holds it. */
        public String text() {
            return tappedAtMillis + "-" + journal + "-" + seq;
        }

        /** From an address; empty if it is none. */
        static Optional<Cursor> of(String text) {
            if (!text.matches("-?\\d{1,15}-[0-9a-f]{1,64}(?:~\\d{1,4})?-\\d{1,18}")) {
                return Optional.empty();
            }
            int last = text.lastIndexOf('-');
            int first = text.lastIndexOf('-', last - 1);
            return Optional.of(new Cursor(
                    Long.parseLong(text.substring(0, first)),
                    text.substring(first + 1, last),
                    Long.parseLong(text.substring(last + 1))));
        }
    }

    /**
     * An entry.
     *
     * @param evidence which
     * @param booth booth name
     * @param tappedAt corrected time
     * @param decision what it came to
     * @param held whether no credit is given until a person has looked
     * @param exception why a person must look
     * @param voided whether staff cancelled it
     * @param member whom it points at
     * @param deed what staff did in it, if it tells of that
     */
    public record Line(
            EvidenceRef evidence,
            String booth,
            Instant tappedAt,
            Text decision,
            boolean held,
            Optional<Text> exception,
            boolean voided,
            Optional<Person> member,
            Optional<StaffDeed> deed) {}

    /** Decisions to choose from. */
    public List<String> decisions() {
        return List.of("AWARDED", "DUPLICATE", "RECORDED_ONLY", "TOUCHED", "EXCEPTION", "VOID", "NON_SCAN");
    }

    /** Words for a decision to choose. */
    public Text words(String decision) {
        return decision.equals("VOID") ? Words.VOID : Words.decision(decision);
    }

    /** Address of the same list with another beginning. */
    public String pathFrom(Cursor cursor) {
        return pathFromStart() + "&from=" + Query.encoded(cursor.text());
    }

    /** Address of the same list from its start. */
    public String pathFromStart() {
        return meeting.ref().path() + "/entries?kiosk=" + Query.encoded(filter.kiosk()) + "&decision="
                + Query.encoded(filter.decision());
    }
}
