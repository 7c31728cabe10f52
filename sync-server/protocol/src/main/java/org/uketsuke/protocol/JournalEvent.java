package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a journal entry tells. Holds no name, no raw card id, no secret. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = JournalEvent.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(JournalEvent.Opened.class),
    @JsonSubTypes.Type(JournalEvent.Scan.class),
    @JsonSubTypes.Type(JournalEvent.Manual.class),
    @JsonSubTypes.Type(JournalEvent.Linked.class),
    @JsonSubTypes.Type(JournalEvent.Voided.class),
    @JsonSubTypes.Type(JournalEvent.Closed.class),
    @JsonSubTypes.Type(JournalEvent.Wiped.class),
    @JsonSubTypes.Type(JournalEvent.Clock.class),
    @JsonSubTypes.Type(JournalEvent.Tally.class),
    @JsonSubTypes.Type(JournalEvent.Fault.class),
    @JsonSubTypes.Type(JournalEvent.Note.class)
})
public sealed interface JournalEvent {

    /**
     * The kiosk began to take scans, or a person opened the booth for the day.
     *
     * @param meeting meeting id of its assignment
     * @param booth booth name
     * @param roster roster version in use, if one is unlocked
     * @param software kiosk version
     * @param continues id of the journal that this one follows, after a fork, a new enrolment, or on another machine
     * @param by staff id of the person who opened the booth; empty where the program merely started
     */
    @JsonTypeName("opened")
    record Opened(
            String meeting,
            String booth,
            Optional<Long> roster,
            String software,
            Optional<String> continues,
            Optional<String> by)
            implements JournalEvent {
        /** A mere start of the program. */
        public Opened(
                String meeting, String booth, Optional<Long> roster, String software, Optional<String> continues) {
            this(meeting, booth, roster, software, continues, Optional.empty());
        }
    }

    /**
     * A card or pass was held out. At most one of token, pass and sealed is there.
     *
     * @param meeting meeting id
     * @param session session id, where the booth registers for one
     * @param direction in or out of a session, else none
     * @param room whose door the booth keeps; a touch there is never one for the meeting as such
     * @param medium what was held out
     * @param token {@link CardToken#hex()} of a card
     * @param pass which pass, once its signature held
     * @param sealed {@link SealedToken#text()}, where no roster was unlocked
     * @param member pseudonymous member id, if the roster knew
     * @param card card id of the roster, if it knew
     * @param outcome what the screen said
     * @param reason finer reason of a refused pass, for staff and statistics
     * @param roster roster version used
     * @param reader id of the reader's or scanner's hardware profile, or {@code camera}
     */
    @JsonTypeName("scan")
    record Scan(
            String meeting,
            Optional<String> session,
            Direction direction,
            Optional<String> room,
            Medium medium,
            Optional<String> token,
            Optional<PassSeen> pass,
            Optional<String> sealed,
            Optional<String> member,
            Optional<String> card,
            Outcome outcome,
            Optional<String> reason,
            Optional<Long> roster,
            String reader)
            implements JournalEvent {}

    /**
     * A pass whose signature held.
     *
     * @param passId the member's pass id, 16 hex digits
     * @param generation its issue count
     * @param number its random number, 12 hex digits
     */
    record PassSeen(String passId, int generation, String number) {}

    /**
     * Staff registered a person by hand.
     *
     * @param meeting meeting id
     * @param session session id, where the booth registers for one
     * @param direction in or out of a session, else none
     * @param room whose door the booth keeps; a touch there is never one for the meeting as such
     * @param member pseudonymous member id
     * @param staff staff id
     * @param reason why by hand
     * @param evidence what was seen, such as {@code photo-id}; empty if nothing was (E12)
     * @param rescues seq of the failed scan that this mends
     */
    @JsonTypeName("manual")
    record Manual(
            String meeting,
            Optional<String> session,
            Direction direction,
            Optional<String> room,
            String member,
            String staff,
            String reason,
            List<String> evidence,
            Optional<Long> rescues)
            implements JournalEvent {}

    /**
     * Staff gave a person a temporary card: for this meeting, that token stands for the member. It registers nobody; a scan
     * does.
     *
     * @param meeting meeting id
     * @param medium what the card is
     * @param token {@link CardToken#hex()} of the card
     * @param member pseudonymous member id
     * @param staff staff id
     * @param reason why, such as {@code forgotten-card}
     * @param evidence what was seen; empty if nothing was (E12)
     */
    @JsonTypeName("link")
    record Linked(
            String meeting,
            Medium medium,
            String token,
            String member,
            String staff,
            String reason,
            List<String> evidence)
            implements JournalEvent {}

    /**
     * An earlier entry shall not count. The entry itself stays.
     *
     * @param voids seq of that entry in this journal
     * @param by staff id
     * @param reason why
     */
    @JsonTypeName("void")
    record Voided(long voids, String by, String reason) implements JournalEvent {}

    /**
     * The booth's seal.
     *
     * @param count entries before this one
     * @param head hex hash of the entry before this one
     * @param by staff id of the person who closed it; empty where the program did
     * @param counts what the journal holds of the day and the meeting, by {@link Outcome} name, {@code MANUAL} and {@code VOID}
     * @param paperLines lines on paper sheets that staff reports, to be keyed at the office
     */
    @JsonTypeName("closed")
    record Closed(
            long count, String head, Optional<String> by, Optional<Map<String, Long>> counts, Optional<Long> paperLines)
            implements JournalEvent {
        /** A seal that nobody has put his name to. */
        public Closed(long count, String head) {
            this(count, head, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same seal, in a person's name. */
        public Closed by(String staff, Map<String, Long> counted, long paper) {
            return new Closed(count, head, Optional.of(staff), Optional.of(Map.copyOf(counted)), Optional.of(paper));
        }
    }

    /**
     * The roster is gone from this kiosk for good, with every key to it: after settlement.
     *
     * @param roster version that was in use, if one was
     * @param by staff id, or {@code command} where the program was called for it
     * @param gone what was destroyed: file names, and {@code memory}
     * @param export SHA-256 in hex of the export that holds what the server did not have then, if there was such
     */
    @JsonTypeName("wiped")
    record Wiped(Optional<Long> roster, String by, List<String> gone, Optional<String> export)
            implements JournalEvent {}

    /**
     * The kiosk learned, or learned anew, how far its clock is off.
     *
     * @param offsetMillis server time minus device time
     * @param uncertaintyMillis half of the round trip
     */
    @JsonTypeName("clock")
    record Clock(long offsetMillis, long uncertaintyMillis) implements JournalEvent {}

    /**
     * Counters of what is only counted, since the run began.
     *
     * @param counts by {@link Outcome} name
     */
    @JsonTypeName("tally")
    record Tally(Map<String, Long> counts) implements JournalEvent {}

    /**
     * Something broke or healed that the office should know of.
     *
     * @param code stable short name such as {@code reader-gone}
     * @param detail plain words, no personal data
     */
    @JsonTypeName("fault")
    record Fault(String code, String detail) implements JournalEvent {}

    /**
     * A remark by staff.
     *
     * @param text the remark
     * @param by staff id
     */
    @JsonTypeName("note")
    record Note(String text, Optional<String> by) implements JournalEvent {}

    /** An event kind of a later version: kept and counted, not interpreted. */
    @JsonTypeName("unrecognised")
    record Unrecognised() implements JournalEvent {}
}
