package org.uketsuke.server.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStatus;
import org.uketsuke.server.programme.RuledSession;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.session.SessionTouches;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Dialect;

/**
 * {@code sessions.csv}: the whole agenda of one meeting. It goes in as a whole or not at all, since a kiosk at a door must not
 * follow half of it.
 *
 * @param meeting which
 * @param policy tells the classes of sessions, their rules, and the zone of the times
 * @param dialect the engine
 */
record AgendaImport(Meeting meeting, SocietyPolicy policy, Dialect dialect) implements RowImport<Session> {
    private static final int TITLE_MAX = 200;
    private static final int SESSIONS_MAX = 1_000;
    private static final int TIME_MAX = 100;
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})[ T]+(\\d{1,2}):(\\d{2})(?::00)?"); // also as spreadsheets write it
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final long HEADER = 1;

    @Override
    public List<String> columns() {
        return List.of("session", "title_ja", "title_en", "class", "room", "start", "end");
    }

    @Override
    public Session read(CsvRow row) {
        String id = row.id("session", "s-3");
        String title = row.required("title_ja", TITLE_MAX);
        String english = row.optional("title_en", TITLE_MAX);
        String sessionClass = row.wordOf("class", policy.sessionRules().classes(), " (session_rule of the policy)");
        String room = row.required("room", RoomName.LENGTH_MAX, "", RoomName::of);
        Instant start = time(row, "start");
        Instant end = time(row, "end");
        if (row.problems().isEmpty()) {
            checkTimes(row, start, end);
        }
        Instant after = start.isBefore(end) ? end : start.plusMillis(1);
        Session session = new Session(
                meeting.society(),
                meeting.id(),
                id,
                new Text(title, english.isEmpty() ? title : english),
                sessionClass,
                room,
                start,
                after);
        if (row.problems().isEmpty()) {
            checkRule(row, session);
        }
        return session;
    }

    private Instant time(CsvRow row, String column) {
        return row.required(column, TIME_MAX, Instant.EPOCH, text -> {
            Matcher parts = TIME.matcher(text);
            if (!parts.matches()) {
                throw new IllegalArgumentException("is not a time; write 2026-11-22 09:30, 24 hours");
            }
            return local(parts);
        });
    }

    private Instant local(Matcher parts) {
        ZoneId zone = policy.zone();
        LocalDateTime time;
        try {
            time = LocalDateTime.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    Integer.parseInt(parts.group(5)),
                    Integer.parseInt(parts.group(6)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no day and time that there is; write 2026-11-22 09:30", e);
        }
        if (zone.getRules().getValidOffsets(time).size() != 1) {
            throw new IllegalArgumentException(
                    "is a time that clocks in %s do not show, or show twice, since they change that day"
                            .formatted(zone.getId()));
        }
        return time.atZone(zone).toInstant();
    }

    private void checkTimes(CsvRow row, Instant start, Instant end) {
        Window meant = meeting.days(policy.zone());
        String days = "the meeting lasts from %s to %s".formatted(meeting.startDate(), meeting.endDate());
        if (!start.isBefore(end)) {
            row.problem("end", "is not after the start");
        }
        if (!meant.holds(start)) {
            row.problem("start", "is no time of the meeting: " + days);
        }
        if (end.isAfter(meant.to())) {
            row.problem("end", "is no time of the meeting: " + days);
        }
    }

    private void checkRule(CsvRow row, Session session) {
        Optional<RuledSession> ruled = ruled(session);
        if (ruled.isEmpty()) {
            row.problem(
                    "class",
                    "%s has no session_rule in force on %s: import a policy that has one first"
                            .formatted(session.sessionClass(), RuledSession.day(session, policy.zone())));
            return;
        }
        ruled.get()
                .impossibleStay()
                .ifPresent(asked -> row.problem(
                        "end",
                        "is too early: nobody could stay the %d minutes that class %s asks for"
                                .formatted(asked.toMinutes(), session.sessionClass())));
    }

    @Override
    public String key(Session row) {
        return row.id();
    }

    @Override
    public String keyColumn() {
        return "session";
    }

    @Override
    public ImportReport apply(Handle handle, List<Numbered<Session>> rows, boolean dryRun) {
        SessionStore store = new SessionStore(handle);
        List<Session> before = store.ofMeeting(meeting.society(), meeting.id());
        List<RowProblem> problems = new ArrayList<>(crowded(rows, before));
        List<Session> gone = gone(before, rows);
        problems.addAll(touched(handle, gone));
        Changes changes = Changes.of(before, rows);
        boolean changing = !changes.toPut().isEmpty() || !gone.isEmpty();
        if (changing && meeting.status() != MeetingStatus.REGISTERED) {
            problems.add(new RowProblem(
                    HEADER,
                    "",
                    "meeting %s is %s; its sessions do not change any more"
                            .formatted(meeting.id(), meeting.status().word())));
        }
        if (rows.size() > SESSIONS_MAX) {
            problems.add(new RowProblem(HEADER, "", "has more than %d sessions".formatted(SESSIONS_MAX)));
        }
        if (!problems.isEmpty()) {
            return new ImportReport(0, 0, 0, problems);
        }
        if (!dryRun) {
            gone.forEach(store::remove);
            changes.toPut().forEach(store::put);
        }
        int added = changes.added();
        int changed = changes.toPut().size() - added;
        return new ImportReport(added, changed, rows.size() - added - changed, gone.size(), List.of());
    }

    /**
     * What differs from the agenda as it was.
     *
     * @param toPut sessions that are new or different
     * @param added how many of them are new
     */
    private record Changes(List<Session> toPut, int added) {
        static Changes of(List<Session> before, List<Numbered<Session>> rows) {
            Set<Session> same = new HashSet<>(before);
            Map<String, Session> known = new HashMap<>();
            before.forEach(session -> known.put(session.id(), session));
            List<Session> toPut = rows.stream()
                    .map(Numbered::value)
                    .filter(session -> !same.contains(session))
                    .toList();
            long added = toPut.stream()
                    .filter(session -> !known.containsKey(session.id()))
                    .count();
            return new Changes(toPut, (int) added);
        }
    }

    private static List<Session> gone(List<Session> before, List<Numbered<Session>> rows) {
        Set<String> kept = new HashSet<>();
        rows.forEach(row -> kept.add(row.value().id()));
        return before.stream().filter(session -> !kept.contains(session.id())).toList();
    }

    /**
     * A room holds one session at a time, and one touch is not the way in to two. Of two sessions that shared their way in before,
     * when that was not asked, neither keeps the rest of the agenda from changing.
     */
    private List<RowProblem> crowded(List<Numbered<Session>> rows, List<Session> before) {
        List<RowProblem> problems = new ArrayList<>();
        Map<String, Session> known = new HashMap<>();
        before.forEach(session -> known.put(session.id(), session));
        Set<Numbered<Session>> stay = rows.stream()
                .filter(row -> Optional.ofNullable(known.get(row.value().id()))
                        .filter(was -> was.touchedAs(row.value()))
                        .isPresent())
                .collect(Collectors.toSet());
        Map<String, List<Numbered<Session>>> byRoom = new HashMap<>();
        for (Numbered<Session> row : rows) {
            List<Numbered<Session>> others = byRoom.computeIfAbsent(row.value().room(), room -> new ArrayList<>());
            others.stream()
                    .flatMap(other -> clash(other, row, stay.contains(other) && stay.contains(row)).stream())
                    .findFirst()
                    .ifPresent(problems::add);
            others.add(row);
        }
        return problems;
    }

    private Optional<RowProblem> clash(Numbered<Session> other, Numbered<Session> row, boolean stay) {
        if (other.value().overlaps(row.value())) {
            return Optional.of(new RowProblem(
                    row.line(),
                    "room",
                    "holds session %s of line %d at that time; mend the room or the times"
                            .formatted(other.value().id(), other.line())));
        }
        Optional<RuledSession> changing = stay ? Optional.empty() : ruled(row.value());
        return changing.flatMap(one -> ruled(other.value()).flatMap(one::sharedWayIn))
                .map(shared -> new RowProblem(
                        row.line(),
                        "start",
                        "one touch from %s to %s would be the way in to both %s and %s of line %d, one after the other in this"
                                        .formatted(
                                                clock(shared.from()),
                                                clock(shared.to()),
                                                row.value().id(),
                                                other.value().id(),
                                                other.line())
                                + " room; mend a room or the times, or the session_rule of their class"));
    }

    private Optional<RuledSession> ruled(Session session) {
        return RuledSession.of(session, policy.sessionRules(), policy.zone());
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(policy.zone()));
    }

    private List<RowProblem> touched(Handle handle, List<Session> gone) {
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<String> ids = gone.stream().map(Session::id).collect(Collectors.toSet());
        return new SessionTouches(dialect)
                .goneWith(handle, meeting.society(), meeting.id(), ids).entrySet().stream()
                        .map(count -> new RowProblem(
                                HEADER,
                                "session",
                                "%s is missing, but would take touches with it that are for it or for nothing else (%d): put its row back; room and times may change"
                                        .formatted(count.getKey(), count.getValue())))
                        .toList();
    }
}
