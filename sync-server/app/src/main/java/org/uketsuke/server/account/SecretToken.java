package org.uketsuke.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A random text of 256 bits that lets its holder in. The server keeps only its hash.
 *
 * @param text Base64url without padding
 */
public record SecretToken(String text) {
    private static final int BYTES = 32;
    private static final int LENGTH_MAX = 64;

    static SecretToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored instead; whatever somebody sends has one. */
    String hash() {
        try {
            String bounded = text.length() > LENGTH_MAX ? "" : text;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bounded.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Says that there is a secret, not which. */
    @Override
    public String toString() {
        return "SecretToken[…]";
    }
}
