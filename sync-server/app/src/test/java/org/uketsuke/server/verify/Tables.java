package org.uketsuke.server.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.uketsuke.server.storage.Storage;

/** Copies the tables that verification reads, and puts them back as they were. */
final class Tables {
    private static final List<String> ALL = List.of(
            "journal",
            "journal_entry",
            "meeting_facts",
            "decision",
            "voided",
            "attendance",
            "ledger_entry",
            "exception_case",
            "case_entry",
            "session_touch",
            "session",
            "session_facts",
            "session_judged",
            "session_stay",
            "session_rule",
            "credit_rule",
            "qualification",
            "term");

    private Tables() {}

    static Map<String, List<List<Object>>> copy(Storage storage) {
        return storage.read(handle -> {
            Map<String, List<List<Object>>> copy = new LinkedHashMap<>();
            for (String table : ALL) {
                copy.put(
                        table,
                        handle.createQuery("SELECT * FROM " + table)
                                .map((row, context) -> {
                                    List<Object> values = new ArrayList<>();
                                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                        values.add(row.getObject(i));
                                    }
                                    return values;
                                })
                                .list());
            }
            return copy;
        });
    }

    static void restore(Storage storage, Map<String, List<List<Object>>> copy) {
        storage.change(handle -> copy.forEach((table, rows) -> {
            handle.execute("DELETE FROM " + table);
            for (List<Object> row : rows) {
                String places = "?, ".repeat(row.size() - 1) + "?";
                handle.execute("INSERT INTO " + table + " VALUES (" + places + ")", row.toArray());
            }
        }));
    }
}
