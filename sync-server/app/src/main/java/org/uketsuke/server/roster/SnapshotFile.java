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
import java.util.Map;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.RosterSchema;
import org.uketsuke.protocol.Wire;

/**
 * Writes a roster as the SQLite file that kiosks open. The same rows in the same order give the same bytes, so that several
 * servers can sign and serve one version. Nothing is synced: a file that a crash tore is made again.
 */
final class SnapshotFile implements AutoCloseable {
    private static final int BATCH_ROWS = 5_000;
    private static final int HASH_BLOCK_BYTES = 1 << 16;

    private final Connection connection;
    private final PreparedStatement member;
    private final PreparedStatement term;
    private final PreparedStatement token;
    private final PreparedStatement passKey;
    private final PreparedStatement meta;
    private long members;
    private long tokens;

    private SnapshotFile(Connection connection) throws SQLException {
        this.connection = connection;
        this.member = connection.prepareStatement("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.term = connection.prepareStatement("INSERT INTO term VALUES (?, ?, ?, ?)");
        this.token = connection.prepareStatement("INSERT INTO token VALUES (?, ?, ?, ?, ?, ?, ?)");
        this.passKey = connection.prepareStatement("INSERT INTO pass_key VALUES (?, ?, ?, ?)");
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
     * @param rows hands over the rows, in order of kind and key
     * @param facts the {@code meta} table, apart from what the rows tell
     */
    static Written write(Path path, Map<String, String> facts, Consumer<Consumer<RosterRow>> rows) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + path)) {
            connection.setAutoCommit(false);
            run(connection, RosterSchema.create());
            long members;
            long tokens;
            try (SnapshotFile file = new SnapshotFile(connection)) {
                file.meta(facts);
                rows.accept(file::put);
                file.flush();
                members = file.members;
                tokens = file.tokens;
            }
            run(connection, RosterSchema.indexes());
            connection.commit();
            return new Written(members, tokens, Files.size(path), sha256(path));
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

    private void meta(Map<String, String> facts) throws SQLException {
        for (Map.Entry<String, String> fact : new java.util.TreeMap<>(facts).entrySet()) {
            insert(meta, fact.getKey(), fact.getValue());
        }
    }

    private void put(RosterRow row) {
        try {
            switch (row.kind()) {
                case RosterRow.MEMBER -> put(Wire.read(row.content(), RosterMember.class));
                case RosterRow.TOKEN -> put(Wire.read(row.content(), RosterToken.class));
                case RosterRow.PASS_KEY -> {
                    PassKey key = Wire.read(row.content(), PassKey.class);
                    insert(
                            passKey,
                            key.id(),
                            key.publicKey(),
                            key.validFrom().toEpochMilli(),
                            key.validTo().toEpochMilli());
                }
                default -> {
                    RosterMeta facts = Wire.read(row.content(), RosterMeta.class);
                    insert(meta, RosterSchema.META_SOCIETY_NUMBER, String.valueOf(facts.societyNumber()));
                    insert(meta, RosterSchema.META_CARD_MEDIA, facts.cardMedia());
                    insert(meta, RosterSchema.META_UNKNOWN_CARDS, facts.unknownCards());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A row of the roster does not go into its file; is the disk full?", e);
        }
    }

    private void put(RosterMember one) throws SQLException {
        insert(
                member,
                one.id(),
                one.memberNo(),
                one.familyName(),
                one.givenName(),
                one.familyKana(),
                one.givenKana(),
                KanaKey.of(one.familyKana() + one.givenKana()),
                one.affiliation(),
                one.passId(),
                one.passGeneration());
        for (RosterTerm held : one.terms()) {
            insert(
                    term,
                    one.id(),
                    held.qualification(),
                    held.start().toString(),
                    held.end().toString());
        }
        members++;
        flushNowAndThen(members);
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
                one.status().name().toLowerCase(java.util.Locale.ROOT));
        tokens++;
        flushNowAndThen(tokens);
    }

    private static void insert(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private void flushNowAndThen(long rows) throws SQLException {
        if (rows % BATCH_ROWS == 0) {
            flush();
        }
    }

    private void flush() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] {meta, member, term, token, passKey}) {
            statement.executeBatch();
        }
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
        meta.close();
    }
}
