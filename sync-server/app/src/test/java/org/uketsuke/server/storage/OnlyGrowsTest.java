package org.uketsuke.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was said once in journals, ledger and audit cannot be said otherwise later, whichever words SQL has for it. */
final class OnlyGrowsTest {
    private static final String ENTRY =
            "INTO journal_entry (journal, seq, entry, hash, received_at) VALUES ('j', 1, ?, ?, 0)";
    private static final String AUDIT =
            "INTO audit (seq, at, actor, action, subject, detail, hash) VALUES (1, 0, ?, '', '', '', ?)";
    private static final String LEDGER =
            "INTO ledger_entry (society, id, meeting, qualification, kind, generation, member,"
                    + " term_start, rule, credits, earned_on, fiscal_year, source, reverses, reason, actor, posted_at)"
                    + " VALUES ('jsh', '%s', 'm', '%s', '%s', 0, ?, '', '', 300, '', 2026, 'tap', %s, '', '', 0)";
    private static final String REVERSED = "society, reverses) WHERE (reverses IS NOT NULL";
    private static final byte[] HASH = {1};

    @TempDir
    Path folder;

    private static String award(String id, String qualification) {
        return LEDGER.formatted(id, qualification, "participation", "NULL");
    }

    private static String reversal(String id, String qualification) {
        return LEDGER.formatted(id, qualification, "reversal", "'e-1'");
    }

    private static String only(Storage storage, String column, String table) {
        return storage.read(handle -> handle.createQuery("SELECT " + column + " FROM " + table)
                .mapTo(String.class)
                .one());
    }

    private static String replacing(Engine engine, String into, String key, String column) {
        return engine == Engine.SQLITE
                ? "INSERT OR REPLACE " + into
                : "INSERT " + into + " ON CONFLICT (" + key + ") DO UPDATE SET " + column + " = excluded." + column;
    }

    private static void refusedOrUnheard(Storage storage, String statement) {
        try {
            storage.change(handle -> handle.execute(statement, "second"));
        } catch (RuntimeException e) {
            assertThat(e).hasStackTraceContaining("ledger_entry only grows");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJournalEntryIsNotReplaced(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT " + ENTRY, "first", HASH));

            assertThatThrownBy(() -> storage.change(handle ->
                            handle.execute(replacing(engine, ENTRY, "journal, seq", "entry"), "second", HASH)))
                    .hasStackTraceContaining("journal_entry only grows");
            assertThatThrownBy(() -> storage.change(handle -> handle.execute("INSERT " + ENTRY, "second", HASH)))
                    .isInstanceOf(RuntimeException.class);

            assertThat(only(storage, "entry", "journal_entry")).isEqualTo("first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAuditLineIsNotReplaced(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT " + AUDIT, "first", HASH));

            assertThatThrownBy(() -> storage.change(
                            handle -> handle.execute(replacing(engine, AUDIT, "seq", "actor"), "second", HASH)))
                    .hasStackTraceContaining("audit only grows");

            assertThat(only(storage, "actor", "audit")).isEqualTo("first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLedgerEntryStaysWhicheverOfItsKeysIsTakenAgain(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT " + award("e-1", "q-1"), "first"));

            for (String again : new String[] {award("e-1", "q-1"), award("e-1", "q-2"), award("e-2", "q-1")}) {
                String id = again.contains("'q-2'") || again.contains("'e-1'")
                        ? "society, id"
                        : "society, meeting, qualification, kind, generation";
                refusedOrUnheard(storage, replacing(engine, again, id, "member"));

                assertThat(only(storage, "id || member", "ledger_entry")).isEqualTo("e-1first");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryIsReversedOnceAndTheReversalStays(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT " + reversal("r-1", "q-1"), "first"));

            refusedOrUnheard(storage, replacing(engine, reversal("r-2", "q-2"), REVERSED, "member"));

            assertThat(only(storage, "id || member", "ledger_entry")).isEqualTo("r-1first");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAwardThatIsThereAlreadyIsPassedOverWithoutAnError(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT " + award("e-1", "q-1"), "first"));

            storage.change(handle -> {
                handle.execute("INSERT " + award("e-1", "q-1") + " ON CONFLICT DO NOTHING", "second");
                handle.execute("INSERT " + award("e-2", "q-2") + " ON CONFLICT DO NOTHING", "other");
            });

            List<String> members =
                    storage.read(handle -> handle.createQuery("SELECT member FROM ledger_entry ORDER BY id")
                            .mapTo(String.class)
                            .list());
            assertThat(members).containsExactly("first", "other");
        }
    }
}
