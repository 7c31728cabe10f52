package org.uketsuke.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.uketsuke.server.storage.StorageException.Kind;

/** PostgreSQL behind a pool. Several servers may share one database: nothing is kept here. */
final class PostgresStorage extends Storage {
    private static final int CONNECTIONS_MAX = 8;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final int TRIES_MAX = 12;
    private static final long PAUSE_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PAUSE_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final RandomGenerator random;

    private PostgresStorage(Translation translation, HikariDataSource pool, RandomGenerator random) {
        super(Dialect.POSTGRESQL, translation);
        this.pool = pool;
        this.jdbi = jdbi(pool);
        this.random = random;
    }

    static Storage open(String jdbcUrl, RandomGenerator random) {
        Translation translation = new Translation(DatabaseUrl.withoutSecrets(jdbcUrl));
        if (!jdbcUrl.startsWith("jdbc:postgresql:") || Driver.parseURL(jdbcUrl, null) == null) {
            throw new StorageException(
                    Kind.UNREACHABLE,
                    "%s is not a database URL that this program knows. Give jdbc:postgresql://HOST:PORT/DATABASE?user=USER, or leave it out for SQLite."
                            .formatted(translation.place()),
                    null);
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config(jdbcUrl));
            new Migration(Dialect.POSTGRESQL, translation.place()).apply(pool, pool);
            return new PostgresStorage(translation, pool, random);
        } catch (RuntimeException e) {
            if (pool != null) {
                closeQuietly(pool);
            }
            throw translation.of(e);
        }
    }

    private static HikariConfig config(String jdbcUrl) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setApplicationName("uketsuke");
        source.setLogServerErrorDetail(false);
        source.setReWriteBatchedInserts(true);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setAutoCommit(true);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    @Override
    <R> R readTransaction(HandleFunction<R> work) {
        try (Handle handle = jdbi.open()) {
            requireAutoCommit(handle);
            return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, inner -> {
                inner.execute("SET TRANSACTION READ ONLY");
                return work.apply(inner);
            });
        }
    }

    @Override
    <R> R writeTransaction(HandleFunction<R> work) {
        for (int tries = 1; ; tries++) {
            try (Handle handle = jdbi.open()) {
                requireAutoCommit(handle);
                return handle.inTransaction(work::apply);
            } catch (RuntimeException e) {
                if (tries == TRIES_MAX || !clashed(e)) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    private static boolean clashed(RuntimeException thrown) {
        Optional<String> state = Translation.sqlCause(thrown).map(SQLException::getSQLState);
        return state.isPresent() && (state.get().equals("40001") || state.get().equals("40P01"));
    }

    /** Full jitter, so that those who clashed do not meet again. */
    private void pause(int tries) {
        long most = Math.min(PAUSE_MAX_NANOS, PAUSE_FIRST_NANOS << tries);
        LockSupport.parkNanos(random.nextLong(most));
    }

    @Override
    public List<String> damages() {
        return List.of();
    }

    @Override
    public void close() {
        closeQuietly(pool);
    }
}
