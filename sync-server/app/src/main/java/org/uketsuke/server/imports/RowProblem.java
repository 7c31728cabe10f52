package org.uketsuke.server.imports;

/**
 * Why a row was not taken in. Holds no personal value: the line tells where to look.
 *
 * @param line line of the file, from 1
 * @param column name of the column; empty when it is the row as a whole
 * @param reason what is wrong and what it should be
 */
public record RowProblem(long line, String column, String reason) {
    /** As reported: {@code members.csv:12: birth_date: …}. */
    public String text(String file) {
        return "%s:%d: %s%s".formatted(file, line, column.isEmpty() ? "" : column + ": ", reason);
    }
}
