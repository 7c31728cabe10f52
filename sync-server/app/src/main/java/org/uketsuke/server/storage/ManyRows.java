package org.uketsuke.server.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Writes many rows with one prepared statement and, on PostgreSQL, few round trips. */
public final class ManyRows {
    private ManyRows() {}

    /**
     * Puts one row's values into a statement.
     *
     * @param <T> the row
     */
    @FunctionalInterface
    public interface Binder<T> {
        /** Sets all parameters, from 1. */
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /**
     * Runs a statement once per row, in order. How many rows it changed is not known (PostgreSQL merges inserts), so rows that
     * may be there already need {@code ON CONFLICT}.
     */
    public static <T> void write(Handle handle, String sql, List<T> rows, Binder<T> binder) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (T row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException("Cannot write " + rows.size() + " rows", e, null);
        }
    }
}
