package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.ContentId;

/**
 * What became of an entry, as stored.
 *
 * @param journal journal id
 * @param seq its place
 * @param kind what it came to
 * @param exception why it was raised, for {@link Kind#EXCEPTION}
 * @param member member the evidence points at
 * @param tappedAt corrected time
 * @param meetingFacts id of the meeting's facts
 * @param facts JSON of the entry's facts
 */
public record DecisionRow(
        String journal,
        long seq,
        Kind kind,
        Optional<ExceptionKind> exception,
        Optional<String> member,
        Instant tappedAt,
        String meetingFacts,
        String facts) {

    /** The columns of the balance sheet. */
    public enum Kind {
        /** Gave credits. */
        AWARDED,
        /** The member had them already. */
        DUPLICATE,
        /** A touch at the door of a room. */
        TOUCHED,
        /** Without credits and without doubt. */
        RECORDED_ONLY,
        /** Waits for a person. */
        EXCEPTION,
        /** About the kiosk, or staff's cancelling of another entry. */
        NON_SCAN;

        /** The column a decision counts in. */
        public static Kind of(Decision decision) {
            if (decision instanceof Decision.Awarded) {
                return AWARDED;
            }
            if (decision instanceof Decision.Duplicate) {
                return DUPLICATE;
            }
            if (decision instanceof Decision.RecordedOnly) {
                return RECORDED_ONLY;
            }
            if (decision instanceof Decision.Touched) {
                return TOUCHED;
            }
            return decision instanceof Decision.Raised ? EXCEPTION : NON_SCAN;
        }
    }

    /** The id of a meeting's facts: 16 hex digits of the hash of their JSON. */
    public static String meetingFactsId(String content) {
        return ContentId.of(content);
    }

    /** The same entry once it gives credits after all. */
    DecisionRow awardedBy(String otherFacts) {
        return new DecisionRow(
                journal, seq, Kind.AWARDED, Optional.empty(), member, tappedAt, meetingFacts, otherFacts);
    }

    /** Why a decision was raised, if it was. */
    static Optional<ExceptionKind> exception(Decision decision) {
        return decision instanceof Decision.Raised raised
                ? Optional.of(raised.notice().kind())
                : Optional.empty();
    }

    /** Whether the member is thereby known to have been there; the same as {@link Decision#attendee()} of the decision. */
    public boolean attends() {
        return switch (kind) {
            case AWARDED, DUPLICATE, RECORDED_ONLY -> member.isPresent();
            case EXCEPTION ->
                member.isPresent()
                        && exception.filter(ExceptionKind::attendanceStands).isPresent();
            case TOUCHED, NON_SCAN -> false;
        };
    }
}
