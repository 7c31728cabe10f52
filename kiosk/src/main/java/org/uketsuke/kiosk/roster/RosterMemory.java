package org.uketsuke.kiosk.roster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.RosterSchema;

/** Rosters as SQLite databases in memory: opened from the bytes of a file, changed by a delta, turned into bytes again. */
final class RosterMemory {
    private static final int HEADER_BYTES = 100;
    private static final int WRITE_FORM = 18;
    private static final int READ_FORM = 19;
    private static final byte ROLLBACK = 1;
    /** The upper levels of every index of 100,000 members, and some leaves: SQLite copies a page that is not in its cache. */
    private static final int CACHE_KIB = 16 * 1024;

    private RosterMemory() {}

    /** A database in memory with these contents; nothing of it touches a disk. */
    static SQLiteConnection open(byte[] file) throws SQLException {
        if (file.length < HEADER_BYTES) {
            throw new SQLException("Too short for an SQLite file");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        Connection connection = config.createConnection("jdbc:sqlite::memory:");
        try {
            SQLiteConnection memory = connection.unwrap(SQLiteConnection.class);
            memory.deserialize("main", withoutWal(file));
            return memory;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A file made in WAL mode says so in its header; memory has no WAL and would refuse it. Copied only where it must be. */
    private static byte[] withoutWal(byte[] file) {
        if (file[WRITE_FORM] == ROLLBACK && file[READ_FORM] == ROLLBACK) {
            return file;
        }
        byte[] copy = file.clone();
        copy[WRITE_FORM] = ROLLBACK;
        copy[READ_FORM] = ROLLBACK;
        return copy;
    }

    /** The bytes of a roster after a delta. */
    static byte[] changed(byte[] file, RosterDelta delta, long version) throws SQLException {
        try (SQLiteConnection memory = open(file)) {
            memory.setAutoCommit(false);
            remove(memory, "DELETE FROM token WHERE token = ?", delta.removedTokens());
            for (String table : new String[] {"token", "term"}) {
                remove(memory, "DELETE FROM " + table + " WHERE member = ?", delta.removedMembers());
            }
            remove(memory, "DELETE FROM member WHERE id = ?", delta.removedMembers());
            putMembers(memory, delta);
            putTokens(memory, delta);
            putPassKeys(memory, delta);
            if (delta.staff().isPresent()) {
                putStaff(memory, delta.staff().get());
            }
            try (PreparedStatement meta = memory.prepareStatement("UPDATE meta SET value = ? WHERE key = ?")) {
                row(meta, String.valueOf(version), RosterSchema.META_VERSION);
            }
            memory.commit();
            memory.setAutoCommit(true);
            return memory.serialize("main");
        }
    }

    private static void remove(Connection memory, String sql, Iterable<String> keys) throws SQLException {
        try (PreparedStatement statement = memory.prepareStatement(sql)) {
            for (String key : keys) {
                row(statement, key);
            }
        }
    }

    private static void putMembers(Connection memory, RosterDelta delta) throws SQLException {
        try (PreparedStatement member =
                        memory.prepareStatement("INSERT OR REPLACE INTO member VALUES (?,?,?,?,?,?,?,?,?,?)");
                PreparedStatement clear = memory.prepareStatement("DELETE FROM term WHERE member = ?");
                PreparedStatement term = memory.prepareStatement("INSERT INTO term VALUES (?,?,?,?)")) {
            for (RosterMember put : delta.members()) {
                row(
                        member,
                        put.id(),
                        put.memberNo(),
                        put.familyName(),
                        put.givenName(),
                        put.familyKana(),
                        put.givenKana(),
                        KanaKey.of(put.familyKana() + put.givenKana()),
                        put.affiliation(),
                        put.passId(),
                        put.passGeneration());
                row(clear, put.id());
                for (RosterTerm of : put.terms()) {
                    row(term, put.id(), of.qualification(), of.start(), of.end());
                }
            }
        }
    }

    private static void putTokens(Connection memory, RosterDelta delta) throws SQLException {
        try (PreparedStatement token = memory.prepareStatement("INSERT OR REPLACE INTO token VALUES (?,?,?,?,?,?,?)")) {
            for (RosterToken put : delta.tokens()) {
                row(
                        token,
                        put.token(),
                        put.member(),
                        put.card(),
                        put.medium().wireName(),
                        put.validFrom(),
                        put.validTo(),
                        RosterRows.wireName(put.status()));
            }
        }
    }

    private static void putPassKeys(Connection memory, RosterDelta delta) throws SQLException {
        try (Statement clear = memory.createStatement();
                PreparedStatement key = memory.prepareStatement("INSERT INTO pass_key VALUES (?,?,?,?)")) {
            clear.execute("DELETE FROM pass_key");
            for (PassKey put : delta.passKeys()) {
                row(
                        key,
                        put.id(),
                        put.publicKey(),
                        put.validFrom().toEpochMilli(),
                        put.validTo().toEpochMilli());
            }
        }
    }

    /** A roster that lies here since before there was a staff desk has no table for them. */
    private static void putStaff(Connection memory, List<BoothStaff> staff) throws SQLException {
        try (Statement make = memory.createStatement()) {
            make.execute("DROP TABLE IF EXISTS staff");
            make.execute(RosterSchema.STAFF);
        }
        try (PreparedStatement one = memory.prepareStatement("INSERT INTO staff VALUES (?,?,?,?,nullif(?,''))")) {
            for (BoothStaff put : staff) {
                row(
                        one,
                        put.id(),
                        put.name(),
                        put.lead() ? 1 : 0,
                        put.pinHash(),
                        put.codeHash().orElse(""));
            }
        }
    }

    /** Dates go in as ISO texts, numbers as numbers. */
    private static void row(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number number) {
                statement.setLong(i + 1, number.longValue());
            } else {
                statement.setString(i + 1, values[i].toString());
            }
        }
        statement.executeUpdate();
    }
}
