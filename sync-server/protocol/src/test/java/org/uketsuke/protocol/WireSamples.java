package org.uketsuke.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.JournalEvent.PassSeen;
import org.uketsuke.protocol.JournalEvent.Scan;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.DeviceTime;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/** One object per sample file of {@code wire/v1}. */
final class WireSamples {
    private static final Instant TAPPED = Instant.parse("2026-10-16T00:12:34.567Z");
    private static final String HASH = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String RUN = "00f1a2b3c4d5e6f7";
    private static final ServerMark SERVER = new ServerMark(Instant.parse("2026-10-16T00:12:35Z"), "6b1f0d2c9a8e4f57");

    private WireSamples() {}

    static Map<String, Object> all() {
        Map<String, Object> samples = new LinkedHashMap<>();
        entries(samples);
        messages(samples);
        rosters(samples);
        return samples;
    }

    private static void entries(Map<String, Object> samples) {
        put(samples, "opened", new JournalEvent.Opened("annual-88", "1番", Optional.of(17L), "0.1.0", Optional.empty()));
        put(samples, "scan-card", cardScan());
        put(samples, "scan-pass", passScan());
        put(samples, "scan-sealed", sealedScan());
        put(samples, "manual", manual());
        put(samples, "scan-session", sessionScan());
        put(samples, "manual-session", sessionManual());
        put(samples, "link", linked());
        put(samples, "void", new JournalEvent.Voided(41, "staff-3", "touched twice for a colleague"));
        put(samples, "opened-by", openedBy());
        put(samples, "closed", new JournalEvent.Closed(57, HASH));
        put(samples, "closed-by", new JournalEvent.Closed(57, HASH).by("staff-1", Map.of("ACCEPTED", 41L), 3));
        List<String> gone = List.of("roster.sealed", "memory");
        put(samples, "wiped", new JournalEvent.Wiped(Optional.of(17L), "staff-1", gone, Optional.of(HASH)));
        put(samples, "clock", new JournalEvent.Clock(-32_400_000, 12));
        put(samples, "tally", new JournalEvent.Tally(Map.of("UNREADABLE", 3L)));
        put(samples, "fault", new JournalEvent.Fault("reader-gone", "The reader answered no more."));
        put(samples, "note", new JournalEvent.Note("Queue moved to desk 2", Optional.of("staff-3")));
        JournalEntry.Origin origin = new JournalEntry.Origin("0123456789abcdef0123456789abcdef", 42);
        samples.put(
                "entry-carried-over",
                new JournalEntry(2, TAPPED, 123_456, RUN, Optional.empty(), Optional.of(origin), cardScan()));
    }

    private static JournalEvent openedBy() {
        return new JournalEvent.Opened(
                "annual-88", "1番", Optional.of(17L), "0.1.0", Optional.empty(), Optional.of("staff-1"));
    }

    private static void put(Map<String, Object> samples, String name, JournalEvent event) {
        Optional<ClockOffset> offset = Optional.of(new ClockOffset(-12, 3, 60_000));
        samples.put("entry-" + name, new JournalEntry(42, TAPPED, 123_456, RUN, offset, Optional.empty(), event));
    }

    private static void messages(Map<String, Object> samples) {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        samples.put("enrolment-request", new EnrolmentRequest("K7Q2-MX4P-9T", key, "0.1.0"));
        samples.put("enrolment-answer", new EnrolmentAnswer("k-1", assignment(Optional.empty()), key, key, SERVER));
        samples.put("assignment-answer", new AssignmentAnswer(assignment(Optional.empty()), SERVER));
        samples.put("assignment-answer-agenda", new AssignmentAnswer(assignment(Optional.of(agenda())), SERVER));
        Optional<DeviceTime> sent = Optional.of(new DeviceTime(RUN, TAPPED, 123_456));
        samples.put("push-request", new PushRequest(41, List.of("{\"seq\":42}"), HASH, "c2lnbmF0dXJl", sent));
        samples.put(
                "journal-export",
                new JournalExport(
                        "k-1",
                        "0123456789abcdef0123456789abcdef",
                        List.of(new PushRequest(41, List.of("{\"seq\":42}"), HASH, "c2lnbmF0dXJl", Optional.empty()))));
        samples.put("journal-status", new JournalStatus(JournalStatus.State.CURRENT, 58, HASH, 40, SERVER));
        samples.put(
                "problem", new Problem("/problems/clock", "The clock is off", 401, "Use the time of the Date header."));
    }

    private static void rosters(Map<String, Object> samples) {
        RosterManifest manifest = new RosterManifest("annual-88", 17, 2, 1, 40_960, HASH, "c2ln");
        samples.put("roster-current", roster(RosterAnswer.Form.CURRENT, Optional.empty(), Optional.empty()));
        samples.put("roster-snapshot", roster(RosterAnswer.Form.SNAPSHOT, Optional.of(manifest), Optional.empty()));
        samples.put("roster-delta", roster(RosterAnswer.Form.DELTA, Optional.empty(), Optional.of(delta())));
    }

    private static RosterAnswer roster(
            RosterAnswer.Form form, Optional<RosterManifest> snapshot, Optional<RosterDelta> delta) {
        return new RosterAnswer(form, 18, snapshot, delta, SERVER);
    }

