package org.uketsuke.server.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file (RFC 4180) record by record. A record that cannot be read costs only itself: a quote that is never closed
 * does not swallow the rest of the file.
 */
final class CsvFile implements AutoCloseable {
    /** More lines than that are not one record; some quote was not closed. */
    private static final int RECORD_LINES_MAX = 20;

    private final Path path;
    private final BufferedReader reader;
    private final Deque<String> ahead = new ArrayDeque<>();
    private long linesTaken;

    private CsvFile(Path path, BufferedReader reader) {
        this.path = path;
        this.reader = reader;
    }

    /**
     * A record of the file.
     *
     * @param line the line on which it begins, from 1
     * @param fields its fields; empty if it cannot be read
     */
    record Fields(long line, Optional<List<String>> fields) {}

    /**
     * Opens a file after looking through all of it: a wrong encoding must be found before the first row is taken in.
     *
     * @throws UnreadableFile if it is not there, or not UTF-8
     */
    static CsvFile open(Path path) {
        try {
            requireUtf8(path);
            return new CsvFile(path, reader(path));
        } catch (IOException e) {
            throw new UnreadableFile("%s: cannot be read (%s). Check the path and the permissions."
                    .formatted(path, e.getClass().getSimpleName()));
        }
    }

    private static BufferedReader reader(Path path) throws IOException {
        InputStream bytes = Files.newInputStream(path);
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static void requireUtf8(Path path) throws IOException {
        try (InputStream bytes = Files.newInputStream(path)) {
            byte[] head = bytes.readNBytes(2);
            boolean utf16 = head.length == 2
                    && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE
                            || head[0] == (byte) 0xFE && head[1] == (byte) 0xFF);
            if (utf16) {
                throw wrongEncoding(path, "is UTF-16 (\"Unicode text\")");
            }
        }
        long line = 1;
        try (BufferedReader reader = reader(path)) {
            while (reader.readLine() != null) {
                line++;
            }
        } catch (CharacterCodingException e) {
            throw wrongEncoding(path, "is not UTF-8 (near line " + line + "), perhaps Shift_JIS");
        }
    }

    private static UnreadableFile wrongEncoding(Path path, String what) {
        return new UnreadableFile(
                "%s: %s. Save it as \"CSV UTF-8\" and import it again; nothing was imported.".formatted(path, what));
    }

    /** The next record that is not a blank line; empty at the end. */
    Optional<Fields> next() {
        String first = takeLine();
        while (first != null && first.isBlank()) {
            first = takeLine();
        }
        if (first == null) {
            return Optional.empty();
        }
        long line = linesTaken;
        StringBuilder record = new StringBuilder(first);
        Deque<String> continued = new ArrayDeque<>();
        while (insideQuotes(record)) {
            String more = continued.size() < RECORD_LINES_MAX ? takeLine() : null;
            if (more == null) {
                giveBack(continued);
                return Optional.of(new Fields(line, Optional.empty()));
            }
            continued.add(more);
            record.append('\n').append(more);
        }
        return Optional.of(new Fields(line, split(record.toString())));
    }

    private static Optional<List<String>> split(String record) {
        try {
            return Optional.of(CsvReader.builder()
                    .allowExtraCharsAfterClosingQuote(false)
                    .allowUnclosedQuote(false)
                    .ofSingleCsvRecord(record)
                    .getFields());
        } catch (CsvParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a quoted field is still open at the end. A quote opens a field only as its first letter. */
    private static boolean insideQuotes(StringBuilder record) {
        boolean fieldBegins = true;
        boolean quoted = false;
        boolean inside = false;
        for (int i = 0; i < record.length(); i++) {
            char letter = record.charAt(i);
            if (letter == '"') {
                quoted = quoted || fieldBegins;
                inside = inside != quoted;
            }
            fieldBegins = letter == ',' && !inside;
            quoted = quoted && !fieldBegins;
        }
        return inside;
    }

    private @Nullable String takeLine() {
        try {
            String line = ahead.isEmpty() ? reader.readLine() : ahead.poll();
            linesTaken += line == null ? 0 : 1;
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " broke off while it was read", e);
        }
    }

    private void giveBack(Deque<String> lines) {
        linesTaken -= lines.size();
        lines.descendingIterator().forEachRemaining(ahead::addFirst);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
    }
}
