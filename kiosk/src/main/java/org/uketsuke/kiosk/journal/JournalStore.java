package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/**
 * The one connection that writes. Plain JDBC with a statement that stays prepared: anything above it doubles the cost of a
 * tap. One append is one transaction and one fsync; SQLite's own checkpoints are off and made by {@link #checkpoint}, so
 * that no tap pays for them. After any error the store must be closed and opened anew: a statement that met one is dead.
 */
final class JournalStore implements AutoCloseable {
    private static final String FULL = "2";
    private static final Map<String, String> DURABLE = new TreeMap<>(
            Map.of("journal_mode", "wal", "synchronous", FULL, "fullfsync", "1", "checkpoint_fullfsync", "1"));
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement touch;

    private JournalStore(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO journal (seq, entry, hash) VALUES (?, ?, ?)");
        this.touch = connection.prepareStatement("UPDATE meta SET value = value + 1 WHERE key = ?");
    }

    /** Makes a journal file without entries; fails if it is not whole. */
    static void create(Path file, String journalId, String machineId) throws SQLException, IOException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            for (String sql : JournalSchema.create()) {
                statement.execute(sql);
            }
            try (PreparedStatement meta = connection.prepareStatement("INSERT INTO meta VALUES (?, ?)")) {
                put(meta, JournalSchema.META_ID, journalId);
                put(meta, JournalSchema.META_MACHINE, MachineMark.of(journalId, machineId));
                put(meta, JournalSchema.META_TOUCHED, "0");
            }
        }
        requireWhole(file);
        sync(file);
    }

    /**
     * Fails if a closed journal file is not whole without its WAL. Closing plays the WAL into the file; on a full disk SQLite
     * cannot, says nothing of it, and leaves the WAL behind.
     */
    static void requireWhole(Path file) throws IOException {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(wal) && Files.size(wal) > 0) {
            throw new IOException("SQLite did not finish " + file + ": " + wal + " still holds entries");
        }
    }

    private static void put(PreparedStatement meta, String key, String value) throws SQLException {
        meta.setString(1, key);
        meta.setString(2, value);
        meta.executeUpdate();
    }

    /** A store that is gone when it is closed, as quick as the disk is not: to go through an append without making one. */
    static JournalStore inMemory() throws SQLException {
        Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
        try (Statement statement = connection.createStatement()) {
            for (String sql : JournalSchema.create()) {
                statement.execute(sql);
            }
            return new JournalStore(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens an existing journal file for writing. */
    static JournalStore open(Path file) throws SQLException {
        if (!Files.exists(file)) {
            throw new SQLException(file + " is gone");
        }
        Connection connection = connect(file);
        try {
            return new JournalStore(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Set on every open and read back: all but {@code journal_mode} belong to the connection, not the file. Without the two
     * of {@code fullfsync}, a macOS machine calls data synced that still are in the drive's cache.
     */
    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : DURABLE.entrySet()) {
                statement.execute("PRAGMA " + setting.getKey() + " = " + setting.getValue());
            }
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            Map<String, String> found = settings(connection);
            if (!found.equals(DURABLE) || !connection.getAutoCommit()) {
                throw new SQLException("SQLite does not hold " + file + " durably: wanted " + DURABLE
                        + " and autocommit, found " + found);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What this connection says of the settings that make a commit durable. */
    Map<String, String> durability() throws SQLException {
        return settings(connection);
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : DURABLE.keySet()) {
                found.put(name, text(statement, "PRAGMA " + name));
            }
        }
        return found;
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Appends one entry; it is durable when this returns. */
    void append(long seq, String entry, byte[] hash) throws SQLException {
        insert.setLong(1, seq);
        insert.setString(2, entry);
        insert.setBytes(3, hash);
        insert.executeUpdate();
    }

    /** Appends many entries in one transaction; for a file that is not in use yet. */
    void appendAll(Iterable<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        for (Row row : rows) {
            append(row.seq(), row.entry(), row.hash());
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** An entry to append. */
    record Row(long seq, String entry, byte[] hash) {}

    /**
     * Moves what is in the WAL into the file, as far as no reader is in the way, and makes the first write of the next
     * WAL, which costs a second fsync, so that no tap has to.
     */
    void checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        touch();
    }

    /** A write that changes nothing of meaning: proves that writing works and warms the WAL. */
    void touch() throws SQLException {
        touch.setString(1, JournalSchema.META_TOUCHED);
        touch.executeUpdate();
    }

    /** Waits until a file is on the medium. */
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes a rename durable; not every system lets a folder be opened (Windows), and there it is not needed. */
    static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
