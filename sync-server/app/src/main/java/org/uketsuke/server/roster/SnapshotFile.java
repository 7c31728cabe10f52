package org.uketsuke.server.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.RosterSchema;

/**
 * Writes a roster as the SQLite file that kiosks open. The same facts give the same bytes, so that several
 * servers can sign and serve one version. Nothing is synced: a file that a crash tore is made again.
 */
final class SnapshotFile implements AutoCloseable {
    private static final int BATCH_ROWS = 5_000;
    private static final int CACHE_KIB = 64 * 1024;
    private static final int HASH_BLOCK_BYTES = 1 << 16;

    private final Connection connection;
    private final PreparedStatement member;
    private final PreparedStatement term;
    private final PreparedStatement token;
    private final PreparedStatement passKey;
    private final PreparedStatement staff;
    private final PreparedStatement meta;
    private int waiting;

    private SnapshotFile(Connection connection) throws SQLException {
        this.connection = connection;
        this.member = connection.prepareStatement("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.term = connection.prepareStatement("INSERT INTO term VALUES (?, ?, ?, ?)");
        this.token = connection.prepareStatement("INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.passKey = connection.prepareStatement("INSERT INTO pass_key VALUES (?, ?, ?, ?)");
        this.staff = connection.prepareStatement("INSERT INTO staff VALUES (?, ?, ?, ?, ?)");
        this.meta = connection.prepareStatement("INSERT INTO meta VALUES (?, ?)");
    }

    /**
     * What was written.
     *
     * @param members number of members
     * @param tokens number of card tokens
     * @param bytes length of the file
     * @param sha256 hex hash of the file
     */
    record Written(long members, long tokens, long bytes, String sha256) {}

    /**
     * Writes a file that must not be there yet.
     *
     * @param meta the {@code meta} table, apart from what the facts tell
     */
    static Written write(Path path, Map<String, String> meta, RosterFacts facts) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + path)) {
            connection.setAutoCommit(false);
            run(connection, RosterSchema.create());
            try (SnapshotFile file = new SnapshotFile(connection)) {
                file.put(meta, facts);
            }
            run(connection, RosterSchema.indexes());
            connection.commit();
            return new Written(facts.members().size(), facts.tokens().size(), Files.size(path), sha256(path));
        } catch (SQLException e) {
            throw new IllegalStateException("The roster file " + path + " cannot be written; is the disk full?", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The roster file " + path + " cannot be read back", e);
        }
    }

    private static void run(Connection connection, Iterable<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void put(Map<String, String> meta, RosterFacts facts) throws SQLException {
        Map<String, String> all = new TreeMap<>(meta);
        all.put(RosterSchema.META_SOCIETY_NUMBER, String.valueOf(facts.meta().societyNumber()));
        all.put(RosterSchema.META_CARD_MEDIA, facts.meta().cardMedia());
        all.put(RosterSchema.META_UNKNOWN_CARDS, facts.meta().unknownCards());
        for (Map.Entry<String, String> fact : all.entrySet()) {
            insert(this.meta, fact.getKey(), fact.getValue());
        }
        for (PassKey key : facts.passKeys()) {
            put(key);
        }
        for (BoothStaff person : facts.staff()) {
            put(person);
        }
        for (RosterMember one : facts.members()) {
            put(one);
        }
        flush();
        for (RosterToken one : facts.tokens()) {
            put(one);
        }
        flush();
    }

    private void put(PassKey key) throws SQLException {
        passKey.setLong(1, key.id());
        passKey.setString(2, key.publicKey());
        passKey.setLong(3, key.validFrom().toEpochMilli());
        passKey.setLong(4, key.validTo().toEpochMilli());
        passKey.addBatch();
    }

    private void put(BoothStaff person) throws SQLException {
        staff.setString(1, person.id());
        staff.setString(2, person.name());
        staff.setLong(3, person.lead() ? 1 : 0);
        staff.setString(4, person.pinHash());
        staff.setString(5, person.codeHash().orElse(null));
        staff.addBatch();
    }

    private void put(RosterMember one) throws SQLException {
        bind(member, one.id(), one.memberNo(), one.familyName(), one.givenName(), one.familyKana(), one.givenKana());
        member.setString(7, KanaKey.of(one.familyKana() + one.givenKana()));
        member.setString(8, one.affiliation());
        member.setString(9, one.passId());
        member.setLong(10, one.passGeneration());
        member.addBatch();
        for (RosterTerm held : one.terms()) {
            insert(
                    term,
                    one.id(),
                    held.qualification(),
                    held.start().toString(),
                    held.end().toString());
        }
        flushNowAndThen();
    }

    private void put(RosterToken one) throws SQLException {
        insert(
                token,
                one.token(),
                one.member(),
                one.card(),
                one.medium().wireName(),
                one.validFrom().toString(),
                one.validTo().toString(),
                one.status().name().toLowerCase(Locale.ROOT));
        flushNowAndThen();
    }

    private static void insert(PreparedStatement statement, String... values) throws SQLException {
        bind(statement, values);
        statement.addBatch();
    }

    private static void bind(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    private void flushNowAndThen() throws SQLException {
        waiting++;
        if (waiting == BATCH_ROWS) {
            flush();
        }
    }

    private void flush() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] {meta, member, term, token, passKey, staff}) {
            statement.executeBatch();
        }
        waiting = 0;
    }

    static String sha256(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[HASH_BLOCK_BYTES];
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    @Override
    public void close() throws SQLException {
        member.close();
        term.close();
        token.close();
        passKey.close();
        staff.close();
        meta.close();
    }
}
