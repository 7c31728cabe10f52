package org.uketsuke.server.imports;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * One kind of file: how a row reads, and how rows become members, cards and so on.
 *
 * @param <T> what a row says
 */
interface RowImport<T> {
    /**
     * A row and where it stood.
     *
     * @param line its line
     * @param value what it says
     * @param <T> its type
     */
    record Numbered<T>(long line, T value) {}

    /** The columns of the file; all must be there, in any order. */
    List<String> columns();

    /** What a row says; counts for nothing if problems were noted. */
    T read(CsvRow row);

    /** What no two rows of a file may share. Never shown. */
    String key(T row);

    /** The column that {@link #key} is mostly about. */
    String keyColumn();

    /**
     * Takes rows in; in a dry run only says what it would do. May be run again from the start, so it keeps nothing.
     *
     * @param handle the transaction
     */
    ImportReport apply(Handle handle, List<Numbered<T>> rows, boolean dryRun);
}
