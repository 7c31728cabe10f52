package org.uketsuke.server.ingest;

import java.time.Duration;
import org.uketsuke.protocol.Messages.JournalStatus;

/** What a push, or the question how far the server is, comes to. */
public sealed interface PushAnswer {
    /** Whether the server now holds every entry of the push, wherever it put them. */
    boolean keeps();

    /**
     * The server's state: {@code 200} when {@link JournalStatus.State#CURRENT}, else {@code 409}.
     *
     * @param status for the kiosk
     * @param keeps whether the server holds all of the push; another history beyond the most that it keeps is not
     */
    record Stands(JournalStatus status, boolean keeps) implements PushAnswer {}

    /**
     * Too many pushes wait; nothing was stored: {@code 503}.
     *
     * @param retryAfter when to come again
     */
    record Busy(Duration retryAfter) implements PushAnswer {
        @Override
        public boolean keeps() {
            return false;
        }
    }

    /**
     * Not authentic, or not a push.
     *
     * @param why which check failed
     * @param detail what to do
     */
    record Refused(Refusal why, String detail) implements PushAnswer {
        @Override
        public boolean keeps() {
            return why == Refusal.BAD_HEAD_SIGNATURE;
        }
    }

    /** The checks that a push can fail. What an entry says is none of them. */
    enum Refusal {
        /** No kiosk of this id is enrolled. */
        UNKNOWN_KIOSK,
        /** The journal was begun by another kiosk. */
        FOREIGN_JOURNAL,
        /** Not 32 lower-case hex digits. */
        BAD_JOURNAL_ID,
        /** More entries or bytes than a push may have, or a position below zero. */
        BAD_BATCH,
        /** The kiosk's signature over the head does not hold. The entries are kept in quarantine. */
        BAD_HEAD_SIGNATURE,
        /** The same, and so many other histories of the journal are kept that nothing of this one is. */
        TOO_MANY_HISTORIES
    }
}
