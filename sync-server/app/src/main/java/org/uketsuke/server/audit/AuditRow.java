package org.uketsuke.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A line of the audit trail. Holds ids, never names or secrets.
 *
 * @param seq 1, 2, 3 …
 * @param atMillis when, UTC milliseconds
 * @param actor account id, kiosk id, {@code command} for the command line, or {@code nobody}
 * @param action what
 * @param subject to what
 * @param detail more
 */
record AuditRow(long seq, long atMillis, String actor, String action, String subject, String detail) {
    /** What the first line follows. */
    static final byte[] FIRST = sha256().digest("uketsuke-audit-v1".getBytes(StandardCharsets.US_ASCII));

    /** {@code SHA-256(previous ‖ each field as UTF-8 with its length before it)}: no two lines share a hash. */
    byte[] hash(byte[] previous) {
        MessageDigest digest = sha256();
        digest.update(previous);
        for (String field : List.of(Long.toString(seq), Long.toString(atMillis), actor, action, subject, detail)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
