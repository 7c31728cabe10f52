package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.ServerMark;

/** How a meeting's roster reaches a kiosk: signed snapshot ({@link RosterSchema}) or delta. */
public final class RosterMessages {
    private RosterMessages() {}

    /**
     * {@code GET /roster?after=V}: nothing, a delta, or a snapshot to fetch from {@code /roster/snapshots/{version}}.
     *
     * @param form which of the three
     * @param version the version after applying
     * @param snapshot manifest, for a snapshot
     * @param delta changes, for a delta
     * @param server time and epoch
     */
    public record RosterAnswer(
            Form form,
            long version,
            Optional<RosterManifest> snapshot,
            Optional<RosterDelta> delta,
            ServerMark server) {
        /** What the answer brings. */
        public enum Form {
            /** The kiosk is up to date. */
            @JsonProperty("current")
            CURRENT,
            /** Apply the delta. */
            @JsonProperty("delta")
            DELTA,
            /** Fetch the snapshot. */
            @JsonProperty("snapshot")
            SNAPSHOT,
            /** A value this version does not know; ask again with {@code after=0}. */
            @JsonEnumDefaultValue
            @JsonProperty("unrecognised")
            UNRECOGNISED
        }
    }

    /**
     * What a snapshot must be, signed by the server's roster key over {@link #statement()}.
     *
     * @param meeting meeting id
     * @param version roster version
     * @param members number of members
     * @param tokens number of card tokens
     * @param bytes length of the SQLite file ({@link RosterSchema})
     * @param sha256 hex hash of the file
     * @param signature Ed25519
     */
    public record RosterManifest(
            String meeting, long version, long members, long tokens, long bytes, String sha256, String signature) {
        /** The bytes that are signed. */
        public byte[] statement() {
            String text = "uketsuke-roster-v1\n%s\n%d\n%d\n%d\n%d\n%s"
                    .formatted(meeting, version, members, tokens, bytes, sha256);
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * What changed since a version: rows to put (insert or replace, a member with all terms) and keys to remove.
     *
     * @param from version it applies to
     * @param members members to put
     * @param removedMembers ids of members to remove, with their terms and tokens
     * @param tokens tokens to put
     * @param removedTokens hex tokens to remove
     * @param passKeys all pass keys, as they now stand
     * @param staff everybody who may open the staff desk, as they now stand; left out by servers that know of none
     */
    public record RosterDelta(
            long from,
            List<RosterMember> members,
            List<String> removedMembers,
            List<RosterToken> tokens,
            List<String> removedTokens,
            List<PassKey> passKeys,
            Optional<List<BoothStaff>> staff) {}

    /**
     * A member as a booth needs to know: no mail address, birth date or licence number (SEC-20).
     *
     * @param id pseudonymous member id
     * @param memberNo member number
     * @param familyName as the member writes it
     * @param givenName as the member writes it
     * @param familyKana katakana
     * @param givenKana katakana
     * @param affiliation to tell same names apart
     * @param passId 16 hex digits
     * @param passGeneration oldest pass generation that still holds
     * @param terms certification terms, past and present
     */
    public record RosterMember(
            String id,
            String memberNo,
            String familyName,
            String givenName,
            String familyKana,
            String givenKana,
            String affiliation,
            String passId,
            int passGeneration,
            List<RosterTerm> terms) {}

    /**
     * A certification term.
     *
     * @param qualification {@code specialist} or {@code instructor}
     * @param start first day
     * @param end last day
     */
    public record RosterTerm(String qualification, LocalDate start, LocalDate end) {}

    /**
     * A card of a member, under this meeting's token key.
     *
     * @param token {@link CardToken#hex()}
     * @param member member id
     * @param card card id
     * @param medium its medium
     * @param validFrom first day
     * @param validTo last day
     * @param status active, lost, revoked or superseded
     */
    public record RosterToken(
            String token,
            String member,
            String card,
            Medium medium,
            LocalDate validFrom,
            LocalDate validTo,
            CardStatus status) {}

    /** Whether a card may be used. */
    public enum CardStatus {
        /** In use. */
        @JsonProperty("active")
        ACTIVE,
        /** Reported lost. */
        @JsonProperty("lost")
        LOST,
        /** Taken back by the office. */
        @JsonProperty("revoked")
        REVOKED,
        /** Replaced by a newer card. */
        @JsonProperty("superseded")
        SUPERSEDED,
        /** A value this version does not know; treat as stopped. */
        @JsonEnumDefaultValue
        @JsonProperty("unrecognised")
        UNRECOGNISED
    }

    /**
     * A key that signs member passes.
     *
     * @param id key id in passes, 0 to 65535
     * @param publicKey Ed25519, 32 raw bytes
     * @param validFrom passes issued from then on
     * @param validTo passes are good until then
     */
    public record PassKey(int id, String publicKey, Instant validFrom, Instant validTo) {}

    /**
     * Somebody who may open the staff desk of the meeting's booths.
     *
     * @param id staff id, as it stands in journals
     * @param name as staff know each other
     * @param lead whether this is a person in charge, who opens and closes booths
     * @param pinHash Argon2id of the PIN, in PHC string format
     * @param codeHash {@link StaffCode#hash()} of the staff card, if one was printed
     */
    public record BoothStaff(String id, String name, boolean lead, String pinHash, Optional<String> codeHash) {}
}
