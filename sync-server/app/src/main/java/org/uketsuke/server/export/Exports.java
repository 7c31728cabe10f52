package org.uketsuke.server.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;

/** Writes a meeting's lists as CSV (RFC 4180). */
public final class Exports {
    private static final int SHOWN_MAX = 20;

    private final ExportStore store;
    private final Audit audit;

    /** With what it reads, and the audit trail. */
    public Exports(ExportStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** What came of asking for a list. */
    public sealed interface Result {
        /** It is written. */
        record Written(long rows) implements Result {}

        /**
         * There is no such meeting.
         *
         * @param known ids of meetings that there are, the latest first
         */
        record NoMeeting(List<String> known) implements Result {}

        /**
         * Several societies have a meeting of that id.
         *
         * @param societies which
         */
        record WhichSociety(List<String> societies) implements Result {}
    }

    /**
     * Writes a list; the writer stays open.
     *
     * @param society needed only where two societies have a meeting of that id
     */
    public Result write(ExportList list, String meeting, Optional<String> society, Writer out) {
        List<String> societies = store.societies(meeting).stream()
                .filter(code -> society.map(code::equals).orElse(true))
                .toList();
        if (societies.isEmpty()) {
            return new Result.NoMeeting(store.meetings(SHOWN_MAX));
        }
        if (societies.size() > 1) {
            return new Result.WhichSociety(societies);
        }
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        csv.writeRecord(list.columns());
        long rows = store.rows(list, societies.get(0), meeting, csv::writeRecord);
        flush(csv);
        audit.record(
                Audit.COMMAND,
                Action.EXPORTED,
                societies.get(0) + "/" + meeting,
                list.name().toLowerCase(Locale.ROOT) + ", " + rows + " rows");
        return new Result.Written(rows);
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The list could not be written", e);
        }
    }
}
