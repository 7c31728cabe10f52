package org.uketsuke.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** SQLite: readers side by side, one writer at a time; other processes may use the file as well. */
final class SqliteStorage extends Storage {
    /** How long to wait for another process's transaction; a large import takes some seconds. */
    private static final int BUSY_TIMEOUT_MILLIS = 30_000;

    /** A page that many transactions change goes into the file itself once for so many pages of them all: 32 MB. */
    private static final int CHECKPOINT_PAGES = 8_000;

    private static final int READERS_MAX = 8;
    /** Pages of one connection; what a savepoint may undo is kept in memory besides, not in a file. */
    private static final int CACHE_KIB = 64 * 1024;

    /**
     * So much of the file is read where the operating system holds it already, instead of being copied into each connection's
     * cache: half the time where the books are large and the program has just started. Writing goes its usual way.
     */
    private static final long MAPPED_BYTES_MAX = 1L << 30;

    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi readers;
    private final ReentrantLock oneWriter = new ReentrantLock(true);

    private SqliteStorage(Translation translation, HikariDataSource writerPool, HikariDataSource readerPool) {
        super(Dialect.SQLITE, translation);
        this.writerPool = writerPool;
        this.readerPool = readerPool;
        this.writer = jdbi(writerPool);
        this.readers = jdbi(readerPool);
    }

    static Storage open(SqliteFile file) {
        Translation translation = new Translation(file.path().toString());
        try {
            file.prepare();
            SQLiteDataSource source = source(file, TransactionMode.IMMEDIATE);
            file.locked(() -> new Migration(Dialect.SQLITE, translation.place()).apply(untouched(file), source));
            HikariConfig writerConfig = config(source, 1);
            writerConfig.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            HikariDataSource writerPool = new HikariDataSource(writerConfig);
            HikariConfig readerConfig = config(source(file, TransactionMode.DEFERRED), READERS_MAX);
            readerConfig.setConnectionInitSql("PRAGMA query_only = ON");
            SqliteStorage storage = new SqliteStorage(translation, writerPool, new HikariDataSource(readerConfig));
            storage.requireDurable();
            return storage;
        } catch (RuntimeException e) {
            throw translation.of(e);
        }
    }

    /** Even WAL mode would be a change to a file that turns out to be another program's. */
    private static SQLiteDataSource untouched(SqliteFile file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.path());
        return source;
    }

    private static SQLiteDataSource source(SqliteFile file, TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(mode);
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        config.setPragma(Pragma.MMAP_SIZE, Long.toString(MAPPED_BYTES_MAX));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.path());
        return source;
    }

    private static HikariConfig config(SQLiteDataSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
        config.setAutoCommit(true);
        return config;
    }

    /** What a power cut would undo if it were otherwise. */
    private void requireDurable() {
        writer.useHandle(handle -> {
            requireAutoCommit(handle);
            require(handle, "journal_mode", "wal");
            require(handle, "synchronous", "2");
            require(handle, "foreign_keys", "1");
        });
    }

    private static void require(Handle handle, String pragma, String expected) {
        String actual =
                handle.createQuery("PRAGMA " + pragma).mapTo(String.class).one();
        if (!actual.equals(expected)) {
            throw new IllegalStateException("SQLite runs with %s=%s, needed is %s".formatted(pragma, actual, expected));
        }
    }

    @Override
    <R> R readTransaction(HandleFunction<R> work) {
        try (Handle handle = readers.open()) {
            requireAutoCommit(handle);
            return handle.inTransaction(work::apply);
        } catch (StatementException e) {
            throw Translation.readOnly(e) ? new IllegalStateException("A read must not write", e) : e;
        }
    }

    @Override
    <R> R writeTransaction(HandleFunction<R> work) {
        oneWriter.lock();
        try (Handle handle = writer.open()) {
            requireAutoCommit(handle);
            return handle.inTransaction(work::apply);
        } finally {
            oneWriter.unlock();
        }
    }

    @Override
    public List<String> damages() {
        return readers.withHandle(handle -> handle.createQuery("PRAGMA integrity_check(20)")
                .mapTo(String.class)
                .filter(line -> !line.equals("ok"))
                .list());
    }

    @Override
    public void close() {
        closeQuietly(readerPool);
        closeQuietly(writerPool);
    }
}
