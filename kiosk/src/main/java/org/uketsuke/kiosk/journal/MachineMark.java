package org.uketsuke.kiosk.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a journal file holds to know its machine again: a hash, so that the file does not tell the machine's own id. */
final class MachineMark {
    private MachineMark() {}

    static String of(String journalId, String machineId) {
        try {
            String text = "uketsuke-machine-v1\n" + journalId + "\n" + machineId;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
