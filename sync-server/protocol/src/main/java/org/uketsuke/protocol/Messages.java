package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The bodies of the HTTP API, version 1. Byte strings are Base64url without padding unless said to be hex. */
public final class Messages {
    /** Where the API lives below the server's address. */
    public static final String BASE_PATH = "/api/v1";

    /** Most entries in one push. */
    public static final int PUSH_ENTRIES_MAX = 2500;

    /** Most bytes of one push, after inflating; as sent, compressed, at most half of them. */
    public static final int PUSH_BYTES_MAX = 2 << 20;

    private Messages() {}

    /**
     * Every answer carries this.
     *
     * @param time the server's clock when it answered
     * @param epoch random id of the server's data; changes when the data was restored from a backup
     */
    public record ServerMark(Instant time, String epoch) {}

    /**
     * {@code POST /enrolment}, signed with the new key it carries (proof of possession).
     *
     * @param code one-time code from the office
     * @param publicKey Ed25519, 32 raw bytes
     * @param software kiosk version
     */
    public record EnrolmentRequest(String code, String publicKey, String software) {}

    /**
     * Answer to an enrolment.
     *
     * @param kiosk id of the kiosk; the {@code keyid} of its signatures
     * @param assignment where it serves
     * @param rosterKey Ed25519 key that signs rosters, 32 raw bytes
     * @param sealingKey X25519 key for {@link SealedToken}, 32 raw bytes
     * @param server time and epoch
     */
    public record EnrolmentAnswer(
            String kiosk, Assignment assignment, String rosterKey, String sealingKey, ServerMark server) {}

    /** {@code GET /assignment}. */
    public record AssignmentAnswer(Assignment assignment, ServerMark server) {}

    /**
     * Where and for what a kiosk serves.
     *
     * @param society society code, such as {@code jsh}
     * @param societyNumber two-byte number in member passes
     * @param societyName display names
     * @param meeting the meeting
     * @param booth booth name
     * @param validFrom opens for scans
     * @param validTo closes for scans
     * @param boothKeyCheck {@link BoothKey#check} of the key that opens the meeting's booths, if it has one
     * @param agenda the meeting's sessions, if it has any
     */
    public record Assignment(
            String society,
            int societyNumber,
            Text societyName,
            MeetingFacts meeting,
            String booth,
            Instant validFrom,
            Instant validTo,
            Optional<String> boothKeyCheck,
            Optional<Agenda> agenda) {}

    /** A text in both languages of the screens. */
    public record Text(String ja, String en) {}

    /**
     * A meeting as the kiosk shows and checks it.
     *
     * @param id meeting id
     * @param name display names
     * @param meetingClass class of the society's policy, such as {@code regional}
     * @param credits credits that participation gives a specialist, in hundredths, for the screen only
     * @param startDate first day, in the meeting's zone
     * @param endDate last day
     * @param creditDate day that decides rule, term and fiscal year
     * @param venue where
     * @param zone IANA time zone
     */
    public record MeetingFacts(
            String id,
            Text name,
            String meetingClass,
            Optional<Long> credits,
            LocalDate startDate,
            LocalDate endDate,
            LocalDate creditDate,
            String venue,
            String zone) {}

    /**
     * {@code POST /journals/{journalId}/entries}, gzip.
     *
     * @param after seq that the first entry follows
     * @param entries exact texts, in order
     * @param head hex hash of the last one
     * @param signature Ed25519 by the kiosk's key over {@link JournalChain#headStatement}
     * @param sent the device's clock when it sent, from which the server measures the offset of the run
     */
    public record PushRequest(
            long after, List<String> entries, String head, String signature, Optional<DeviceTime> sent) {}

    /**
     * What {@code kiosk export} writes (gzip JSON) and the office uploads on a page: pushes as they would have been sent,
     * each with its signed head, so that the same checks hold.
     *
     * @param kiosk kiosk id
     * @param journal journal id, 32 hex digits
     * @param parts in order, each within the limits of a push
     */
    public record JournalExport(String kiosk, String journal, List<PushRequest> parts) {}

    /**
     * A device's clocks at one moment.
     *
     * @param run id of the process run
     * @param at wall clock
     * @param upMillis monotonic clock of the run
     */
    public record DeviceTime(String run, Instant at, long upMillis) {}

    /**
     * How far the server is with a journal: answer to a push ({@code 200}, or {@code 409} unless appended) and to
     * {@code GET /journals/{journalId}}.
     *
     * @param state what became of the push
     * @param received seq of the last entry the server has, 0 for none
     * @param head hex hash of that entry, or {@link JournalChain#first}
     * @param safe how far the server's verified backup reaches; below it nothing is ever needed again
     * @param server time and epoch
     */
    public record JournalStatus(State state, long received, String head, long safe, ServerMark server) {
        /** What became of a push. */
        public enum State {
            /** The server stands at {@code received}; go on from there. */
            @JsonProperty("current")
            CURRENT,
            /** The push began after what the server has; go back to {@code received}. */
            @JsonProperty("gap")
            GAP,
            /** The server holds another history of this journal; start a new one and carry over what is not safe. */
            @JsonProperty("fork")
            FORK,
            /** A value this version does not know; treat as {@link #GAP}. */
            @JsonEnumDefaultValue
            @JsonProperty("unrecognised")
            UNRECOGNISED
        }
    }

    /**
     * An error, as RFC 9457 has it.
     *
     * @param type stable URI reference such as {@code /problems/unknown-kiosk}
     * @param title short, for people
     * @param status HTTP status
     * @param detail what to do
     */
    public record Problem(String type, String title, int status, String detail) {}
}
