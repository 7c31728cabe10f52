package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;

/**
 * Writes the journal file in use, one entry at a time, and exchanges it for another. After any error the connection is
 * given up and a new one made for the next entry, so that a disk that recovers needs no restart. Thread-safe.
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int SQLITE_IOERR = 10;
    private static final int SQLITE_FULL = 13;

    private final JournalSettings settings;
    private final JournalFiles files;
    private final Ballast ballast;
    private final ReadWriteLock exchange = new ReentrantReadWriteLock();
    private volatile JournalReader reader;
    private volatile Standing standing;
    private volatile Optional<Succession> succession = Optional.empty();
    private volatile boolean failing;
    private @Nullable JournalStore store;
    /** While the file is let go for an exchange and not open again: what the exchange is to make. */
    private Optional<Succession> reopenDue = Optional.empty();

    JournalWriter(JournalSettings settings, JournalReader reader, Ballast ballast) {
        this.settings = settings;
        this.files = new JournalFiles(settings);
        this.ballast = ballast;
        this.reader = reader;
        this.standing = new Standing(reader.id(), reader.head());
    }

    /** Whether the last try to write failed. */
    boolean isFailing() {
        return failing;
    }

    Standing standing() {
        return standing;
    }

    Head head() {
        return standing.head();
    }

    String id() {
        return standing.id();
    }

    /** How the journal went on last; known before its new {@link #standing}. */
    Optional<Succession> succession() {
        return succession;
    }

    /** Asks the reading side; an exchange of the file waits for the answer. */
    <T> T read(Function<JournalReader, T> question) {
        exchange.readLock().lock();
        try {
            return question.apply(reader);
        } finally {
            exchange.readLock().unlock();
        }
    }

    /**
     * Writes the entry that is made from the present end; durable on return. Where the disk is full, the ballast is freed,
     * that is put on record, and the entry tried once more.
     */
    synchronized Recorded write(Function<Head, JournalEntry> entry, Function<Head, JournalEntry> ballastFreed)
            throws NotRecorded {
        try {
            return attempt(entry);
        } catch (SQLException e) {
            giveUpStore();
            int code = e.getErrorCode() & 0xFF;
            if ((code != SQLITE_FULL && code != SQLITE_IOERR) || !ballast.free()) {
                throw notRecorded(e);
            }
            LOG.error("The disk takes no more; the ballast was freed. Make room on {}", settings.dataFolder());
        }
        try {
            attempt(ballastFreed);
            return attempt(entry);
        } catch (SQLException e) {
            giveUpStore();
            throw notRecorded(e);
        }
    }

    private Recorded attempt(Function<Head, JournalEntry> entryAfter) throws SQLException {
        JournalStore open = openStore();
        Recorded recorded = standing.append(open, entryAfter);
        standing = new Standing(standing.id(), recorded.head());
        failing = false;
        return recorded;
    }

    private NotRecorded notRecorded(SQLException e) {
        failing = true;
        return new NotRecorded(
                "The journal in " + settings.dataFolder() + " took no entry: " + e.getMessage()
                        + ". Make room on its disk, or use another booth",
                e);
    }

    /** The connection; after an error a new one, and the end as it then stands on disk. */
    private JournalStore openStore() throws SQLException {
        JournalStore open = store;
        if (open == null) {
            reopenIfDue();
            open = JournalStore.open(settings.file());
            store = open;
            try {
                standing = new Standing(reader.id(), reader.head());
            } catch (UncheckedIOException e) {
                throw unusable(e);
            }
        }
        return open;
    }

    private void giveUpStore() {
        JournalStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("The journal's connection did not close cleanly: {}", e.getMessage());
            }
        }
    }

    /**
     * First write of a run: pays for the new WAL, so that the first tap does not. A full disk is no reason to stop. Also
     * tells whether a journal that could not be written can be again.
     */
    synchronized void touch() {
        try {
            openStore().touch();
            if (failing) {
                LOG.info("The journal can be written again");
            }
            failing = false;
        } catch (SQLException e) {
            giveUpStore();
            if (!failing) {
                LOG.error("The journal cannot be written now: {}", e.getMessage());
            }
            failing = true;
        }
    }

    /** See {@link JournalStore#checkpoint}; a tap that comes meanwhile waits a few milliseconds. */
    synchronized void checkpoint() {
        try {
            openStore().checkpoint();
        } catch (SQLException e) {
            giveUpStore();
            LOG.warn("The journal's checkpoint must wait: {}", e.getMessage());
        }
    }

    /**
     * Goes on in a new journal; see {@link CarryOver}. Entries are taken meanwhile: only what came since the new one was
     * begun is carried over while they wait.
     *
     * @param stamp makes an entry of a number and an event
     * @return what became of the old one
     * @throws UncheckedIOException if that cannot be done now; the journal in use then stays in use
     */
    Succession startAnew(long safe, String newId, BiFunction<Long, JournalEvent, JournalEntry> stamp) {
        synchronized (files) {
            JournalReader old = reader;
            CarryOver carryOver = new CarryOver(old, safe, newId);
            try {
                JournalEntry opened = stamp.apply(1L, carryOver.opened(settings.software()));
                files.beginNext(newId, List.of(carryOver.first(opened)));
                files.addToNext(carryOver.next());
                return goOver(old, newId, carryOver);
            } catch (IOException | SQLException | UncheckedIOException e) {
                files.abandonNext();
                throw new UncheckedIOException(
                        "No new journal could be begun in " + settings.dataFolder() + " now: " + e.getMessage()
                                + ". Nothing is lost; make room on its disk if it is full",
                        new IOException(e));
            }
        }
    }

    private synchronized Succession goOver(JournalReader old, String newId, CarryOver carryOver)
            throws IOException, SQLException {
        exchange.writeLock().lock();
        try {
            files.addToNext(carryOver.next());
            files.checkNext(newId, carryOver.end());
            Succession next = new Succession(old.id(), newId, carryOver.newSeqs());
            reopenDue = Optional.of(next);
            giveUpStore();
            exchangeFiles(old);
            reopen();
            return next;
        } finally {
            exchange.writeLock().unlock();
        }
    }

    /** If it fails, the old journal is opened again, now or, where the disk does not allow that, before the next entry. */
    private void exchangeFiles(JournalReader old) throws IOException, SQLException {
        try {
            old.close();
            files.exchange(old.id());
        } catch (IOException | SQLException | UncheckedIOException e) {
            reopen();
            if (!standing.id().equals(old.id())) {
                return;
            }
            throw e;
        }
    }

    private void reopenIfDue() throws SQLException {
        if (reopenDue.isPresent()) {
            exchange.writeLock().lock();
            try {
                reopen();
            } finally {
                exchange.writeLock().unlock();
            }
        }
    }

    /** Opens whichever journal is in place now, under both locks. */
    private void reopen() throws SQLException {
        try {
            files.settle();
            reader.close();
            reader = JournalReader.openFile(settings.file());
            Standing found = new Standing(reader.id(), reader.head());
            reopenDue.filter(next -> next.to().equals(found.id())).ifPresent(next -> succession = Optional.of(next));
            standing = found;
            reopenDue = Optional.empty();
        } catch (IOException | JournalDamaged | UncheckedIOException e) {
            failing = true;
            throw unusable(e);
        }
    }

    /** With SQLite's own code, if there is one: whether the ballast may help depends on it. */
    private static SQLException unusable(Exception e) {
        int code = 0;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            code = cause instanceof SQLException sql ? sql.getErrorCode() : code;
        }
        return new SQLException(e.getMessage(), "", code, e);
    }

    /** Closes both sides; the writing one last, so that SQLite tidies the WAL away. */
    synchronized void close() {
        exchange.writeLock().lock();
        try {
            reader.close();
        } finally {
            giveUpStore();
            exchange.writeLock().unlock();
        }
    }
}
