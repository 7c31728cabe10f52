package org.uketsuke.server.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.uketsuke.server.credit.Validity;

/** A row by column names. What is wrong is noted, and a stand-in returned, so that all problems of a row are told at once. */
final class CsvRow {
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    private static final int ID_MAX = 64;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final long line;
    private final Map<String, Integer> columns;
    private final List<String> fields;
    private final List<RowProblem> problems = new ArrayList<>();

    CsvRow(long line, Map<String, Integer> columns, List<String> fields) {
        this.line = line;
        this.columns = columns;
        this.fields = fields;
    }

    List<RowProblem> problems() {
        return problems;
    }

    void problem(String column, String reason) {
        problems.add(new RowProblem(line, column, reason));
    }

    /** A text that may be empty; tidied ({@link Glyphs#tidy}). */
    String optional(String column, int lengthMax) {
        Integer at = columns.get(column);
        if (at == null) {
            throw new IllegalStateException("Column " + column + " was not asked for");
        }
        String text = Glyphs.tidy(fields.get(at));
        if (text.chars().anyMatch(Character::isISOControl)) {
            problem(column, "has a line break or another control character");
        } else if (text.length() > lengthMax) {
            problem(column, "has %d characters, at most %d are allowed".formatted(text.length(), lengthMax));
        }
        return text;
    }

    /** A text that must be there. */
    String required(String column, int lengthMax) {
        String text = optional(column, lengthMax);
        if (text.isEmpty()) {
            problem(column, "is empty");
        }
        return text;
    }

    /** A text that must turn into a value; the value itself is not repeated in the problem. */
    <T> T required(String column, int lengthMax, T standIn, Function<String, T> parser) {
        int before = problems.size();
        String text = required(column, lengthMax);
        if (problems.size() > before) {
            return standIn;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            problem(column, String.valueOf(e.getMessage()));
            return standIn;
        }
    }

    /** An id that people made up: it stands in addresses, commands and files. */
    String id(String column, String example) {
        return required(column, ID_MAX, "", text -> {
            if (!ID.matcher(text).matches()) {
                throw new IllegalArgumentException("must be letters, digits, '.', '_' and '-', such as " + example);
            }
            return text;
        });
    }

    /** One of the words that the society's policy gives, in the order to tell them. */
    String wordOf(String column, Set<String> words, String whence) {
        return choice(
                column,
                "",
                String.join(", ", words) + whence,
                word -> Optional.of(word).filter(words::contains));
    }

    /** One word of a closed list. */
    <T> T choice(String column, T standIn, String words, Function<String, Optional<T>> byWord) {
        return required(
                column,
                100,
                standIn,
                word -> byWord.apply(word).orElseThrow(() -> new IllegalArgumentException("is not one of " + words)));
    }

    /** An ISO date that may be empty. */
    Optional<LocalDate> optionalDate(String column) {
        return optional(column, 100).isEmpty() ? Optional.empty() : Optional.of(date(column));
    }

    /** An ISO date. */
    LocalDate date(String column) {
        return required(column, 100, EARLIEST, text -> {
            LocalDate date;
            try {
                date = LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("is not a date; write 2026-04-01", e);
            }
            if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
                throw new IllegalArgumentException("lies outside %s to %s".formatted(EARLIEST, LATEST));
            }
            return date;
        });
    }

    /** Two dates in order. */
    Validity validity(String fromColumn, String toColumn) {
        int before = problems.size();
        LocalDate from = date(fromColumn);
        LocalDate to = date(toColumn);
        if (problems.size() == before && to.isBefore(from)) {
            problem(toColumn, "%s is before %s %s".formatted(to, fromColumn, from));
        }
        return to.isBefore(from) ? new Validity(from, from) : new Validity(from, to);
    }
}
