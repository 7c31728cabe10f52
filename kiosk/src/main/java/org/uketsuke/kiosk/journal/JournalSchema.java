package org.uketsuke.kiosk.journal;

import java.util.List;

/** The tables of a journal file. */
final class JournalSchema {
    /** SQLite's {@code application_id}: the letters UKTJ. */
    static final int APPLICATION_ID = 0x554B544A;

    /** SQLite's {@code user_version}: the form of this file. */
    static final int FORM = 1;

    /** {@code meta} key: journal id, 32 hex digits. */
    static final String META_ID = "id";

    /** {@code meta} key: to which machine the journal belongs, as {@link MachineMark} has it. */
    static final String META_MACHINE = "machine";

    /** {@code meta} key: a counter that is raised to make SQLite sync the WAL's header outside of a tap. */
    static final String META_TOUCHED = "touched";

    private JournalSchema() {}

    static List<String> create() {
        return List.of(
                "CREATE TABLE journal (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash BLOB NOT NULL)",
                "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
                "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
                        + " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
                "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal"
                        + " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
                // INSERT OR REPLACE would delete a row without a word to the trigger before.
                "CREATE TRIGGER journal_in_order BEFORE INSERT ON journal"
                        + " WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM journal)"
                        + " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
                "PRAGMA application_id = " + APPLICATION_ID,
                "PRAGMA user_version = " + FORM);
    }
}
