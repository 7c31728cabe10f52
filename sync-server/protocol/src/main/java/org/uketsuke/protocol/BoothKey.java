package org.uketsuke.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that opens the booths of one meeting: 120 random bits. The office prints it as a QR code, or it is typed; it is
 * never on a kiosk's disk. The roster at rest is encrypted under {@link #rosterKey}; a kiosk tells a right key from a wrong
 * one by {@link #check}, before it has any roster. {@code toString} hides it.
 */
public final class BoothKey {
    /** How the text of every booth key begins. */
    public static final String PREFIX = "UKB1";

    /** Length of {@link #rosterKey}. */
    public static final int ROSTER_KEY_BYTES = 32;

    private static final int SECRET_BYTES = 15;
    private static final int SECRET_LETTERS = SECRET_BYTES * 8 / 5;
    private static final int CHECK_LETTERS = 4;
    private static final int GROUP_LETTERS = 4;
    private static final int CHECK_BYTES_READ = 3;

    private final byte[] secret;

    private BoothKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /** A new key. */
    public static BoothKey make(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new BoothKey(secret);
    }

    /** Whether a scanned text claims to be a booth key, right or wrong: it must then go nowhere else. */
    public static boolean isLike(String scanned) {
        return scanned.strip().toUpperCase(Locale.ROOT).startsWith(PREFIX);
    }

    /**
     * The key that was scanned or typed, with or without prefix, hyphens and spaces, in either case of letters; 0, 1 and 8
     * count as the letters they are mistaken for. Empty if a letter is wrong or missing.
     */
    public static Optional<BoothKey> read(String entered) {
        String text = entered.toUpperCase(Locale.ROOT).replaceAll("[\\s\\-]", "");
        if (text.startsWith(PREFIX)) {
            text = text.substring(PREFIX.length());
        }
        text = text.replace('0', 'O').replace('1', 'I').replace('8', 'B');
        if (!text.matches("[A-Z2-7]{" + (SECRET_LETTERS + CHECK_LETTERS) + "}")) {
            return Optional.empty();
        }
        BoothKey key = new BoothKey(Base32.decode(text.substring(0, SECRET_LETTERS)));
        return text.endsWith(key.checkLetters()) ? Optional.of(key) : Optional.empty();
    }

    /** As printed: the prefix and seven groups of four letters; the last group finds mistypings. */
    public String text() {
        String letters = Base32.encode(secret) + checkLetters();
        StringBuilder text = new StringBuilder(PREFIX);
        for (int at = 0; at < letters.length(); at += GROUP_LETTERS) {
            text.append('-').append(letters, at, at + GROUP_LETTERS);
        }
        return text.toString();
    }

    private String checkLetters() {
        byte[] mac = mac("uketsuke-booth-key-letters-v1");
        return Base32.encode(Arrays.copyOf(mac, CHECK_BYTES_READ)).substring(0, CHECK_LETTERS);
    }

    /** Hex; tells this key from every other for a meeting, and gives nothing of it away. */
    public String check(String meeting) {
        return HexFormat.of().formatHex(mac("uketsuke-booth-key-check-v1\n" + meeting));
    }

    /** The AES-256 key of a meeting's rosters at rest. */
    public byte[] rosterKey(String meeting) {
        return mac("uketsuke-roster-at-rest-v1\n" + meeting);
    }

    private byte[] mac(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "BoothKey[hidden]";
    }
}
