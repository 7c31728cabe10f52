package org.uketsuke.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A card's pseudonym within one meeting: HMAC-SHA-256 under the meeting's token key. Without the key neither journal nor
 * roster tells which card it was, and the tokens of two meetings cannot be joined.
 *
 * @param hex 64 lower-case hex digits
 */
public record CardToken(String hex) {
    /** Length of a meeting's token key in bytes. */
    public static final int KEY_BYTES = 32;

    /** Checks the shape; throws {@link IllegalArgumentException} otherwise. */
    public CardToken {
        if (hex.length() != 2 * KEY_BYTES || !isHex(hex)) {
            throw new IllegalArgumentException(
                    "A card token is 64 lower-case hex digits, got " + hex.length() + " characters");
        }
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(int character) {
        return character >= '0' && character <= '9' || character >= 'a' && character <= 'f';
    }

    /** The token of a card under a meeting's key of {@link #KEY_BYTES} bytes: HMAC over {@code medium ":" text}. */
    public static CardToken of(byte[] meetingTokenKey, RawToken raw) {
        return new Key(meetingTokenKey).tokenOf(raw);
    }

    /** A meeting's token key, ready for many cards: setting one up costs more than a token. Thread-safe. */
    public static final class Key {
        private final Mac mac;

        /** A key of {@link #KEY_BYTES} bytes. */
        public Key(byte[] meetingTokenKey) {
            if (meetingTokenKey.length != KEY_BYTES) {
                throw new IllegalArgumentException(
                        "A token key has " + KEY_BYTES + " bytes, got " + meetingTokenKey.length);
            }
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(meetingTokenKey, "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no HmacSHA256", e);
            }
        }

        /** The token of a card. */
        public synchronized CardToken tokenOf(RawToken raw) {
            String input = raw.medium().wireName() + ":" + raw.text();
            return new CardToken(HexFormat.of().formatHex(mac.doFinal(input.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
