package org.uketsuke.server.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A one-time code that somebody reads out and somebody else types: 12 letters and digits without look-alikes, 60 random bits.
 *
 * @param text without dashes
 */
public record EnrolmentCode(String text) {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;

    static EnrolmentCode random(SecureRandom random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new EnrolmentCode(text.toString());
    }

    /** A code as somebody typed it: small letters, dashes and spaces are all right. Empty if it cannot be a code. */
    static Optional<EnrolmentCode> typed(String typed) {
        if (typed.length() > 4 * LENGTH) {
            return Optional.empty();
        }
        String text = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        boolean known = text.length() == LENGTH && text.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
        return known ? Optional.of(new EnrolmentCode(text)) : Optional.empty();
    }

    /** In groups of four, for people. */
    public String spelled() {
        return text.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /** What is stored instead of the code. */
    String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
