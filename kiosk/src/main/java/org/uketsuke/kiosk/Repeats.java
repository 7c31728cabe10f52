package org.uketsuke.kiosk;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/**
 * The same card on the same reader within three seconds is one scan. Remembers a card only by a pseudonym under a key of
 * this run.
 */
final class Repeats {
    private static final long WINDOW_NANOS = 3_000_000_000L;

    private final byte[] runKey = new byte[CardToken.KEY_BYTES];
    private final LongSupplier nanoTime;
    private final Map<String, Last> lastByReader = new HashMap<>();

    Repeats(LongSupplier nanoTime, SecureRandom random) {
        this.nanoTime = nanoTime;
        random.nextBytes(runKey);
    }

    private record Last(CardToken what, long atNanos) {}

    /** Whether this is still the scan before. A code in front of a camera is seen again and again: each sight renews it. */
    boolean isRepeat(Scan scan) {
        Optional<CardToken> what = pseudonym(scan);
        Last last = lastByReader.get(scan.reader());
        boolean repeat = what.isPresent()
                && last != null
                && last.what.equals(what.get())
                && nanoTime.getAsLong() - last.atNanos < WINDOW_NANOS;
        if (repeat && scan instanceof Scan.Text) {
            remember(scan);
        }
        return repeat;
    }

    /** Remembers a scan that was answered; one that could not be recorded is not remembered, so that it can be repeated. */
    void remember(Scan scan) {
        pseudonym(scan).ifPresent(what -> lastByReader.put(scan.reader(), new Last(what, nanoTime.getAsLong())));
    }

    private Optional<CardToken> pseudonym(Scan scan) {
        if (scan instanceof Scan.Card card) {
            return Optional.of(CardToken.of(runKey, card.token()));
        }
        if (scan instanceof Scan.Text text) {
            return Optional.of(CardToken.of(runKey, new RawToken(Medium.PASS, text.text())));
        }
        return Optional.empty();
    }
}
