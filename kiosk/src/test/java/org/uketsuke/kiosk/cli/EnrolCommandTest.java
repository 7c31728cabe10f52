package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Wire;

/** A folder that lost a part of its enrolment is enrolled anew, and its journal goes on. */
final class EnrolCommandTest {
    private final MockWebServer server = new MockWebServer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void enrolled() throws Exception {
        server.start();
        server.enqueue(welcome("first"));
        assertThat(enrol()).isZero();
        try (Journal journal = Journal.open(
                new JournalSettings(folder, List.of(), "machine", "test", 0),
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom())) {
            journal.append(new JournalEvent.Note("not sent yet", Optional.empty()));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anEnrolledFolderIsNotEnrolledOver() {
        assertThat(enrol()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("already a kiosk of");
    }

    @Test
    void aFolderThatLostItsKeyIsEnrolledAnewAndItsJournalGoesOn() throws Exception {
        String before = journalId();
        Files.delete(folder.resolve("kiosk.key"));
        server.enqueue(welcome("second"));

        assertThat(enrol()).as(err.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(Enrolment.read(folder).orElseThrow().kiosk()).isEqualTo("second");
        assertThat(folder.resolve("kiosk.key")).exists();
        assertThat(journalId()).isNotEqualTo(before);
        assertThat(notes()).containsExactly("not sent yet");
    }

    @Test
    void underARunningKioskNothingIsEnrolled() throws Exception {
        Files.delete(folder.resolve("kiosk.key"));
        int asked = server.getRequestCount();

        try (Journal running = Journal.open(
                new JournalSettings(folder, List.of(), "machine", "test", 0),
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom())) {
            assertThat(running.head().seq()).isPositive();
            assertThat(enrol()).isEqualTo(1);
        }

        assertThat(Enrolment.read(folder).orElseThrow().kiosk()).isEqualTo("first");
        assertThat(folder.resolve("kiosk.key")).doesNotExist();
        assertThat(server.getRequestCount()).isEqualTo(asked);
    }

    @Test
    void afterACodeThatDoesNotWorkAnotherMayBeTried() throws Exception {
        Files.delete(folder.resolve("kiosk.key"));
        server.enqueue(problem(403, "/problems/code-unknown"));
        assertThat(enrol()).isEqualTo(1);
        assertThat(Enrolment.read(folder)).isEmpty();

        server.enqueue(welcome("second"));
        assertThat(enrol()).as(err.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(Enrolment.read(folder).orElseThrow().kiosk()).isEqualTo("second");
        assertThat(notes()).containsExactly("not sent yet");
    }

    @Test
    void aFolderThatLostItsEnrolmentGetsAKeyThatTheServerDoesNotKnowYet() throws Exception {
        byte[] oldKey = Files.readAllBytes(folder.resolve("kiosk.key"));
        Files.delete(folder.resolve("enrolment.json"));
        server.enqueue(problem(409, "/problems/key-in-use"));
        server.enqueue(welcome("second"));

        assertThat(enrol()).as(err.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(Enrolment.read(folder).orElseThrow().kiosk()).isEqualTo("second");
        assertThat(Files.readAllBytes(folder.resolve("kiosk.key"))).isNotEqualTo(oldKey);
        assertThat(notes()).containsExactly("not sent yet");
    }

    @Test
    void aFileWithTheMeetingsBoothKeyIsToldFromOneWithAnother(@TempDir Path keys) throws Exception {
        BoothKey key = BoothKey.make(new SecureRandom());
        Path right = Files.writeString(keys.resolve("right"), key.text());
        Path wrong = Files.writeString(
                keys.resolve("wrong"), BoothKey.make(new SecureRandom()).text());
        for (Path file : List.of(right, wrong)) {
            Files.delete(folder.resolve("kiosk.key"));
            server.enqueue(welcome("locked", Optional.of(key.check("m1"))));
            assertThat(enrol("--booth-key-file", file.toString())).isZero();
        }

        String told = out.toString(StandardCharsets.UTF_8);
        assertThat(told).contains("The booth key in " + right + " opens it.", wrong + " does NOT hold its booth key.");
        assertThat(told).doesNotContain(key.text());
    }

    private int enrol(String... more) {
        Surroundings surroundings = new Surroundings(
                Map.of(), Clock.systemUTC(), System::nanoTime, new SecureRandom(), stream(out), stream(err));
        String address = "http://127.0.0.1:" + server.getPort();
        List<String> arguments = new ArrayList<>(
                List.of("enrol", "--server", address, "--code", "K7Q2-MX4P-9T", "--data", folder.toString()));
        arguments.addAll(List.of(more));
        return Main.run(surroundings, arguments.toArray(String[]::new));
    }

    private String journalId() throws Exception {
        try (JournalReader journal = JournalReader.open(folder)) {
            return journal.id();
        }
    }

    private List<String> notes() throws Exception {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(folder)) {
            journal.forEach(0, entries::add);
        }
        return entries.stream()
                .map(JournalEntry::event)
                .filter(JournalEvent.Note.class::isInstance)
                .map(event -> ((JournalEvent.Note) event).text())
                .toList();
    }

    private static MockResponse welcome(String kiosk) {
        return welcome(kiosk, Optional.empty());
    }

    private static MockResponse welcome(String kiosk, Optional<String> boothKeyCheck) {
        LocalDate day = LocalDate.parse("2026-10-16");
        Text name = new Text("見本", "Sample");
        MeetingFacts meeting =
                new MeetingFacts("m1", name, "annual", Optional.empty(), day, day, day, "東京", "Asia/Tokyo");
        Instant from = Instant.parse("2026-10-16T00:00:00Z");
        Assignment assignment = new Assignment(
                "sample", 1, name, meeting, "A", from, from.plusSeconds(3600), boothKeyCheck, Optional.empty());
        EnrolmentAnswer answer = new EnrolmentAnswer(kiosk, assignment, "AAAA", "AAAA", new ServerMark(from, "epoch"));
        return new MockResponse(200, Headers.of("Content-Type", "application/json"), Wire.write(answer));
    }

    private static MockResponse problem(int status, String type) {
        return new MockResponse(
                status,
                Headers.of("Content-Type", "application/problem+json"),
                Wire.write(new Problem(type, "No", status, "")));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
