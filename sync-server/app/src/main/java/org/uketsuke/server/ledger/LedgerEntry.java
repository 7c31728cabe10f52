package org.uketsuke.server.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One line of the ledger.
 *
 * @param id follows from the key, so that a ledger that is built again has the same ids
 * @param key what it is for; unique
 * @param member member id
 * @param termStart first day of the term it counts to
 * @param rule code of the credit rule
 * @param hundredths credits in hundredths, negative for a reversal
 * @param earnedOn the meeting's credit date; of a session its day
 * @param fiscalYear achievement fiscal year
 * @param source {@code tap}, {@code application}, {@code office} or {@code import}
 * @param evidence the journal entry it rests on
 * @param reverses id of the entry that it takes back
 * @param reason why it was posted or reversed
 * @param actor who: {@code adjudication}, or a person's id
 * @param postedAt when
 */
public record LedgerEntry(
        String id,
        Key key,
        String member,
        LocalDate termStart,
        String rule,
        long hundredths,
        LocalDate earnedOn,
        int fiscalYear,
        String source,
        Optional<Evidence> evidence,
        Optional<String> reverses,
        String reason,
        String actor,
        Instant postedAt) {
    /** {@link Key#kind} of credits for having been there. */
    public static final String PARTICIPATION = "participation";

    /** {@link Key#kind} of what takes a participation back; it has the generation of the entry it reverses. */
    public static final String REVERSAL = "reversal";

    /** Before the session's id, {@link Key#kind} of credits for a session. */
    private static final String SESSION = "session/";

    /** Before the session's id, {@link Key#kind} of what takes such credits back. */
    private static final String SESSION_REVERSAL = "session-reversal/";

    /** {@link #source} of what follows from a journal entry. */
    public static final String TAP = "tap";

    /** {@link #actor} of what the rules decided. */
    public static final String ADJUDICATION = "adjudication";

    /** Unique keys in the order in which concurrent batches must post them. */
    public static final Comparator<LedgerEntry> POSTING_ORDER = Comparator.comparing(LedgerEntry::key);

    /**
     * What an entry is for. One live award per (meeting, qualification) is held by this key: a new one needs the next
     * generation, which only a reversal opens.
     *
     * @param society society code
     * @param meeting meeting id
     * @param qualification qualification id
     * @param kind {@link #PARTICIPATION} or {@link #REVERSAL}, or either of a session
     * @param generation reversals before it
     */
    public record Key(String society, String meeting, String qualification, String kind, long generation)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::society)
                .thenComparing(Key::meeting)
                .thenComparing(Key::qualification)
                .thenComparing(Key::generation)
                .thenComparing(Key::kind);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        /** What credits of a session are for. */
        public static Key ofSession(
                String society, String meeting, String qualification, String session, long generation) {
            return new Key(society, meeting, qualification, SESSION + session, generation);
        }

        /** The session it is about; empty for what is about the meeting as such. */
        public Optional<String> session() {
            if (kind.startsWith(SESSION)) {
                return Optional.of(kind.substring(SESSION.length()));
            }
            return kind.startsWith(SESSION_REVERSAL)
                    ? Optional.of(kind.substring(SESSION_REVERSAL.length()))
                    : Optional.empty();
        }

        private Key reversal() {
            String back = session().map(SESSION_REVERSAL::concat).orElse(REVERSAL);
            return new Key(society, meeting, qualification, back, generation);
        }

        /** 32 hex digits that follow from the key alone. */
        public String id() {
            String text = String.join("\n", society, meeting, qualification, kind, Long.toString(generation));
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no SHA-256", e);
            }
        }
    }

    /**
     * A journal entry.
     *
     * @param journal journal id
     * @param seq its number there
     * @param tappedAt when, corrected
     */
    public record Evidence(String journal, long seq, Instant tappedAt) {}

    /** The entry that takes this one back. */
    public LedgerEntry reversal(String why, String who, Instant now) {
        Key reversal = key.reversal();
        return new LedgerEntry(
                reversal.id(),
                reversal,
                member,
                termStart,
                rule,
                -hundredths,
                earnedOn,
                fiscalYear,
                source,
                evidence,
                Optional.of(id),
                why,
                who,
                now);
    }
}
