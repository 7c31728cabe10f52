package org.uketsuke.kiosk.journal;

import java.sql.SQLException;
import java.util.function.BiFunction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;

/**
 * Appends that nobody will ever read: each goes the whole way of {@link Journal#append}, through the same code, but for the
 * disk. What a fresh program runs slowly it has then run often. For one thread.
 */
public final class Rehearsal implements AutoCloseable {
    private final JournalStore store;
    private final BiFunction<Long, JournalEvent, JournalEntry> stamp;
    private Standing standing;

    private Rehearsal(JournalStore store, String journalId, BiFunction<Long, JournalEvent, JournalEntry> stamp) {
        this.store = store;
        this.stamp = stamp;
        this.standing = new Standing(journalId, Head.beginning(journalId));
    }

    static Rehearsal of(String journalId, BiFunction<Long, JournalEvent, JournalEntry> stamp) {
        try {
            return new Rehearsal(JournalStore.inMemory(), journalId, stamp);
        } catch (SQLException e) {
            throw unexpected(e);
        }
    }

    /** Appends an event to nothing but memory. */
    public Recorded append(JournalEvent event) {
        try {
            Recorded recorded = standing.append(store, end -> stamp.apply(end.seq() + 1, event));
            standing = new Standing(standing.id(), recorded.head());
            return recorded;
        } catch (SQLException e) {
            throw unexpected(e);
        }
    }

    /** Lets the memory go. */
    @Override
    public void close() {
        try {
            store.close();
        } catch (SQLException e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(SQLException e) {
        return new IllegalStateException("SQLite does not work in memory: " + e.getMessage(), e);
    }
}
