package org.uketsuke.server.reconcile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.uketsuke.server.adjudicate.ExceptionKind;

/**
 * Something about a journal entry that the office is told of.
 *
 * @param society society code
 * @param meeting meeting id
 * @param kind what
 * @param state whether it waits for a person
 * @param journal journal id
 * @param seq entry it is about; for a gap the first one that is missing
 * @param member member the evidence points at
 * @param detail what happened, as {@link org.uketsuke.server.adjudicate.Detail} is stored, or a sentence of an earlier version;
 *     without personal data
 * @param raisedAt when
 * @param subject whom or what it is about (a member, a card, a journal), where one open case per subject is enough; else empty
 */
public record ExceptionCase(
        String society,
        String meeting,
        ExceptionKind kind,
        State state,
        String journal,
        long seq,
        Optional<String> member,
        String detail,
        Instant raisedAt,
        String subject) {

    /** Where a case stands. */
    public enum State {
        /** Waits for a person. */
        OPEN,
        /** Resolved, by itself or by a person; kept for the record. */
        SETTLED;

        /** As stored. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** 16 hex digits that follow from journal, seq and kind, so that a case keeps its id if all is built again. */
    public String id() {
        String text = String.join("\n", journal, Long.toString(seq), kind.name());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
