package org.uketsuke.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * An open database with all migrations applied. Work runs in transactions: it is committed when the function returns, durably
 * (SQLite {@code synchronous=FULL}, PostgreSQL as its server is set), and rolled back when it throws.
 */
public abstract class Storage implements AutoCloseable {
    private final Dialect dialect;
    private final Translation translation;
    private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

    Storage(Dialect dialect, Translation translation) {
        this.dialect = dialect;
        this.translation = translation;
    }

    /**
     * Opens the database, and makes it when there is none.
     *
     * @param dataFolder holds {@code uketsuke.db} unless a URL is given; made when missing
     * @param jdbcUrl {@code jdbc:postgresql:…}, or empty for SQLite
     * @param random spreads the retries of those who clashed; used by many threads
     * @throws StorageException when it cannot be opened, is damaged, foreign or newer; nothing is overwritten
     */
    public static Storage open(Path dataFolder, Optional<String> jdbcUrl, RandomGenerator random) {
        return jdbcUrl.isPresent()
                ? PostgresStorage.open(jdbcUrl.get(), random)
                : SqliteStorage.open(SqliteFile.in(dataFolder));
    }

    /** Whether a data folder already holds an SQLite database. */
    public static boolean isThere(Path dataFolder) {
        return Files.exists(SqliteFile.in(dataFolder).path());
    }

    /** The engine. */
    public final Dialect dialect() {
        return dialect;
    }

    /** Reads in one consistent snapshot. Whatever it writes is an error or lost. */
    public final <R> R read(HandleFunction<R> work) {
        return translated(() -> readTransaction(work));
    }

    /**
     * Writes in one transaction. SQLite: alone, in order of arrival. PostgreSQL: READ COMMITTED, done again when the engine
     * says that it clashed with another (40001, 40P01).
     *
     * @throws StorageException when another process keeps the file busy, the disk is full, the server is gone
     */
    public final <R> R write(HandleFunction<R> work) {
        if (writing.get()) {
            throw new IllegalStateException("A write within a write would wait for itself; pass the handle on");
        }
        writing.set(true);
        try {
            return translated(() -> writeTransaction(work));
        } finally {
            writing.remove();
        }
    }

    /** {@link #write} for work that brings nothing back. */
    public final void change(Consumer<Handle> work) {
        boolean done = write(handle -> {
            work.accept(handle);
            return true;
        });
        assert done;
    }

    /** Looks the stored data over for damage; the findings, none when sound. Reads everything: minutes on a large file. */
    public abstract List<String> damages();

    /** Where the data is, without secrets, for people. */
    public final String place() {
        return translation.place();
    }

    @Override
    public abstract void close();

    abstract <R> R readTransaction(HandleFunction<R> work);

    abstract <R> R writeTransaction(HandleFunction<R> work);

    private <R> R translated(Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw translation.of(e);
        }
    }

    /** Nothing shall run on a connection that would not commit by itself: Jdbi then takes itself for nested. */
    static void requireAutoCommit(Handle handle) {
        try {
            if (!handle.getConnection().getAutoCommit()) {
                throw new IllegalStateException("A connection came without autoCommit; its work would be lost");
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("A connection does not tell its autoCommit", e);
        }
    }

    /** Jdbi over a pool. Its messages leave the bound values out: they are people's names and cards. */
    static Jdbi jdbi(DataSource pool) {
        return Jdbi.create(pool)
                .configure(
                        StatementExceptions.class,
                        exceptions -> exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE));
    }

    static void closeQuietly(HikariDataSource pool) {
        if (!pool.isClosed()) {
            pool.close();
        }
    }
}
