package org.uketsuke.server.imports;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.imports.RowImport.Numbered;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Storage;

/**
 * Imports CSV files. Rows go in by some thousands per transaction, so that booths are served meanwhile; an import that was
 * broken off is simply done again, since what is there already stays as it is.
 */
public final class Imports {
    private static final int ROWS_AT_ONCE = 5_000;

    private final Storage storage;
    private final Clock clock;
    private final SecureRandom random;

    /** Over a database. */
    public Imports(Storage storage, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.clock = clock;
        this.random = random;
    }

    /** The files there are. */
    public enum Kind {
        /** Who is a member. */
        MEMBERS,
        /** Who is certified as what, and when. */
        QUALIFICATIONS,
        /** Which card is whose. */
        CARDS,
        /** What is held. */
        MEETINGS
    }

    /**
     * Imports a file.
     *
     * @param society code of a society that is there
     * @param dryRun whether to check and compare only
     * @throws UnreadableFile if the file or the society is not there, the encoding or the header is wrong; nothing was imported
     */
    public ImportReport run(Kind kind, Path file, String society, boolean dryRun) {
        SocietyPolicy policy = policy(society);
        return switch (kind) {
            case MEMBERS -> run(new MemberImport(society, clock, random), file, society, dryRun);
            case QUALIFICATIONS -> run(new QualificationImport(society, policy, random), file, society, dryRun);
            case CARDS -> run(new CardImport(society, policy, clock, random), file, society, dryRun);
            case MEETINGS -> run(new MeetingImport(society, policy, storage.dialect(), random), file, society, dryRun);
        };
    }

    private SocietyPolicy policy(String society) {
        return storage.read(handle -> new SocietyStore(handle).policy(society))
                .orElseThrow(() -> new UnreadableFile(
                        "Society %s is not there. Import its policy first: import society FILE (or: import society jsh)."
                                .formatted(society)));
    }

    /**
     * Imports the whole agenda of a meeting, as a whole or, if anything is wrong with it, not at all.
     *
     * @param society code of a society that is there
     * @param meeting id of a meeting of it
     * @param dryRun whether to check and compare only
     * @throws UnreadableFile if the file, the society or the meeting is not there, the encoding or the header is wrong
     */
    public ImportReport agenda(Path path, String society, String meeting, boolean dryRun) {
        SocietyPolicy policy = policy(society);
        Meeting known = storage.read(handle -> new MeetingStore(handle).find(society, meeting))
                .orElseThrow(
                        () -> new UnreadableFile("Meeting %s of %s is not there. Import it first: import meetings FILE."
                                .formatted(meeting, society)));
        AgendaImport agenda = new AgendaImport(known, policy, storage.dialect());
        List<Numbered<Session>> rows = new ArrayList<>();
        List<RowProblem> problems = new ArrayList<>();
        try (CsvFile file = CsvFile.open(path)) {
            Map<String, Integer> columns = header(file, path, agenda.columns());
            Map<String, Long> seen = new HashMap<>();
            for (Optional<CsvFile.Fields> next = file.next(); next.isPresent(); next = file.next()) {
                read(agenda, columns, next.get(), seen, problems).ifPresent(rows::add);
            }
        }
        boolean lookOnly = dryRun || !problems.isEmpty();
        ImportReport report = lookOnly
                ? storage.read(handle -> agenda.apply(handle, rows, true))
                : storage.write(handle -> held(handle, agenda, rows));
        problems.addAll(report.problems());
        problems.sort(Comparator.comparingLong(RowProblem::line));
        return problems.isEmpty() ? report : new ImportReport(0, 0, 0, problems);
    }

    /** While the meeting is held no touch comes in, no policy and no other import; nor may one have since the rows were read. */
    static ImportReport held(Handle handle, AgendaImport agenda, List<Numbered<Session>> rows) {
        Meeting known = agenda.meeting();
        MeetingStore meetings = new MeetingStore(handle);
        meetings.hold(known.society(), known.id(), agenda.dialect());
        if (!meetings.find(known.society(), known.id()).equals(Optional.of(known))) {
            throw new UnreadableFile(
                    "Meeting %s changed while the file was read. Import it again; nothing was imported."
                            .formatted(known.id()));
        }
        if (!new SocietyStore(handle).policy(known.society()).equals(Optional.of(agenda.policy()))) {
            throw new UnreadableFile(
                    "The policy of %s changed while the file was read. Import it again; nothing was imported."
                            .formatted(known.society()));
        }
        return agenda.apply(handle, rows, false);
    }

