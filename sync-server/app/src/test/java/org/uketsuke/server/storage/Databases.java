package org.uketsuke.server.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** New databases for tests. The PostgreSQL server starts with the first that needs it and ends after the last test. */
public final class Databases {
    private static boolean started;

    private Databases() {}

    /** A new, migrated database; close it. SQLite: in the folder, which may be opened again with {@link Storage#open}. */
    public static Storage open(Engine engine, Path folder) {
        return Storage.open(folder, url(engine), new SecureRandom());
    }

    /** Where a new database is: nothing for SQLite (the data folder decides), a JDBC URL for PostgreSQL. */
    public static Optional<String> url(Engine engine) {
        return engine == Engine.SQLITE ? Optional.empty() : Optional.of(newDatabase());
    }

    /** The JDBC URL of a new PostgreSQL database without any table. */
    public static String emptyPostgresUrl() {
        return newDatabase();
    }

    /**
     * Ends the PostgreSQL server, if any test needed it. It does not sync what is thrown away anyway, and writes it out before
     * it is told to stop: with hundreds of databases that takes longer than it is given for stopping.
     */
    static synchronized void close() {
        if (!started) {
            return;
        }
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL of the tests does not take a setting", e);
        }
        try {
            Server.POSTGRES.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL of the tests does not end", e);
        }
    }

    private static synchronized String newDatabase() {
        started = true;
        return Server.newDatabase("template1");
    }

    /** Loaded, and so started, when first used. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("deadlock_timeout", "100ms")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
        }

        private static String newDatabase(String template) {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot create a database for a test", e);
            }
            return POSTGRES.getJdbcUrl("postgres", name);
        }
    }
}
