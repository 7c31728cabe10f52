package org.uketsuke.kiosk.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Whether an SQLite file is a journal of this form: marks, tables, and the triggers that keep it append-only. */
final class JournalForm {
    private final Path file;
    private final Connection connection;

    JournalForm(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    void check() throws SQLException, JournalDamaged {
        if (number("PRAGMA application_id") != JournalSchema.APPLICATION_ID) {
            throw new JournalDamaged(file, "This SQLite file is not a journal of this kiosk", null);
        }
        int form = number("PRAGMA user_version");
        if (form != JournalSchema.FORM) {
            throw new JournalDamaged(
                    file, "The journal has form " + form + ", this software knows form " + JournalSchema.FORM, null);
        }
        Set<String> missing = new HashSet<>(JournalSchema.create());
        missing.removeIf(sql -> sql.startsWith("PRAGMA"));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            while (row.next()) {
                if (!missing.remove(row.getString(1))) {
                    throw new JournalDamaged(file, "The journal's tables were altered", null);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new JournalDamaged(file, "The journal's tables or the triggers that protect them are missing", null);
        }
    }

    private int number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
