package org.uketsuke.kiosk.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.kiosk.sync.ReplicaServer;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.protocol.StaffCode;
import org.uketsuke.protocol.Wire;

/**
 * A booth served members by name until somebody pulled its plug and copied its disk. He has the whole folder, and he has no
 * booth key: he finds no name and no card's id in any byte of it, and when he starts the copy, it is locked (SEC-20, 21).
 */
final class NothingReadableOnDiskTest {
    private static final String[] NAMES = {
        "山田",
        "山田太郎",
        "ヤマダ",
        "ヤマダタロウ",
        "髙橋",
        "髙橋太郎",
        "タカハシ",
        "﨑山",
        "サキヤマ",
        "𠮷田",
        "ヨシダ",
        "佐藤",
        "サトウ",
        "渡邊",
        "ワタナベ",
        "小林",
        "コバヤシ",
        "齋藤",
        "サイトウ",
        "Van der Berg",
        "ヴァンデルベルグ",
        "伊藤太郎",
        "第1病院",
        "第7病院"
    };
    private static final String[] CARDS = {
        SampleRoster.card(0).text(),
        SampleRoster.card(1).text(),
        SampleRoster.card(7).text(),
        SampleRoster.card(77).text()
    };
    private static final String FOREIGN_NUMBER = "ZX-55-871234";

    private final SecureRandom random = new SecureRandom();
    private final BoothKey key = BoothKey.make(random);
    private final BoothKey otherKey = BoothKey.make(random);
    private final StaffCode staffCode = StaffCode.make(random);

    @TempDir
    Path folder;