    private <T> ImportReport run(RowImport<T> rows, Path path, String society, boolean dryRun) {
        try (CsvFile file = CsvFile.open(path)) {
            Map<String, Integer> columns = header(file, path, rows.columns());
            Map<String, Long> seen = new HashMap<>();
            List<Numbered<T>> batch = new ArrayList<>();
            ImportReport report = ImportReport.NOTHING;
            List<RowProblem> problems = new ArrayList<>();
            for (Optional<CsvFile.Fields> next = file.next(); next.isPresent(); next = file.next()) {
                read(rows, columns, next.get(), seen, problems).ifPresent(batch::add);
                if (batch.size() == ROWS_AT_ONCE) {
                    report = report.plus(apply(rows, batch, society, dryRun));
                    batch = new ArrayList<>();
                }
            }
            report = report.plus(apply(rows, batch, society, dryRun));
            problems.addAll(report.problems());
            problems.sort(Comparator.comparingLong(RowProblem::line));
            return new ImportReport(report.added(), report.changed(), report.unchanged(), problems);
        }
    }

    private static Map<String, Integer> header(CsvFile file, Path path, List<String> expected) {
        List<String> found = file.next().flatMap(CsvFile.Fields::fields).orElse(List.of()).stream()
                .map(Glyphs::tidy)
                .toList();
        List<String> missing =
                expected.stream().filter(column -> !found.contains(column)).toList();
        List<String> unknown =
                found.stream().filter(column -> !expected.contains(column)).toList();
        if (!missing.isEmpty() || !unknown.isEmpty() || found.size() != expected.size()) {
            throw new UnreadableFile(
                    "%s:1: the header must be these columns, separated by commas: %s.%s%s Nothing was imported."
                            .formatted(
                                    path,
                                    String.join(",", expected),
                                    missing.isEmpty() ? "" : " Missing: " + String.join(",", missing) + ".",
                                    unknown.isEmpty() ? "" : " There are %d others.".formatted(unknown.size())));
        }
        Map<String, Integer> columns = new LinkedHashMap<>();
        found.forEach(column -> columns.put(column, columns.size()));
        return columns;
    }

    private static <T> Optional<Numbered<T>> read(
            RowImport<T> rows,
            Map<String, Integer> columns,
            CsvFile.Fields next,
            Map<String, Long> seen,
            List<RowProblem> problems) {
        long line = next.line();
        if (next.fields().isEmpty()) {
            problems.add(new RowProblem(line, "", "a quote is not closed, or text follows a closed quote"));
            return Optional.empty();
        }
        List<String> fields = next.fields().get();
        if (fields.size() != columns.size()) {
            problems.add(new RowProblem(
                    line, "", "has %d columns, the header has %d".formatted(fields.size(), columns.size())));
            return Optional.empty();
        }
        CsvRow row = new CsvRow(line, columns, fields);
        T value = rows.read(row);
        if (row.problems().isEmpty()) {
            Long first = seen.putIfAbsent(rows.key(value), line);
            if (first == null) {
                return Optional.of(new Numbered<>(line, value));
            }
            row.problem(rows.keyColumn(), "is in line " + first + " already; the first one counts");
        }
        problems.addAll(row.problems());
        return Optional.empty();
    }

    private <T> ImportReport apply(RowImport<T> rows, List<Numbered<T>> batch, String society, boolean dryRun) {
        if (batch.isEmpty()) {
            return ImportReport.NOTHING;
        }
        return dryRun
                ? storage.read(handle -> rows.apply(handle, batch, true))
                : storage.write(handle -> write(handle, rows, batch, society));
    }

    /** The lock on the society keeps two imports from adding the same row. */
    private <T> ImportReport write(Handle handle, RowImport<T> rows, List<Numbered<T>> batch, String society) {
        SocietyStore societies = new SocietyStore(handle);
        if (!societies.lock(society, storage.dialect())) {
            throw new IllegalStateException("Society " + society + " went away");
        }
        ImportReport report = rows.apply(handle, batch, false);
        if (report.changedAnything()) {
            societies.countChange(society);
        }
        return report;
    }
}
