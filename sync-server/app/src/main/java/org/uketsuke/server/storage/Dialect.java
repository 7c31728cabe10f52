package org.uketsuke.server.storage;

import java.util.List;
import java.util.Map;

/** Where the two engines differ. Everything else is one set of SQL. */
public enum Dialect {
    /** One file, one writer at a time. */
    SQLITE(
            Map.of("long", "INTEGER", "text", "TEXT", "bytes", "BLOB", "options", "STRICT, WITHOUT ROWID"),
            "classpath:db/sqlite",
            "",
            "IN (SELECT value FROM json_each(%s))"),
    /** PostgreSQL, or an engine that speaks its protocol. Texts sort by code point there too. */
    POSTGRESQL(
            Map.of("long", "BIGINT", "text", "TEXT COLLATE \"C\"", "bytes", "BYTEA", "options", ""),
            "classpath:db/postgresql",
            " FOR UPDATE",
            "= ANY(ARRAY(SELECT jsonb_array_elements_text(CAST(%s AS jsonb))))");

    private final Map<String, String> placeholders;
    private final String ownMigrations;
    private final String forUpdate;
    private final String among;

    Dialect(Map<String, String> placeholders, String ownMigrations, String forUpdate, String among) {
        this.placeholders = placeholders;
        this.ownMigrations = ownMigrations;
        this.forUpdate = forUpdate;
        this.among = among;
    }

    /** What the placeholders of the migrations stand for. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** Where the migrations are: tables that both share, then what only this engine needs. */
    List<String> migrations() {
        return List.of("classpath:db/tables", ownMigrations);
    }

    /** Ends a SELECT whose rows nobody shall lock {@link #forUpdate} until the transaction ends; many may hold them so. */
    public String forShare() {
        return forUpdate.isEmpty() ? "" : " FOR SHARE";
    }

    /** Ends a SELECT whose rows shall stay locked until the transaction ends; SQLite's writer is alone anyway. */
    public String forUpdate() {
        return forUpdate;
    }

    /**
     * Continues a condition on a text column: that it is one of a set, given as one parameter that holds a JSON array of
     * texts. One statement serves sets of any size.
     *
     * @param parameter such as {@code :keys}
     */
    public String among(String parameter) {
        return among.formatted(parameter);
    }
}
