package org.uketsuke.server.enrolment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;

/** Makes the one-time codes with which booths enrol. */
public final class Codes {
    /** How long a code works unless said otherwise. */
    public static final Duration USUAL_LIFE = Duration.ofMinutes(10);

    /** Longest life of a code: kiosks may be prepared the day before. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(7);

    private static final int BOOTH_LENGTH_MAX = 60;
    private static final int SHOWN_MAX = 20;

    private final MeetingStore meetings;
    private final KioskStore kiosks;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    /** With its tables, the audit trail, time and chance. */
    public Codes(MeetingStore meetings, KioskStore kiosks, Audit audit, Clock clock, SecureRandom random) {
        this.meetings = meetings;
        this.kiosks = kiosks;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * For which booth a code is wanted.
     *
     * @param meeting meeting id
     * @param society society code, needed only where two societies use the same meeting id
     * @param booth booth name
     * @param life how long the code works
     * @param door the door that the kiosk will keep; none for the meeting's reception
     */
    public record Wanted(
            String meeting, Optional<String> society, String booth, Duration life, Optional<KeptDoor> door) {
        /** One for the meeting's reception. */
        public Wanted(String meeting, Optional<String> society, String booth, Duration life) {
            this(meeting, society, booth, life, Optional.empty());
        }
    }

    /** What came of asking for a code. */
    public sealed interface Made {
        /**
         * Here it is.
         *
         * @param code the code; it is shown once and stored only as a hash
         * @param society society of the meeting
         * @param expiresAt until when it works
         */
        record Code(EnrolmentCode code, String society, Instant expiresAt) implements Made {}

        /**
         * There is no such meeting.
         *
         * @param known ids of meetings that there are, the latest first
         */
        record NoMeeting(List<String> known) implements Made {}

        /**
         * Several societies have a meeting of that id.
         *
         * @param societies which
         */
        record WhichSociety(List<String> societies) implements Made {}

        /**
         * The booth's name or the code's life is not possible.
         *
         * @param why what to change
         */
        record NotPossible(String why) implements Made {}
    }

    /** Makes a code. */
    public Made make(Wanted wanted) {
        Optional<String> objection = objection(wanted);
        if (objection.isPresent()) {
            return new Made.NotPossible(objection.get());
        }
        List<MeetingRow> found = meetings.named(wanted.meeting()).stream()
                .filter(row -> wanted.society().map(row.society()::equals).orElse(true))
                .toList();
        if (found.isEmpty()) {
            return new Made.NoMeeting(meetings.ids(SHOWN_MAX));
        }
        if (found.size() > 1) {
            return new Made.WhichSociety(found.stream().map(MeetingRow::society).toList());
        }
        return make(found.get(0), wanted);
    }

    private Made make(MeetingRow meeting, Wanted wanted) {
        EnrolmentCode code = EnrolmentCode.random(random);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(wanted.life());
        kiosks.keep(code, meeting, wanted, now);
        audit.record(
                Audit.COMMAND,
                Action.KIOSK_CODE_MADE,
                meeting.society() + "/" + meeting.id(),
                "booth " + wanted.booth().strip()
                        + wanted.door().map(door -> ", " + door).orElse(""));
        return new Made.Code(code, meeting.society(), expiresAt);
    }

    private static Optional<String> objection(Wanted wanted) {
        String booth = wanted.booth().strip();
        if (booth.isEmpty()
                || booth.length() > BOOTH_LENGTH_MAX
                || booth.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("A booth's name has 1 to " + BOOTH_LENGTH_MAX + " characters, such as: 1F reception");
        }
        boolean sensible =
                wanted.life().compareTo(Duration.ZERO) > 0 && wanted.life().compareTo(LONGEST_LIFE) <= 0;
        return sensible
                ? Optional.empty()
                : Optional.of("A code works for 1 minute to " + LONGEST_LIFE.toDays() + " days");
    }
}
