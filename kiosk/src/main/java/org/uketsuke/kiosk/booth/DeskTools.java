package org.uketsuke.kiosk.booth;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/**
 * Chance and monotonic time of a staff desk, which come in by the door.
 *
 * @param random makes tokens and codes
 * @param nanoTime the device's monotonic clock
 */
public record DeskTools(SecureRandom random, LongSupplier nanoTime) {
    /** For so long after a staff card was held out a page may take it. */
    static final long CARD_COUNTS_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How the text of a temporary code begins. */
    public static final String TEMPORARY_CODE_PREFIX = "UKT1";

    private static final int CODE_LETTERS = 20;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** A code of 100 random bits, which reads like the number on a printed card. */
    String temporaryCode() {
        StringBuilder code = new StringBuilder(TEMPORARY_CODE_PREFIX);
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    static RawToken raw(String temporaryCode) {
        return RawToken.of(Medium.BARCODE, temporaryCode);
    }
}
