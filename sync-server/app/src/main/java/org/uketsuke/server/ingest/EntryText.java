package org.uketsuke.server.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Entry texts are stored as sent, also those that PostgreSQL cannot hold: a text with a NUL character, which is no journal
 * entry but must not be lost either, is stored as {@code =} and the Base64 of its UTF-8 bytes.
 */
public final class EntryText {
    private static final String ENCODED = "=";

    private EntryText() {}

    /** As the database holds it. */
    static String stored(String text) {
        if (text.indexOf('\0') < 0 && !text.startsWith(ENCODED)) {
            return text;
        }
        return ENCODED + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the kiosk sent it, and as its hash was taken. */
    public static String original(String stored) {
        return stored.startsWith(ENCODED)
                ? new String(Base64.getDecoder().decode(stored.substring(1)), StandardCharsets.UTF_8)
                : stored;
    }
}
