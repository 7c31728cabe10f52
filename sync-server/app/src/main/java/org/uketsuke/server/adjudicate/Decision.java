package org.uketsuke.server.adjudicate;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a journal entry came to. Every entry gets exactly one decision, so that a balance sheet can tie. */
public sealed interface Decision {
    /** What the office is told besides. */
    List<Notice> notices();

    /** The member who is thereby known to have been there, if any. */
    Optional<String> attendee();

    /** The member the evidence points at, whether or not it counts. */
    Optional<String> member();

    /**
     * Credits are given.
     *
     * @param who the member
     * @param awards one per qualification, at least one
     * @param notices for example {@link ExceptionKind#CARD_PREV_TERM}
     */
    record Awarded(String who, List<Award> awards, List<Notice> notices) implements Decision {
        @Override
        public Optional<String> attendee() {
            return Optional.of(who);
        }

        @Override
        public Optional<String> member() {
            return Optional.of(who);
        }
    }

    /**
     * The member has the credits of this meeting already.
     *
     * @param who the member; empty for an entry that was carried over, whose original tells, or that was cancelled elsewhere
     * @param notices {@link ExceptionKind#DUP_TAP} and others
     */
    record Duplicate(Optional<String> who, List<Notice> notices) implements Decision {
        @Override
        public Optional<String> attendee() {
            return who;
        }

        @Override
        public Optional<String> member() {
            return who;
        }
    }

    /**
     * A touch at the door of a room: what it gives follows from all touches of the member, and it never is one for the meeting as
     * such.
     *
     * @param who the member
     * @param notices for example {@link ExceptionKind#CARD_PREV_TERM}
     */
    record Touched(String who, List<Notice> notices) implements Decision {
        @Override
        public Optional<String> attendee() {
            return Optional.empty();
        }

        @Override
        public Optional<String> member() {
            return Optional.of(who);
        }
    }

    /**
     * Nothing to give and nothing in doubt: members without a qualification, lapsed terms, refused passes.
     *
     * @param who the member, if known
     * @param notices for example {@link ExceptionKind#TERM_NONE}
     */
    record RecordedOnly(Optional<String> who, List<Notice> notices) implements Decision {
        @Override
        public Optional<String> attendee() {
            return who;
        }

        @Override
        public Optional<String> member() {
            return who;
        }
    }

    /**
     * A person must decide; no credit until then.
     *
     * @param who the member the evidence points at, if any
     * @param notice why
     */
    record Raised(Optional<String> who, Notice notice) implements Decision {
        @Override
        public List<Notice> notices() {
            return List.of(notice);
        }

        @Override
        public Optional<String> attendee() {
            return notice.kind().attendanceStands() ? who : Optional.empty();
        }

        @Override
        public Optional<String> member() {
            return who;
        }
    }

    /**
     * An earlier entry of the same journal, or of the journal whose other history it is, shall not count.
     *
     * @param seq that entry
     * @param by staff id
     * @param reason why
     */
    record Voids(long seq, String by, String reason) implements Decision {
        @Override
        public List<Notice> notices() {
            return List.of();
        }

        @Override
        public Optional<String> attendee() {
            return Optional.empty();
        }

        @Override
        public Optional<String> member() {
            return Optional.empty();
        }
    }

    /**
     * A temporary card was linked to a member. It registers nobody, and counts among what is about the kiosk.
     *
     * @param who the member
     * @param notices {@link ExceptionKind#CARD_CONFLICT} if the card is somebody's own
     */
    record Linked(String who, List<Notice> notices) implements Decision {
        @Override
        public Optional<String> attendee() {
            return Optional.empty();
        }

        @Override
        public Optional<String> member() {
            return Optional.of(who);
        }
    }

    /** An entry about the kiosk, not about a person. */
    record NonScan() implements Decision {
        @Override
        public List<Notice> notices() {
            return List.of();
        }

        @Override
        public Optional<String> attendee() {
            return Optional.empty();
        }

        @Override
        public Optional<String> member() {
            return Optional.empty();
        }
    }

    /**
     * Credits for one qualification.
     *
     * @param qualification qualification id
     * @param rule code of the credit rule
     * @param hundredths credits in hundredths
     * @param termStart first day of the term they count to
     * @param earnedOn the meeting's credit date
     * @param fiscalYear achievement fiscal year of that date
     */
    record Award(
            String qualification,
            String rule,
            long hundredths,
            LocalDate termStart,
            LocalDate earnedOn,
            int fiscalYear) {}
}
