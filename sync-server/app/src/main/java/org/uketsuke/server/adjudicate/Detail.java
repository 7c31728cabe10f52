package org.uketsuke.server.adjudicate;

import static org.uketsuke.server.adjudicate.Detail.Value.CAUSE;
import static org.uketsuke.server.adjudicate.Detail.Value.DECISION;
import static org.uketsuke.server.adjudicate.Detail.Value.INSTANT;
import static org.uketsuke.server.adjudicate.Detail.Value.PLAIN;
import static org.uketsuke.server.adjudicate.Detail.Value.REFUSAL;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What happened in a case, as data: the office's words say it in the reader's language. A case is stored with one detail, and
 * with a line more for each thing that came of it. Versions before this one stored English sentences; those stay as they are.
 *
 * @param what which of the things that can happen
 * @param values what belongs to it, as many as {@link What#takes()}, without personal data
 */
public record Detail(What what, List<String> values) {
    /** Before the code, so that no sentence of an earlier version is taken for one. */
    private static final String MARK = "@";

    private static final String BETWEEN = "\t";
    private static final String LINE = "\n";
    private static final String OLD_CLOCK_BEGIN = "process run ";
    private static final String OLD_CLOCK_END = ": the device clock was off";

    /** What kind of value stands in a detail, for whoever puts it into words. */
    public enum Value {
        /** A number or an id, shown as it is. */
        PLAIN,
        /** An instant, ISO 8601 in UTC. */
        INSTANT,
        /** What an entry came to, such as {@code AWARDED}. */
        DECISION,
        /** Why a pass was refused: a name of {@code PassRefusal}, or of the kiosk's outcome. */
        REFUSAL,
        /** What the office did, such as {@code import of cards}, or staff at the booth. */
        CAUSE
    }

    /** All that can be told of a case. The names are stored: they never change, and none is used for anything else. */
    public enum What {
        /** The entry says to have another number than its place; the number. */
        OTHER_PLACE(PLAIN),
        /** The seal counts other entries than there are; how many it counts. */
        SEAL_COUNT(PLAIN),
        /** The scan names another meeting than the kiosk serves. */
        OTHER_MEETING,
        /** The meeting was settled or cancelled when the entry arrived. */
        BOOKS_CLOSED,
        /** The entry came in a batch that the kiosk did not sign. */
        UNSIGNED_BATCH,
        /** The kiosk was revoked when the entry arrived. */
        KIOSK_REVOKED,
        /** The entry cancels one that is no registration; its number. */
        VOIDS_NO_REGISTRATION(PLAIN),
        /** No member holds the card or pass. */
        NO_HOLDER,
        /** A newer pass had been issued. */
        NEWER_PASS,
        /** A genuine pass outside its time. */
        PASS_OUTSIDE_TIME,
        /** A newer card had been issued. */
        NEWER_CARD,
        /** The card was reported lost before. */
        LOST_BEFORE,
        /** The card was revoked before. */
        REVOKED_BEFORE,
        /** The pass was refused; why. */
        PASS_REFUSED(REFUSAL),
        /** A scan without card and pass. */
        NOTHING_READ,
        /** Registered by hand under an id that no member has. */
        NO_SUCH_MEMBER,
        /** Registered by hand, and nothing was looked at. */
        NOTHING_SEEN,
        /** A temporary card was given, and nothing was looked at. */
        LENT_NOTHING_SEEN,
        /** A temporary card was given to several members, and the clocks do not tell whose it was. */
        LENT_TO_SEVERAL,
        /** What was given as a temporary card is on the list as somebody's own, which counts. */
        LENT_LISTED_CARD,
        /** The corrected time lies outside the meeting. */
        OUTSIDE_HOURS,
        /** Registered by hand for a session when it was no time to touch for it; the session. */
        OUTSIDE_WINDOW(PLAIN),
        /** No session of the meeting is in the room. */
        NO_SESSION_IN_ROOM,
        /** In one room before having left the other; the sessions. */
        TWO_ROOMS_AT_ONCE(PLAIN, PLAIN),
        /** The member is reported deceased. */
        DECEASED,
        /** The member is no active member. */
        NOT_ACTIVE,
        /** The device clock was off and times were corrected; the process run. */
        CLOCK_OFF(PLAIN),
        /** The card is of an earlier term. */
        EARLIER_TERM,
        /** The credits of the meeting are given already. */
        HAS_CREDITS,
        /** No rule for the meeting on its credit date. */
        NO_RULE,
        /** No qualification has a current term. */
        NO_TERM,
        /** Tap and credit date do not lie in the same term. */
        OTHER_TERM,
        /** The text is longer than is looked into; that length. */
        TOO_LONG(PLAIN),
        /** The text holds a NUL character. */
        NUL_CHARACTER,
        /** The text is no journal entry. */
        NO_ENTRY,
        /** An event of a kind that this version does not know. */
        UNKNOWN_EVENT,
        /** A time that no clock shows. */
        IMPOSSIBLE_TIME,
        /** An impossible process run. */
        IMPOSSIBLE_RUN,
        /** An impossible clock offset. */
        IMPOSSIBLE_OFFSET,
        /** A card token longer than any real one. */
        IMPOSSIBLE_TOKEN,
        /** The kiosk went on after an entry that the server has not got; that entry, and the last one that is there. */
        WENT_ON(PLAIN, PLAIN),
        /** The kiosk's signature over the batch does not hold. */
        BAD_SIGNATURE,
        /** The kiosk's signature is over other entries than those of the batch. */
        OTHER_ENTRIES_SIGNED,
        /** The entry cancels what was carried over from another meeting, where that stands. */
        VOIDS_ELSEWHERE,
        /** Two histories of a journal part; after which entry. */
        HISTORIES_PART(PLAIN),
        /** As many histories as are kept; how many. */
        HISTORIES_FULL(PLAIN),
        /** Afterwards: what was missing came in. */
        CAME_IN,
        /** Afterwards: staff cancelled the entry. */
        CANCELLED,
        /** Afterwards: another entry gave the credits; when. */
        CREDITS_GIVEN(INSTANT),
        /** Afterwards: the entry that gave the credits was cancelled; when. */
        CREDITS_TAKEN_BACK(INSTANT),
        /** Afterwards: decided anew; when, after what, and what the entry came to. */
        DECIDED_ANEW(INSTANT, CAUSE, DECISION);

        private final List<Value> takes;

        What(Value... takes) {
            this.takes = List.of(takes);
        }

        /** The values that belong to it, in order. */
        public List<Value> takes() {
            return takes;
        }
    }

    /** Checked: as many values as belong to it, none with a character that would end it. */
    public Detail {
        values = values.stream()
                .map(value -> value.replaceAll("\\p{Cntrl}", " "))
                .toList();
        if (values.size() != what.takes.size()) {
            throw new IllegalArgumentException(what + " takes " + what.takes.size() + " values, not " + values.size());
        }
    }

    /** A detail with its values, written as Java writes them. */
    public static Detail of(What what, Object... values) {
        return new Detail(what, Arrays.stream(values).map(Object::toString).toList());
    }

    /** As stored: the code and its values on one line. */
    public String text() {
        return MARK + what.name() + values.stream().map(BETWEEN::concat).reduce("", String::concat);
    }

    /** As it is added to a case that tells something already. */
    public String addition() {
        return LINE + text();
    }

    /** What a stored text says, line by line. */
    public static List<String> lines(String stored) {
        return stored.isEmpty() ? List.of() : List.of(stored.split(LINE, -1));
    }

    /** A line as data; empty for a sentence of an earlier version, and for what only a later version knows. */
    public static Optional<Detail> read(String line) {
        String[] parts = line.split(BETWEEN, -1);
        List<String> values = List.of(parts).subList(1, parts.length);
        return Arrays.stream(What.values())
                .filter(what -> parts[0].equals(MARK + what.name()) && values.size() == what.takes.size())
                .findFirst()
                .map(what -> new Detail(what, values));
    }

    /** The process run whose clock a stored text says was off, in the words of this version or those of earlier ones. */
    public static Optional<String> runWithWrongClock(String stored) {
        String first = stored.split(LINE, 2)[0];
        int end = first.lastIndexOf(OLD_CLOCK_END);
        if (first.startsWith(OLD_CLOCK_BEGIN) && end >= OLD_CLOCK_BEGIN.length()) {
            return Optional.of(of(What.CLOCK_OFF, first.substring(OLD_CLOCK_BEGIN.length(), end))
                    .values()
                    .get(0));
        }
        return read(first)
                .filter(detail -> detail.what() == What.CLOCK_OFF)
                .map(detail -> detail.values().get(0));
    }
}
