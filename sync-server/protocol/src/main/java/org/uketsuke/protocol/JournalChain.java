package org.uketsuke.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash chain of a journal: {@code hash(0) = SHA-256("uketsuke-journal-v1" ‖ journalId)},
 * {@code hash(n) = SHA-256(hash(n-1) ‖ bytes(entry n))}.
 */
public final class JournalChain {
    /** Length of a hash in bytes. */
    public static final int HASH_BYTES = 32;

    private static final byte[] DOMAIN = "uketsuke-journal-v1".getBytes(StandardCharsets.US_ASCII);

    private JournalChain() {}

    /** The hash before the first entry; the journal id is 32 hex digits and enters as its 16 bytes. */
    public static byte[] first(String journalId) {
        MessageDigest digest = sha256();
        digest.update(DOMAIN);
        return digest.digest(HexFormat.of().parseHex(journalId));
    }

    /** The hash of an entry, from the hash before it and the entry's exact UTF-8 text. */
    public static byte[] next(byte[] previousHash, String entry) {
        MessageDigest digest = sha256();
        digest.update(previousHash);
        return digest.digest(entry.getBytes(StandardCharsets.UTF_8));
    }

    /** What the kiosk's key signs for a push: journal id, last seq and head hash in lower-case hex. */
    public static byte[] headStatement(String journalId, long seq, String headHex) {
        return ("uketsuke-head-v1\n" + journalId + "\n" + seq + "\n" + headHex).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
