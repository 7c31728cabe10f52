package org.uketsuke.server.imports;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.booth.BoothKeyStore;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStatus;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Dialect;

/**
 * {@code meetings.csv}.
 *
 * @param society society code
 * @param policy tells the classes of meetings
 * @param dialect the engine
 * @param random makes the token keys and booth keys of new meetings
 */
record MeetingImport(String society, SocietyPolicy policy, Dialect dialect, SecureRandom random)
        implements RowImport<Meeting> {
    private static final int NAME_MAX = 200;
    private static final int NAMED_MAX = 10;

    @Override
    public List<String> columns() {
        return List.of("meeting", "name", "class", "start_date", "end_date", "credit_date", "venue");
    }

    @Override
    public Meeting read(CsvRow row) {
        String id = row.id("meeting", "jsh-2026");
        String name = row.required("name", NAME_MAX);
        Validity days = row.validity("start_date", "end_date");
        return new Meeting(
                society,
                id,
                new Text(name, name),
                row.wordOf("class", policy.classes().keySet(), ""),
                days.from(),
                days.to(),
                creditDate(row, days),
                row.optional("venue", NAME_MAX),
                MeetingStatus.REGISTERED);
    }

    /** Empty stands for the first day (domain 3.5-2). */
    private static LocalDate creditDate(CsvRow row, Validity days) {
        LocalDate date = row.optionalDate("credit_date").orElse(days.from());
        if (row.problems().isEmpty() && !days.holds(date)) {
            row.problem("credit_date", "%s is not a day of the meeting".formatted(date));
        }
        return date;
    }

    @Override
    public String key(Meeting row) {
        return row.id();
    }

    @Override
    public String keyColumn() {
        return "meeting";
    }

    @Override
    public ImportReport apply(Handle handle, List<Numbered<Meeting>> rows, boolean dryRun) {
        MeetingStore store = new MeetingStore(handle);
        List<RowProblem> problems = new ArrayList<>();
        int added = 0;
        int changed = 0;
        for (Numbered<Meeting> row : rows) {
            Optional<Meeting> before = store.find(society, row.value().id());
            if (before.isPresent() && before.get().equals(withStatusOf(before.get(), row.value()))) {
                continue;
            }
            List<RowProblem> objections =
                    before.map(known -> objections(handle, known, row, dryRun)).orElse(List.of());
            if (!objections.isEmpty()) {
                problems.addAll(objections);
                continue;
            }
            if (!dryRun) {
                byte[] tokenKey = new byte[CardToken.KEY_BYTES];
                random.nextBytes(tokenKey);
                store.put(row.value(), tokenKey);
                new BoothKeyStore(handle).keepIfNone(society, row.value().id(), BoothKey.make(random));
            }
            added += before.isEmpty() ? 1 : 0;
            changed += before.isPresent() ? 1 : 0;
        }
        long refused = problems.stream().mapToLong(RowProblem::line).distinct().count();
        return new ImportReport(added, changed, rows.size() - added - changed - (int) refused, problems);
    }

    /** Why a meeting that is there does not become what the row says. */
    private List<RowProblem> objections(Handle handle, Meeting before, Numbered<Meeting> row, boolean dryRun) {
        if (before.status() != MeetingStatus.REGISTERED) {
            return List.of(new RowProblem(
                    row.line(), "meeting", "is " + before.status().word() + "; it does not change any more"));
        }
        List<String> moved = decisive(before, row.value());
        if (moved.isEmpty()) {
            return List.of();
        }
        MeetingStore store = new MeetingStore(handle);
        if (!dryRun) {
            store.hold(society, before.id(), dialect);
        }
        if (store.judged(society, before.id())) {
            return moved.stream()
                    .map(column -> new RowProblem(
                            row.line(),
                            column,
                            "differs from what entries of this meeting were judged by already; put back what it was"
                                    + " (name and venue may change), or plan the meeting anew under another id"))
                    .toList();
        }
        return left(handle, row).stream().toList();
    }

    /** A session that is no time of its meeting could not have been imported. */
    private Optional<RowProblem> left(Handle handle, Numbered<Meeting> row) {
        Window days = row.value().days(policy.zone());
        List<Session> left = new SessionStore(handle)
                .ofMeeting(society, row.value().id()).stream()
                        .filter(session ->
                                !days.holds(session.start()) || session.end().isAfter(days.to()))
                        .toList();
        boolean early = left.stream().anyMatch(session -> session.start().isBefore(days.from()));
        String more = left.size() > NAMED_MAX ? " and %d more".formatted(left.size() - NAMED_MAX) : "";
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new RowProblem(
                        row.line(),
                        early ? "start_date" : "end_date",
                        "leaves sessions %s%s outside the meeting: take them out of its agenda first (import sessions),"
                                        .formatted(
                                                left.stream()
                                                        .limit(NAMED_MAX)
                                                        .map(Session::id)
                                                        .collect(Collectors.joining(", ")),
                                                more)
                                + " then move the days, then import the agenda with its new times"));
    }

    /** The columns that differ and decide who gets what: rule, hours, term and fiscal year follow from them. */
    private static List<String> decisive(Meeting before, Meeting now) {
        List<String> columns = new ArrayList<>();
        if (!before.meetingClass().equals(now.meetingClass())) {
            columns.add("class");
        }
        if (!before.startDate().equals(now.startDate())) {
            columns.add("start_date");
        }
        if (!before.endDate().equals(now.endDate())) {
            columns.add("end_date");
        }
        if (!before.creditDate().equals(now.creditDate())) {
            columns.add("credit_date");
        }
        return columns;
    }

    private static Meeting withStatusOf(Meeting before, Meeting now) {
        return new Meeting(
                now.society(),
                now.id(),
                now.name(),
                now.meetingClass(),
                now.startDate(),
                now.endDate(),
                now.creditDate(),
                now.venue(),
                before.status());
    }
}
