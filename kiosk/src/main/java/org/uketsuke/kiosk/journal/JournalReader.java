package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.Wire;

/**
 * Reads a journal and changes nothing, also beside a running kiosk: for {@code verify} and {@code export}, and within
 * {@link Journal} so that sending never waits for a tap nor a tap for it. Thread-safe.
 */
public final class JournalReader implements AutoCloseable {
    private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOT_A_DATABASE = 26;
    private static final int PAGE_ENTRIES = 500;
    private static final int PAGE_BYTES = 1 << 20;

    private final Path file;
    private final Connection connection;
    private final PreparedStatement page;
    private final PreparedStatement hash;
    private final String id;
    private final String machine;

    private JournalReader(Path file, Connection connection) throws SQLException, JournalDamaged {
        this.file = file;
        this.connection = connection;
        new JournalForm(file, connection).check();
        this.id = meta(JournalSchema.META_ID)
                .filter(text -> text.matches("[0-9a-f]{32}"))
                .orElseThrow(() -> noId(file));
        this.machine = meta(JournalSchema.META_MACHINE).orElse("");
        this.page =
                connection.prepareStatement("SELECT seq, entry, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?");
        this.hash = connection.prepareStatement("SELECT hash FROM journal WHERE seq = ?");
    }

    private static JournalDamaged noId(Path file) {
        return new JournalDamaged(file, "The journal has lost its id", null);
    }

    /** Whether a data folder has a journal, be it whole or not. */
    public static boolean isIn(Path dataFolder) {
        return Files.exists(JournalSettings.file(dataFolder));
    }

    /**
     * Opens the journal of a data folder, from another process than the one that writes it (closing a file drops all POSIX
     * locks that a process holds on it).
     *
     * @throws JournalDamaged if there is none, or the file is not a journal
     */
    public static JournalReader open(Path dataFolder) throws JournalDamaged {
        return openFile(JournalSettings.file(dataFolder));
    }

    static JournalReader openFile(Path file) throws JournalDamaged {
        requireDatabase(file);
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                return new JournalReader(file, connection);
            } catch (SQLException | JournalDamaged e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** The first bytes tell before SQLite touches the file; no stream may be open on it once SQLite has (POSIX locks). */
    private static void requireDatabase(Path file) throws JournalDamaged {
        if (!Files.exists(file)) {
            throw new JournalDamaged(file, "There is no journal here", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(SQLITE_MAGIC.length);
            if (!java.util.Arrays.equals(magic, SQLITE_MAGIC)) {
                throw new JournalDamaged(file, "This is not a journal: it does not begin as an SQLite file does", null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The journal " + file + " cannot be read; check the folder's permissions", e);
        }
    }

    private static JournalDamaged failure(Path file, SQLException e) {
        int code = e.getErrorCode() & 0xFF;
        if (code == SQLITE_CORRUPT || code == SQLITE_NOT_A_DATABASE) {
            return new JournalDamaged(file, "The file is damaged: " + e.getMessage(), e);
        }
        throw unreadable(file, e);
    }

    /** Journal id, 32 hex digits. */
    public String id() {
        return id;
    }

    boolean belongsTo(String machineId) {
        return machine.equals(MachineMark.of(id, machineId));
    }

    /** The end of the journal, as far as it is committed now. */
    public synchronized Head head() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")) {
            return row.next() ? new Head(row.getLong(1), hex(row.getBytes(2))) : Head.beginning(id);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * The entries after a seq, in order: as many as fit in both limits, but at least one if there is one.
     *
     * @param entriesMax most entries
     * @param bytesMax most bytes of their texts in UTF-8
     */
    public synchronized List<Line> after(long seq, int entriesMax, int bytesMax) {
        List<Line> lines = new ArrayList<>();
        try {
            page.setLong(1, seq);
            page.setInt(2, entriesMax);
            int bytes = 0;
            try (ResultSet row = page.executeQuery()) {
                while (row.next()) {
                    String text = row.getString(2);
                    bytes += text.getBytes(StandardCharsets.UTF_8).length;
                    if (bytes > bytesMax && !lines.isEmpty()) {
                        break;
                    }
                    lines.add(new Line(row.getLong(1), text, hex(row.getBytes(3))));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The hash of an entry, or for seq 0 of the beginning; empty when the journal does not reach so far. */
    public synchronized Optional<String> hashAt(long seq) {
        if (seq == 0) {
            return Optional.of(hex(JournalChain.first(id)));
        }
        try {
            hash.setLong(1, seq);
            try (ResultSet row = hash.executeQuery()) {
                return row.next() ? Optional.of(hex(row.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** When an entry was recorded, by the device's clock then and what was known of the server's. */
    public Optional<Instant> atOf(long seq) {
        return after(seq - 1, 1, PAGE_BYTES).stream()
                .filter(line -> line.seq() == seq)
                .findFirst()
                .map(line -> correctedTime(entryOf(line)));
    }

    static Instant correctedTime(JournalEntry entry) {
        return entry.at().plusMillis(entry.offset().map(ClockOffset::millis).orElse(0L));
    }

    /** Every entry after a seq, in order. */
    public void forEach(long after, Consumer<JournalEntry> consumer) {
        forEachLine(after, line -> consumer.accept(entryOf(line)));
    }

    void forEachLine(long after, Consumer<Line> consumer) {
        long seq = after;
        List<Line> lines = after(seq, PAGE_ENTRIES, PAGE_BYTES);
        while (!lines.isEmpty()) {
            lines.forEach(consumer);
            seq = lines.get(lines.size() - 1).seq();
            lines = after(seq, PAGE_ENTRIES, PAGE_BYTES);
        }
    }

    static JournalEntry entryOf(Line line) {
        return Wire.read(line.text(), JournalEntry.class);
    }

    /**
     * Recomputes everything: SQLite's own check, numbers without gaps, the hash chain, every entry readable, and the head
     * logs.
     *
     * @param headLogFolders folders besides the journal's own that may hold a head log
     */
    public synchronized Verification verify(List<Path> headLogFolders) {
        JournalCheck check = new JournalCheck(this);
        List<String> differences = new ArrayList<>(quickCheck());
        differences.addAll(check.chain());
        for (JournalCheck.Shortfall shortfall : check.headLogs(headLogFolders)) {
            differences.add(shortfall.words());
        }
        differences.addAll(check.noted());
        return new Verification(id, head(), List.copyOf(differences));
    }

    List<String> quickCheck() {
        List<String> differences = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check")) {
            while (row.next()) {
                if (!row.getString(1).equals("ok")) {
                    differences.add("SQLite: " + row.getString(1));
                }
            }
        } catch (SQLException e) {
            differences.add("SQLite: " + e.getMessage());
        }
        return differences;
    }

    Path file() {
        return file;
    }

    private Optional<String> meta(String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT value FROM meta WHERE key = ?")) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private UncheckedIOException unreadable(SQLException e) {
        return unreadable(file, e);
    }

    /** A full disk too is a reason: SQLite needs a little room beside the file even to read it. */
    private static UncheckedIOException unreadable(Path file, SQLException e) {
        String message = "The journal " + file + " cannot be read: " + e.getMessage()
                + ". Check its disk, and make room on it if it is full";
        return new UncheckedIOException(message, new IOException(e));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