    private static Agenda agenda() {
        Agenda.Window out =
                new Agenda.Window(Instant.parse("2026-10-16T01:25:00Z"), Instant.parse("2026-10-16T01:40:00Z"));
        Agenda.Session lecture = new Agenda.Session(
                "s-3",
                new Text("医療安全講習会", "Lecture on patient safety"),
                "第2会場",
                Instant.parse("2026-10-16T00:30:00Z"),
                Instant.parse("2026-10-16T01:30:00Z"),
                new Agenda.Window(Instant.parse("2026-10-16T00:20:00Z"), Instant.parse("2026-10-16T00:40:00Z")),
                Optional.of(out),
                50,
                Optional.of(100L));
        return new Agenda(Optional.of(new Agenda.Door("第2会場", Direction.NONE, true)), List.of(lecture));
    }

    private static Assignment assignment(Optional<Agenda> agenda) {
        MeetingFacts meeting = new MeetingFacts(
                "annual-88",
                new Text("第88回日本血液学会学術集会", "88th Annual Meeting of the JSH"),
                "annual",
                Optional.of(1500L),
                LocalDate.parse("2026-10-16"),
                LocalDate.parse("2026-10-18"),
                LocalDate.parse("2026-10-16"),
                "京都国際会館",
                "Asia/Tokyo");
        return new Assignment(
                "jsh",
                1,
                new Text("日本血液学会", "Japanese Society of Hematology"),
                meeting,
                "1番",
                Instant.parse("2026-10-15T13:00:00Z"),
                Instant.parse("2026-10-18T17:00:00Z"),
                Optional.of(HASH),
                agenda);
    }

    private static Scan cardScan() {
        return new Scan(
                "annual-88",
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                Optional.of(HASH),
                Optional.empty(),
                Optional.empty(),
                Optional.of("m-1"),
                Optional.of("c-1"),
                Outcome.ACCEPTED,
                Optional.empty(),
                Optional.of(17L),
                "acs-acr122u");
    }

    private static Scan passScan() {
        return new Scan(
                "annual-88",
                Optional.of("s-3"),
                Direction.IN,
                Optional.empty(),
                Medium.PASS,
                Optional.empty(),
                Optional.of(new PassSeen("0011223344556677", 2, "a1b2c3d4e5f6")),
                Optional.empty(),
                Optional.of("m-1"),
                Optional.empty(),
                Outcome.PASS_EXPIRED,
                Optional.of("EXPIRED"),
                Optional.of(17L),
                "camera");
    }

    private static Scan sealedScan() {
        return new Scan(
                "annual-88",
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                Optional.empty(),
                Optional.empty(),
                Optional.of("c2VhbGVk"),
                Optional.empty(),
                Optional.empty(),
                Outcome.NO_ROSTER,
                Optional.empty(),
                Optional.empty(),
                "acs-acr122u");
    }

    private static JournalEvent manual() {
        return new JournalEvent.Manual(
                "annual-88",
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                "m-1",
                "staff-3",
                "card left at home",
                List.of("photo-id"),
                Optional.of(41L));
    }

    private static Scan sessionScan() {
        return new Scan(
                "annual-88",
                Optional.of("s-3"),
                Direction.IN,
                Optional.of("第2会場"),
                Medium.FELICA,
                Optional.of(HASH),
                Optional.empty(),
                Optional.empty(),
                Optional.of("m-1"),
                Optional.of("c-1"),
                Outcome.ACCEPTED,
                Optional.empty(),
                Optional.of(17L),
                "acs-acr122u");
    }

    private static JournalEvent sessionManual() {
        return new JournalEvent.Manual(
                "annual-88",
                Optional.of("s-3"),
                Direction.OUT,
                Optional.of("第2会場"),
                "m-1",
                "staff-3",
                "forgotten-card",
                List.of("photo-id"),
                Optional.empty());
    }

    private static JournalEvent linked() {
        return new JournalEvent.Linked(
                "annual-88", Medium.FELICA, HASH, "m-1", "staff-3", "forgotten-card", List.of("photo-id"));
    }

    private static RosterDelta delta() {
        LocalDate start = LocalDate.parse("2024-04-01");
        LocalDate end = LocalDate.parse("2029-03-31");
        RosterMember member = new RosterMember(
                "m-1",
                "100001",
                "髙橋",
                "𠮷美",
                "タカハシ",
                "ヨシミ",
                "見本大学病院",
                "0011223344556677",
                1,
                List.of(new RosterTerm("specialist", start, end)));
        RosterToken token = new RosterToken(HASH, "m-1", "c-1", Medium.FELICA, start, end, CardStatus.ACTIVE);
        PassKey key = new PassKey(
                1, "cGFzcy1rZXk", Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2027-04-01T00:00:00Z"));
        return new RosterDelta(
                17,
                List.of(member),
                List.of("m-9"),
                List.of(token),
                List.of(),
                List.of(key),
                Optional.of(List.of(staff())));
    }

    private static BoothStaff staff() {
        return new BoothStaff("staff-3", "山本", true, "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", Optional.of(HASH));
    }
}
