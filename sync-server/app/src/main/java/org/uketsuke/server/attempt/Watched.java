package org.uketsuke.server.attempt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tries are counted for: an account, an address, a pair of both, or all together.
 *
 * @param subject what, such as {@code login-address 192.0.2.7}
 * @param limit how many tries it has
 */
public record Watched(String subject, Limit limit) {
    /** The subject as it is stored: people type passwords into the wrong field, so nothing typed is kept. */
    String key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
