package org.uketsuke.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The code on a printed staff card, which opens the staff desk as a PIN does: {@code UKS1} and 26 Base32 letters. Rosters
 * hold its {@link #hash()} only; {@code toString} hides it.
 *
 * @param text as printed in the QR code
 */
public record StaffCode(String text) {
    /** How every staff code begins. */
    public static final String PREFIX = "UKS1";

    private static final int SECRET_BYTES = 16;
    private static final int TEXT_LENGTH = PREFIX.length() + (SECRET_BYTES * 8 + 4) / 5;

    /** A new code. */
    public static StaffCode make(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new StaffCode(PREFIX + Base32.encode(secret));
    }

    /** The code that a scanner read, in either case of letters; empty if it is something else. */
    public static Optional<StaffCode> read(String scanned) {
        String text = scanned.strip().toUpperCase(Locale.ROOT);
        return text.length() == TEXT_LENGTH && text.startsWith(PREFIX)
                ? Optional.of(new StaffCode(text))
                : Optional.empty();
    }

    /** SHA-256 in hex; as the code has 128 random bits, nobody finds it from this. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "StaffCode[hidden]";
    }
}