    @Test
    void copiedDiskGivesNoNameAndNoCardIdAndItsCopyIsLocked() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path samples = sampleCards();
        try (ReplicaServer server = server()) {
            enrol(data, server.url().toString());
            Program booth = booth(data, samples, "--booth-key-file", keyFile());
            RemoteHand hand = new RemoteHand(booth.awaitPrinted("Screen: (\\S+)"));
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("roster.sealed")));
            hand.sample(0);
            hand.sample(1);
            hand.sample(2);
            hand.scan(FOREIGN_NUMBER);
            hand.scan(otherKey.text());
            hand.scan(key.text());
            hand.scan(staffCode.text());
            assertNothingReadable(data);
            booth.kill();
            assertThat(booth.output()).doesNotContain("山田", CARDS[0], key.text(), otherKey.text(), staffCode.text());
        }
        assertNothingReadable(data);
        assertThat(scans(data)).extracting(JournalEvent.Scan::outcome).contains(Outcome.ACCEPTED, Outcome.UNKNOWN_CARD);
        assertThat(faults(data)).containsExactly("booth-key-wrong");

        Path copy = folder.resolve("copy");
        copy(data, copy);
        try (Program stolen = booth(copy, samples)) {
            RemoteHand hand = new RemoteHand(stolen.awaitPrinted("Screen: (\\S+)"));
            hand.sample(0);
            hand.scan(otherKey.text());
            hand.sample(2);
        }
        List<JournalEvent.Scan> scans = scans(copy);
        assertThat(scans.get(scans.size() - 1).outcome()).isEqualTo(Outcome.NO_ROSTER);
        assertThat(scans.get(scans.size() - 1).sealed()).isPresent();
        assertThat(scans.get(scans.size() - 1).member()).isEmpty();
        assertNothingReadable(copy);

        try (Program own = booth(data, samples, "--booth-key-file", keyFile())) {
            RemoteHand hand = new RemoteHand(own.awaitPrinted("Screen: (\\S+)"));
            hand.sample(3);
        }
        scans = scans(data);
        assertThat(scans.get(scans.size() - 1).outcome())
                .as("offline, with its key, the roster at rest serves")
                .isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void afterWipingNothingIsLeftTheServerHasTheProofAndNoRosterComesAgain() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path samples = sampleCards();
        try (ReplicaServer server = server()) {
            enrol(data, server.url().toString());
            try (Program booth = booth(data, samples, "--booth-key-file", keyFile())) {
                RemoteHand hand = new RemoteHand(booth.awaitPrinted("Screen: (\\S+)"));
                await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(data.resolve("roster.sealed")));
                hand.sample(0);
            }

            try (Program wipe = Program.kioskUnpackaged("wipe", "--data", data)) {
                assertThat(Program.run(wipe)).contains("Destroyed: roster.sealed.", "The server knows.");
            }

            assertThat(server.entries()).anyMatch(entry -> entry.contains("\"kind\":\"wiped\""));
            assertThat(data.resolve("roster.sealed")).doesNotExist();
            assertNothingReadable(data);
            try (Program booth = booth(data, samples, "--booth-key-file", keyFile())) {
                RemoteHand hand = new RemoteHand(booth.awaitPrinted("Screen: (\\S+)"));
                hand.sample(1);
                await().until(() -> hand.get("/duty").contains("\"wiped\":true"));
            }
            assertThat(data.resolve("roster.sealed")).doesNotExist();
            List<JournalEvent.Scan> scans = scans(data);
            assertThat(scans.get(scans.size() - 1).outcome()).isEqualTo(Outcome.NO_ROSTER);
            try (Program verify = Program.kioskUnpackaged("verify", "--data", data)) {
                assertThat(Program.run(verify)).contains("no difference");
            }
        }
    }

    @Test
    void namesInPlainSightWouldBeFound() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        SampleRoster.make(plain.resolve("server.db"), 20, 1);
        assertThatThrownBy(() -> Traces.assertNoName(plain, "山田")).hasMessageContaining("山田 in UTF-8 at");
        Base64.Encoder encoder = Base64.getEncoder();
        for (String before : List.of("", "x", "xy", "xyz")) {
            Files.writeString(plain.resolve("server.db"), encoder.encodeToString((before + "山田").getBytes(UTF_8)));
            assertThatThrownBy(() -> Traces.assertNoName(plain, "山田")).hasMessageContaining("in base64");
        }
        Files.writeString(plain.resolve("server.db"), HexFormat.of().formatHex("山田太郎".getBytes("Shift_JIS")));
        assertThatThrownBy(() -> Traces.assertNoName(plain, "山田太郎")).hasMessageContaining("in hex");
        Files.write(plain.resolve("server.db"), HexFormat.of().parseHex(CARDS[1]));
        assertThatThrownBy(() -> Traces.assertNoCardId(plain, CARDS[1])).hasMessageContaining(CARDS[1]);
    }

    private void assertNothingReadable(Path data) {
        Traces.assertNoName(data, NAMES);
        Traces.assertNoCardId(data, CARDS);
        Traces.assertNoText(
                data, key.text(), key.text().substring(5), otherKey.text(), staffCode.text(), FOREIGN_NUMBER);
    }

    private static Program booth(Path data, Path samples, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(
                List.of("run", "--data", data, "--port", 0, "--reader", "no such reader", "--samples", samples));
        arguments.addAll(List.of(more));
        return Program.kioskUnpackaged(arguments.toArray());
    }

    private Path keyFile() throws IOException {
        return Files.writeString(folder.resolve("booth-key"), key.text() + "\n");
    }

    private Path sampleCards() throws IOException {
        String line = "{\"label\":{\"ja\":\"見本\",\"en\":\"Sample\"},\"medium\":\"felica\",\"token\":\"%s\"}";
        List<String> lines = Stream.of(0, 1, 77, 7)
                .map(i -> line.formatted(SampleRoster.card(i).text()))
                .toList();
        return Files.writeString(folder.resolve("samples.json"), "{\"samples\":[" + String.join(",", lines) + "]}");
    }

    private void enrol(Path data, String server) {
        assertThat(KioskKey.of(data, random).publicKey()).hasSize(32);
        byte[] sealing =
                SealedToken.rawPublicKey(SealedToken.newSealingKey(random).getPublic());
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        new Enrolment(
                        server,
                        "k-1",
                        assignment(),
                        encoder.encodeToString(SampleRoster.serverKey()),
                        encoder.encodeToString(sealing))
                .write(data);
    }

    private Assignment assignment() {
        Instant now = Instant.now();
        LocalDate today = LocalDate.now();
        Text name = new Text("見本", "Sample");
        MeetingFacts meeting = new MeetingFacts(
                SampleRoster.MEETING, name, "annual", Optional.of(1500L), today, today, today, "東京", "Asia/Tokyo");
        return new Assignment(
                "sample",
                SampleRoster.SOCIETY_NUMBER,
                name,
                meeting,
                "A",
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(8)),
                Optional.of(key.check(SampleRoster.MEETING)),
                Optional.empty());
    }

    private ReplicaServer server() throws IOException {
        SampleRoster roster = SampleRoster.make(
                Files.createDirectories(folder.resolve("office")).resolve("server.db"), 20, 1);
        Assignment assignment = assignment();
        ReplicaServer server = new ReplicaServer();
        server.setTime(Instant.now());
        server.serveBesides(request -> beside(request, roster, assignment));
        return server;
    }

    private static Optional<MockResponse> beside(RecordedRequest request, SampleRoster roster, Assignment assignment) {
        ServerMark mark = new ServerMark(Instant.now(), "epoch");
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/assignment")) {
            return Optional.of(json(Wire.write(new AssignmentAnswer(assignment, mark))));
        }
        if (path.endsWith("/roster")) {
            boolean current = "1".equals(request.getUrl().queryParameter("after"));
            return Optional.of(json(Wire.write(new RosterAnswer(
                    current ? RosterAnswer.Form.CURRENT : RosterAnswer.Form.SNAPSHOT,
                    1,
                    Optional.of(roster.manifest()).filter(any -> !current),
                    Optional.empty(),
                    mark))));
        }
        return path.contains("/roster/snapshots/")
                ? Optional.of(new MockResponse.Builder()
                        .body(new Buffer().write(roster.bytes()))
                        .build())
                : Optional.empty();
    }

    private static MockResponse json(String body) {
        return new MockResponse(200, Headers.of("Content-Type", "application/json"), body);
    }

    private static List<JournalEvent.Scan> scans(Path data) throws JournalDamaged {
        return events(data).stream()
                .filter(JournalEvent.Scan.class::isInstance)
                .map(JournalEvent.Scan.class::cast)
                .toList();
    }

    private static List<String> faults(Path data) throws JournalDamaged {
        return events(data).stream()
                .filter(JournalEvent.Fault.class::isInstance)
                .map(event -> ((JournalEvent.Fault) event).code())
                .toList();
    }

    private static List<JournalEvent> events(Path data) throws JournalDamaged {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(data)) {
            journal.forEach(0, entries::add);
        }
        return entries.stream().map(JournalEntry::event).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
