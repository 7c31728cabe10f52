package org.uketsuke.server.export;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.office.DetailWords;
import org.uketsuke.server.storage.Storage;

/** Reads the lists, row by row: a list may be longer than memory. */
public final class ExportStore {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Storage storage;

    /** Over the database. */
    public ExportStore(Storage storage) {
        this.storage = storage;
    }

    /** Societies that have a meeting of that id. */
    List<String> societies(String meeting) {
        return storage.read(
                handle -> handle.createQuery("SELECT society FROM meeting WHERE id = :meeting ORDER BY society")
                        .bind("meeting", meeting)
                        .mapTo(String.class)
                        .list());
    }

    /** Ids of meetings, the latest first. */
    List<String> meetings(int most) {
        return storage.read(
                handle -> handle.createQuery("SELECT id FROM meeting ORDER BY start_date DESC, society, id LIMIT :most")
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    /** Hands out the rows of a list; returns how many there were. */
    long rows(ExportList list, String society, String meeting, Consumer<List<String>> each) {
        return storage.read(handle -> {
            ZoneId zone = ZoneId.of(handle.createQuery("SELECT zone FROM society WHERE society = :society")
                    .bind("society", society)
                    .mapTo(String.class)
                    .one());
            return rows(handle, list, society, meeting, zone, each);
        });
    }

    private static long rows(
            Handle handle, ExportList list, String society, String meeting, ZoneId zone, Consumer<List<String>> each) {
        long count = 0;
        try (ResultIterator<List<String>> rows = handle.createQuery(list.sql())
                .bind("society", society)
                .bind("meeting", meeting)
                .setFetchSize(ROWS_AT_ONCE)
                .map((row, context) -> fields(list, row, zone))
                .iterator()) {
            for (; rows.hasNext(); count++) {
                each.accept(rows.next());
            }
        }
        return count;
    }

    private static List<String> fields(ExportList list, ResultSet row, ZoneId zone) throws SQLException {
        List<String> fields = new ArrayList<>();
        for (String column : list.columns()) {
            fields.add(field(column, row, zone));
        }
        return fields;
    }

    /** Numbers and dates are the program's own; everything else may have been typed by somebody. */
    private static String field(String column, ResultSet row, ZoneId zone) throws SQLException {
        return switch (column) {
            case "credits" -> new Credits(row.getLong(column)).text();
            case "seq", "fiscal_year" -> number(column, row);
            case "tapped_at", "first_at", "raised_at" -> time(column, row, zone);
            case "name" -> SafeText.of(name(row));
            case "detail" -> SafeText.of(DetailWords.english(text(column, row), zone));
            default -> SafeText.of(text(column, row));
        };
    }

    private static String number(String column, ResultSet row) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? "" : Long.toString(number);
    }

    private static String time(String column, ResultSet row, ZoneId zone) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull()
                ? ""
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        Instant.ofEpochMilli(millis).atZone(zone));
    }

    private static String name(ResultSet row) throws SQLException {
        return (text("family_name", row) + " " + text("given_name", row)).strip();
    }

    private static String text(String column, ResultSet row) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
