package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Detail.What;

/** The text of an entry as far as it can be understood. What cannot is kept all the same, and shown to a person. */
public sealed interface Received {
    /** Longest text that is looked into, in characters; real entries have a few hundred. */
    int TEXT_LENGTH_MAX = 16_384;

    /** Longest token of a card, in characters; real ones have 64. Longer ones could not be looked up by. */
    int TOKEN_LENGTH_MAX = 128;

    /** Device times outside of this span are no times: a clock without a battery starts in 1970 or 2000. */
    Instant EARLIEST = Instant.EPOCH;

    /** See {@link #EARLIEST}. */
    Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Largest offset that is computed with: 200 years. */
    long OFFSET_MILLIS_MAX = 200L * 366 * 24 * 3600 * 1000;

    /**
     * A journal entry.
     *
     * @param entry as the kiosk wrote it
     */
    record Readable(JournalEntry entry) implements Received {}

    /**
     * Not a journal entry.
     *
     * @param why without the text
     */
    record Unreadable(Detail why) implements Received {}

    /** Reads a text; never fails. */
    static Received read(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return new Unreadable(Detail.of(What.TOO_LONG, TEXT_LENGTH_MAX));
        }
        if (text.indexOf('\0') >= 0 || text.contains("\\u0000")) {
            return new Unreadable(Detail.of(What.NUL_CHARACTER));
        }
        try {
            JournalEntry entry = Wire.read(text, JournalEntry.class);
            return absurdity(entry)
                    .<Received>map(what -> new Unreadable(Detail.of(what)))
                    .orElseGet(() -> new Readable(entry));
        } catch (MalformedMessage e) {
            return new Unreadable(Detail.of(What.NO_ENTRY));
        }
    }

    private static Optional<What> absurdity(JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Unrecognised) {
            return Optional.of(What.UNKNOWN_EVENT);
        }
        if (entry.at().isBefore(EARLIEST) || entry.at().isAfter(LATEST)) {
            return Optional.of(What.IMPOSSIBLE_TIME);
        }
        if (entry.upMillis() < 0 || entry.run().length() > 64) {
            return Optional.of(What.IMPOSSIBLE_RUN);
        }
        long offset = entry.offset().map(ClockOffset::millis).orElse(0L);
        if (offset > OFFSET_MILLIS_MAX || offset < -OFFSET_MILLIS_MAX) {
            return Optional.of(What.IMPOSSIBLE_OFFSET);
        }
        if (token(entry.event())
                .filter(token -> token.length() > TOKEN_LENGTH_MAX)
                .isPresent()) {
            return Optional.of(What.IMPOSSIBLE_TOKEN);
        }
        return Optional.empty();
    }

    private static Optional<String> token(JournalEvent event) {
        if (event instanceof JournalEvent.Linked linked) {
            return Optional.of(linked.token());
        }
        return event instanceof JournalEvent.Scan scan ? scan.token() : Optional.empty();
    }
}
