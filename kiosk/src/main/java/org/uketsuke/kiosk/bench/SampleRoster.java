package org.uketsuke.kiosk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.roster.RosterKeyFile;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.RosterSchema;

/**
 * A roster of invented members of any number, as a server would send it: member {@code i} has the FeliCa card
 * {@link #card}, the pass id of {@code i} as 16 hex digits, and a specialist term from 2024-04-01 to 2029-03-31.
 *
 * @param manifest signed with the key of {@link #serverKey}
 * @param path the SQLite file
 */
public record SampleRoster(RosterManifest manifest, Path path) {
    /** Meeting id. */
    public static final String MEETING = "sample-meeting";

    /** Society number in passes. */
    public static final int SOCIETY_NUMBER = 1;

    /** Seed of the key that signs passes, key id 1. */
    private static final byte[] PASS_SEED = filled(3);

    private static final byte[] SERVER_SEED = filled(1);
    private static final byte[] TOKEN_KEY = filled(2);
    private static final String[][] FAMILY = {
        {"山田", "ヤマダ"},
        {"髙橋", "タカハシ"},
        {"﨑山", "サキヤマ"},
        {"𠮷田", "ヨシダ"},
        {"佐藤", "サトウ"},
        {"渡邊", "ワタナベ"},
        {"小林", "コバヤシ"},
        {"齋藤", "サイトウ"},
        {"Van der Berg", "ヴァンデルベルグ"},
        {"伊藤", "イトウ"}
    };
    private static final String[][] GIVEN = {
        {"太郎", "タロウ"}, {"花子", "ハナコ"}, {"健一", "ケンイチ"}, {"美咲", "ミサキ"}, {"𠮷彦", "ヨシヒコ"}, {"Johannes", "ヨハネス"}, {"純", "ジュン"}
    };

    private static byte[] filled(int value) {
        byte[] bytes = new byte[CardToken.KEY_BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Public key of the invented server. */
    public static byte[] serverKey() {
        return Ed25519.publicKey(SERVER_SEED);
    }

    /** Seed of the invented server's pass key, which has the id 1. */
    public static byte[] passSeed() {
        return PASS_SEED.clone();
    }

    /** The card of member {@code i}, counted from 0. */
    public static RawToken card(int i) {
        return RawToken.of(Medium.FELICA, "0114%012X".formatted(i));
    }

    /** Pseudonymous id of member {@code i}. */
    public static String memberId(int i) {
        return "m%08d".formatted(i);
    }

    /** Pass id of member {@code i}. */
    public static String passId(int i) {
        return "%016x".formatted(i);
    }

    /** The vault of a data folder that takes sample rosters and tells nobody of their faults. */
    public static RosterVault vault(Path folder, SecureRandom random) {
        return new RosterVault(
                folder,
                MEETING,
                serverKey(),
                Ed25519.check(),
                new RosterKeyFile(folder.resolve("roster.key"), random),
                random,
                fault -> {});
    }

    /** The snapshot's bytes. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample roster " + path + " is gone", e);
        }
    }

    /** Makes a roster file of so many members. */
    public static SampleRoster make(Path file, int members, long version) {
        SQLiteConfig config = new SQLiteConfig();
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            execute(connection, RosterSchema.create());
            putMeta(connection, version);
            putMembers(connection, members);
            putTokens(connection, members);
            execute(connection, RosterSchema.indexes());
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("The sample roster " + file + " cannot be made", e);
        }
        return signed(file, members, version);
    }

    private static SampleRoster signed(Path file, int members, long version) {
        try {
            return new SampleRoster(manifestOf(Files.readAllBytes(file), members, version), file);
        } catch (IOException e) {
            throw new UncheckedIOException("The sample roster " + file + " cannot be read", e);
        }
    }

    /** The manifest that the invented server would sign for these bytes. */
    public static RosterManifest manifestOf(byte[] bytes, int members, long version) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            RosterManifest unsigned = new RosterManifest(MEETING, version, members, members, bytes.length, sha256, "");
            String signature = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Ed25519.signer(SERVER_SEED).sign(unsigned.statement()));
            return new RosterManifest(MEETING, version, members, members, bytes.length, sha256, signature);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void putMeta(Connection connection, long version) throws SQLException {
        Map<String, String> meta = Map.of(
                RosterSchema.META_MEETING,
                MEETING,
                RosterSchema.META_SOCIETY,
                "sample",
                RosterSchema.META_SOCIETY_NUMBER,
                String.valueOf(SOCIETY_NUMBER),
                RosterSchema.META_VERSION,
                String.valueOf(version),
                RosterSchema.META_TOKEN_KEY,
                HexFormat.of().formatHex(TOKEN_KEY),
                RosterSchema.META_CARD_MEDIA,
                "felica,barcode",
                RosterSchema.META_UNKNOWN_CARDS,
                "record");
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO meta VALUES (?, ?)");
                PreparedStatement key = connection.prepareStatement("INSERT INTO pass_key VALUES (1, ?, ?, ?)")) {
            for (Map.Entry<String, String> entry : meta.entrySet()) {
                put(row, entry.getKey(), entry.getValue());
            }
            String publicKey = Base64.getUrlEncoder().withoutPadding().encodeToString(Ed25519.publicKey(PASS_SEED));
            put(key, publicKey, 0L, 4_102_444_800_000L);
        }
    }

    private static void putMembers(Connection connection, int members) throws SQLException {
        try (PreparedStatement member = connection.prepareStatement("INSERT INTO member VALUES (?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement term = connection.prepareStatement("INSERT INTO term VALUES (?,?,?,?)")) {
            for (int i = 0; i < members; i++) {
                String[] family = FAMILY[i % FAMILY.length];
                String[] given = GIVEN[i / FAMILY.length % GIVEN.length];
                String affiliation = "第%d病院".formatted(i % 997);
                String key = KanaKey.of(family[1] + given[1]);
                put(
                        member,
                        memberId(i),
                        "%06d".formatted(i),
                        family[0],
                        given[0],
                        family[1],
                        given[1],
                        key,
                        affiliation,
                        passId(i),
                        1);
                put(term, memberId(i), "specialist", "2024-04-01", "2029-03-31");
            }
        }
    }

    /** In the order of the key, as the table lies. */
    private static void putTokens(Connection connection, int members) throws SQLException {
        Map<String, Integer> sorted = new TreeMap<>();
        for (int i = 0; i < members; i++) {
            sorted.put(CardToken.of(TOKEN_KEY, card(i)).hex(), i);
        }
        try (PreparedStatement token = connection.prepareStatement("INSERT INTO token VALUES (?,?,?,?,?,?,?)")) {
            for (Map.Entry<String, Integer> entry : sorted.entrySet()) {
                int i = entry.getValue();
                put(
                        token,
                        entry.getKey(),
                        memberId(i),
                        "c%08d".formatted(i),
                        "felica",
                        "2024-04-01",
                        "2029-03-31",
                        "active");
            }
        }
    }

    private static void put(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
