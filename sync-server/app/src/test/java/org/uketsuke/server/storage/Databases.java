package org.uketsuke.server.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * New databases for tests. Each begins as a copy of one that was made by all migrations, for they take longer than most tests.
 * The PostgreSQL server starts with the first that needs it and ends after the last test.
 */
public final class Databases {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static boolean started;

    private Databases() {}

    /** A new, migrated database; close it. SQLite: in the folder, which may be opened again with {@link Storage#open}. */
    public static Storage open(Engine engine, Path folder) {
        return Storage.open(folder, migrated(engine, folder), new SecureRandom());
    }

    /**
     * Makes a new database with every table.
     *
     * @param folder where SQLite's is put, made when missing
     * @return what {@link Storage#open} needs besides the folder: nothing for SQLite, a JDBC URL for PostgreSQL
     */
    public static Optional<String> migrated(Engine engine, Path folder) {
        if (engine == Engine.SQLITE) {
            MigratedFile.copyTo(SqliteFile.in(folder));
            return Optional.empty();
        }
        return Optional.of(newDatabase(MigratedDatabase.NAME));
    }

    /** Where a new database without any table is: nothing for SQLite (the data folder decides), a JDBC URL for PostgreSQL. */
    public static Optional<String> url(Engine engine) {
        return engine == Engine.SQLITE ? Optional.empty() : Optional.of(emptyPostgresUrl());
    }

    /** The JDBC URL of a new PostgreSQL database without any table. */
    public static String emptyPostgresUrl() {
        return newDatabase("template1");
    }

    /**
     * Ends the PostgreSQL server, if any test needed it. It does not sync what is thrown away anyway, and writes it out before
     * it is told to stop: with hundreds of databases that takes longer than it is given for stopping.
     */
    static synchronized void close() {
        if (!started) {
            return;
        }
        try (Connection connection =
                        Server.RUNNING.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
            statement.execute("SELECT pg_reload_conf()");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL of the tests does not take a setting", e);
        }
        try {
            Server.RUNNING.postgres().close();
            if (POSIX) {
                deleteMeanwhile(Server.RUNNING.data());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL of the tests does not end", e);
        }
    }

    /** Hundreds of databases are a hundred thousand files: to delete them takes a minute, which nobody need wait for. */
    private static void deleteMeanwhile(Path folder) throws IOException {
        Process deleting = new ProcessBuilder("rm", "-rf", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assert deleting.pid() > 0;
    }

    private static synchronized String newDatabase(String template) {
        started = true;
        return Server.newDatabase(template);
    }

    /** The bytes of an SQLite database with every table and no row, made when first used. */
    private static final class MigratedFile {
        private static final byte[] BYTES = make();

        private static byte[] make() {
            try {
                Path folder = Files.createTempDirectory("migrated");
                SqliteFile file = SqliteFile.in(folder);
                Storage.open(folder, Optional.empty(), new SecureRandom()).close();
                byte[] bytes = Files.readAllBytes(file.path());
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path each : files.toList()) {
                        Files.delete(each);
                    }
                }
                Files.delete(folder);
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException("The database that tests start from cannot be made", e);
            }
        }

        private static void copyTo(SqliteFile file) {
            file.prepare();
            try {
                if (Files.size(file.path()) > 0) {
                    throw new IllegalStateException(file.path() + " is there already; open it with Storage.open");
                }
                Files.write(file.path(), BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException("A test's database cannot be written", e);
            }
        }
    }

    /** A PostgreSQL database with every table and no row, made when first used. */
    private static final class MigratedDatabase {
        private static final String NAME = make();

        private static String make() {
            String url = emptyPostgresUrl();
            Storage.open(Path.of("."), Optional.of(url), new SecureRandom()).close();
            return Server.nameIn(url);
        }
    }

    /** Loaded, and so started, when first used. */
    private static final class Server {
        private static final Running RUNNING = start();

        /**
         * A server that runs.
         *
         * @param postgres the server
         * @param data its folder; the library deletes it at a later start if this process dies before it does
         */
        private record Running(EmbeddedPostgres postgres, Path data) {}

        private static Running start() {
            List<Path> data = new ArrayList<>();
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectoryCustomizer(folder -> data.add(folder.toPath()))
                        .setCleanDataDirectory(!POSIX)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("deadlock_timeout", "100ms")
                        .setServerConfig("max_connections", "200")
                        .start();
                return new Running(postgres, data.get(0));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
        }

        private static String newDatabase(String template) {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection =
                            RUNNING.postgres().getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot create a database for a test", e);
            }
            return RUNNING.postgres().getJdbcUrl("postgres", name);
        }

        /** The database that a JDBC URL of this server names. */
        private static String nameIn(String url) {
            return Driver.parseURL(url, null).getProperty(PGProperty.PG_DBNAME.getName());
        }
    }
}
