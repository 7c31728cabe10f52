package org.uketsuke.server.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.uketsuke.server.storage.StorageException.Kind;

/**
 * Turns what the drivers throw into what people can act on. What is neither disk, damage nor reach stays as it is.
 *
 * @param place where the data is, without secrets
 */
record Translation(String place) {
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_IOERR = 10;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    RuntimeException of(RuntimeException thrown) {
        if (thrown instanceof StorageException known) {
            return known;
        }
        return sqlCause(thrown)
                .<RuntimeException>flatMap(
                        sql -> sql.getClass().getName().startsWith("org.sqlite.") ? ofSqlite(sql) : ofPostgres(sql))
                .orElse(thrown);
    }

    /** Whether SQLite refused to write because the connection or file is for reading only. */
    static boolean readOnly(RuntimeException thrown) {
        return sqlCause(thrown)
                .filter(sql -> (sql.getErrorCode() & 0xFF) == SQLITE_READONLY)
                .isPresent();
    }

    static Optional<SQLException> sqlCause(Throwable thrown) {
        Throwable cause = thrown;
        SQLException found = null;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
            cause = cause.getCause();
        }
        return Optional.ofNullable(found);
    }

    private Optional<StorageException> ofSqlite(SQLException sql) {
        return switch (sql.getErrorCode() & 0xFF) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                problem(
                        Kind.BUSY,
                        "Another process has been writing to %s for too long. Wait until it has finished (an import, perhaps), then try again.",
                        sql);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                problem(
                        Kind.DAMAGED,
                        "%s is damaged. Nothing was changed. Stop all processes that use it, keep a copy of the whole folder, and put the latest backup in its place.",
                        sql);
            case SQLITE_FULL ->
                problem(
                        Kind.DISK,
                        "The disk that holds %s is full; the work was rolled back. Free some space, then try again.",
                        sql);
            case SQLITE_IOERR ->
                problem(
                        Kind.DISK,
                        "The disk that holds %s reports an error; the work was rolled back. Check the disk and its free space.",
                        sql);
            case SQLITE_CANTOPEN, SQLITE_READONLY ->
                problem(
                        Kind.UNREACHABLE,
                        "%s cannot be opened for writing. Check that this user may write to the file and its folder.",
                        sql);
            default -> Optional.empty();
        };
    }

    private Optional<StorageException> ofPostgres(SQLException sql) {
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        if (state.startsWith("28")) {
            return problem(
                    Kind.UNREACHABLE, "%s refuses the log-in. Check user and password in the database URL.", sql);
        }
        if (state.equals("3D000")) {
            return problem(Kind.UNREACHABLE, "%s does not exist on its server. Create the database first.", sql);
        }
        if (state.startsWith("08")
                || state.startsWith("57P")
                || sql instanceof java.sql.SQLTransientConnectionException) {
            return problem(
                    Kind.UNREACHABLE,
                    "%s cannot be reached. Check host and port in the database URL, and that the server runs and has connections left.",
                    sql);
        }
        if (state.startsWith("53")) {
            return problem(Kind.DISK, "%s is out of space, memory or connections; the work was rolled back.", sql);
        }
        if (state.equals("40001") || state.equals("40P01")) {
            return problem(Kind.BUSY, "%s is too busy: the work clashed with others again and again. Try again.", sql);
        }
        return Optional.empty();
    }

    private Optional<StorageException> problem(Kind kind, String message, SQLException cause) {
        return Optional.of(new StorageException(kind, message.formatted(place), cause));
    }
}
