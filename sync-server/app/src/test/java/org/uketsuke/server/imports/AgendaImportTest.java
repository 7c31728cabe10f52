package org.uketsuke.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class AgendaImportTest {
    private static final String HEADER = "session,title_ja,title_en,class,room,start,end";
    private static final String SAFETY = "c-1,医療安全講習会,Patient safety,common,第1会場,2026-11-22 10:00,2026-11-22 11:00";
    private static final String INFECTION =
            "c-2,感染対策講習会,Infection control,common,第1会場,2026-11-22 11:00,2026-11-22 12:00";

    @TempDir
    Path folder;

    private Storage society(Engine engine) {
        Storage storage = Databases.open(engine, folder.resolve("data"));
        SmallSociety.into(storage);
        SmallAgenda.policyInto(storage);
        return storage;
    }

    private ImportReport agenda(Storage storage, boolean dryRun, String... lines) {
        String text = Stream.concat(Stream.of(HEADER), Stream.of(lines)).collect(Collectors.joining("\r\n"));
        return bytes(storage, dryRun, text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportReport bytes(Storage storage, boolean dryRun, byte[] content) {
        try {
            Path file = Files.write(folder.resolve("sessions.csv"), content);
            Clock clock = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
            return new Imports(storage, clock, new SecureRandom()).agenda(file, "jsh", "tokai-9", dryRun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Session> stored(Storage storage) {
        return storage.read(handle -> new SessionStore(handle).ofMeeting("jsh", "tokai-9"));
    }

    private static List<String> ids(Storage storage) {
        return stored(storage).stream().map(Session::id).toList();
    }

    private static void touch(Storage storage, String session, String room, Instant at) {
        touch(storage, session, "in", room, at);
    }

    private static void touch(Storage storage, String session, String direction, String room, Instant at) {
        storage.change(handle -> handle.execute(
                "INSERT INTO session_touch (society, meeting, member, journal, seq, room, session, direction, at,"
                        + " by_hand) VALUES ('jsh', 'tokai-9', 'm1', 'j', ?, ?, ?, ?, ?, 0)",
                at.getEpochSecond(),
                room,
                session,
                direction,
                at.toEpochMilli()));
    }

    @ParameterizedTest
    @EnumSource
    void anAgendaComesInWithItsTimesInTheSocietysZoneAndAgainChangesNothing(Engine engine) {
        try (Storage storage = society(engine)) {
            ImportReport first = agenda(storage, false, SAFETY, INFECTION);
            ImportReport again = agenda(storage, false, INFECTION, SAFETY);

            assertThat(first).isEqualTo(new ImportReport(2, 0, 0, 0, List.of()));
            assertThat(again).isEqualTo(new ImportReport(0, 0, 2, 0, List.of()));
            assertThat(stored(storage))
                    .containsExactly(
                            SmallAgenda.session("c-1", "医療安全講習会", "Patient safety", "common", "第1会場", "10:00", "11:00"),
                            SmallAgenda.session(
                                    "c-2", "感染対策講習会", "Infection control", "common", "第1会場", "11:00", "12:00"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunSaysWhatWouldChangeAndChangesNothing(Engine engine) {
        try (Storage storage = society(engine)) {
            agenda(storage, false, SAFETY, INFECTION);

            ImportReport report = agenda(
                    storage,
                    true,
                    SAFETY.replace("第1会場", "第2会場"),
                    "s-1,造血幹細胞移植,,specialty,第1会場,2026-11-22 10:00,2026-11-22 11:00");

            assertThat(report).isEqualTo(new ImportReport(1, 1, 0, 1, List.of()));
            assertThat(ids(storage)).containsExactly("c-1", "c-2");
            assertThat(stored(storage).get(0).room()).isEqualTo("第1会場");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneBadRowKeepsTheWholeAgendaAsItWas(Engine engine) {
        try (Storage storage = society(engine)) {
            agenda(storage, false, SAFETY);

            ImportReport report = agenda(storage, false, SAFETY.replace("10:00", "10:30"), INFECTION + "x");

            assertThat(report.added() + report.changed() + report.removed()).isZero();
            assertThat(report.rejected()).isEqualTo(1);
            assertThat(stored(storage))
                    .containsExactly(SmallAgenda.session(
                            "c-1", "医療安全講習会", "Patient safety", "common", "第1会場", "10:00", "11:00"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s 1,題,,common,第1会場,2026-11-22 10:00,2026-11-22 11:00|session|letters, digits",
                ",題,,common,第1会場,2026-11-22 10:00,2026-11-22 11:00|session|is empty",
                "s1,,,common,第1会場,2026-11-22 10:00,2026-11-22 11:00|title_ja|is empty",
                "s1,題,,seminar,第1会場,2026-11-22 10:00,2026-11-22 11:00|class|common, specialty",
                "s1,題,,common,,2026-11-22 10:00,2026-11-22 11:00|room|is empty",
                "s1,題,,common,第1会場,2026-11-22 10時,2026-11-22 11:00|start|write 2026-11-22 09:30",
                "s1,題,,common,第1会場,2026-11-22 1:00 PM,2026-11-22 14:00|start|24 hours",
                "s1,題,,common,第1会場,2026-11-22 10:00,2026-11-22 24:00|end|no day and time",
                "s1,題,,common,第1会場,2026-02-30 10:00,2026-11-22 11:00|start|no day and time",
                "s1,題,,common,第1会場,2026-11-22 11:00,2026-11-22 11:00|end|not after the start",
                "s1,題,,common,第1会場,2026-11-22 11:00,2026-11-22 10:00|end|not after the start",
                "s1,題,,common,第1会場,2026-11-21 10:00,2026-11-21 11:00|start|2026-11-22 to 2026-11-22",
                "s1,題,,common,第1会場,2026-11-22 23:00,2026-11-23 01:00|end|2026-11-22 to 2026-11-22",
                "s1,題,,common,第1会場,2026-11-22 10:00,2026-11-22 10:20|end|stay the 50 minutes",
                "s1,題,,common,第1会場,2026-11-22 10:00||has 6 columns",
            })
    void aBadValueIsToldWithItsColumn(String line, String column, String reason) {
        try (Storage storage = society(Engine.SQLITE)) {
            ImportReport report = agenda(storage, false, line);

            assertThat(report.problems()).anySatisfy(problem -> {
                assertThat(problem.line()).isEqualTo(2);
                assertThat(problem.column()).isEqualTo(column == null ? "" : column);
                assertThat(problem.reason()).contains(reason);
            });
            assertThat(stored(storage)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aClassWithoutARuleOnTheDayIsRefused(Engine engine) {
        try (Storage storage = society(engine)) {
            storage.change(handle -> handle.execute("UPDATE meeting SET start_date = '2019-11-22'"));

            ImportReport report = agenda(storage, false, SAFETY.replace("2026-", "2019-"));

            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.column()).isEqualTo("class");
                assertThat(problem.reason()).contains("no session_rule in force on 2019-11-22");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aRoomHoldsOneSessionAtATimeAndAnIdStandsOnce(Engine engine) {
        try (Storage storage = society(engine)) {
            ImportReport room =
                    agenda(storage, false, SAFETY, INFECTION.replace("2026-11-22 11:00", "2026-11-22 10:59"));
            ImportReport id = agenda(storage, false, SAFETY, SAFETY.replace("第1会場", "第2会場"));

            assertThat(room.problems())
                    .containsExactly(new RowProblem(
                            3, "room", "holds session c-1 of line 2 at that time; mend the room or the times"));
            assertThat(id.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).contains("in line 2 already"));
            assertThat(stored(storage)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "specialty|10:00|10:20|specialty|10:20|10:40|from 10:10 to 10:15",
                "specialty|10:00|10:20|specialty|10:25|10:45|",
                "specialty|10:00|10:15|common|10:15|11:15|from 10:05 to 10:15",
                "common|10:10|11:10|specialty|10:00|10:10|from 10:00 to 10:15",
                "common|10:00|11:00|common|11:00|12:00|",
            })
    void oneTouchIsNotTheWayInToTwoSessionsOfARoom(
            String first, String start, String end, String second, String nextStart, String nextEnd, String shared) {
        try (Storage storage = society(Engine.SQLITE)) {
            String[] rows = {row("a", first, start, end), row("b", second, nextStart, nextEnd)};

            ImportReport dry = agenda(storage, true, rows);
            ImportReport report = agenda(storage, false, rows);

            assertThat(dry).isEqualTo(report);
            assertThat(ids(storage)).hasSize(shared == null ? 2 : 0);
            assertThat(report.problems()).hasSize(shared == null ? 0 : 1).allSatisfy(problem -> {
                assertThat(problem.line()).isEqualTo(3);
                assertThat(problem.column()).isEqualTo("start");
                assertThat(problem.reason()).contains(shared, "both b and a of line 2");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsThatSharedTheirWayInBeforeStandInTheWayOfNoOtherChange(Engine engine) {
        try (Storage storage = society(engine)) {
            storage.change(handle -> {
                SessionStore sessions = new SessionStore(handle);
                sessions.put(SmallAgenda.session("a", "題", "題", "specialty", "第1会場", "10:00", "10:20"));
                sessions.put(SmallAgenda.session("b", "題", "題", "specialty", "第1会場", "10:20", "10:40"));
            });
            String a = row("a", "specialty", "10:00", "10:20");
            String b = row("b", "specialty", "10:20", "10:40");

            assertThat(agenda(storage, false, a, b)).isEqualTo(new ImportReport(0, 0, 2, 0, List.of()));
            assertThat(agenda(storage, false, a, b.replace("題", "血栓症"), inRoom3("c", "14:00", "15:00")))
                    .isEqualTo(new ImportReport(1, 1, 1, 0, List.of()));
            assertThat(agenda(storage, false, a, b.replace("10:40", "10:45")).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).contains("both b and a of line 2"));
            assertThat(agenda(storage, false, a, b, row("c", "specialty", "10:40", "11:00"))
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).contains("both c and b of line 3"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAgendaThatWasReadByAnotherPolicyDoesNotComeIn(Engine engine) {
        try (Storage storage = society(engine)) {
            AgendaImport byOld = storage.read(handle -> new AgendaImport(
                    new MeetingStore(handle).find("jsh", "tokai-9").orElseThrow(),
                    new SocietyStore(handle).policy("jsh").orElseThrow(),
                    storage.dialect()));
            var rows = List.of(new RowImport.Numbered<>(
                    2, SmallAgenda.session("a", "題", "題", "specialty", "第1会場", "10:00", "10:20")));
            new Societies(storage, Clock.systemUTC())
                    .importPolicy(
                            "jsh.toml",
                            SmallAgenda.POLICY.replace("in_after_minutes = 15", "in_after_minutes = 20"),
                            false);

            assertThatThrownBy(() -> storage.write(handle -> Imports.held(handle, byOld, rows)))
                    .hasMessageContaining("The policy of jsh changed while the file was read. Import it again")
                    .isInstanceOf(UnreadableFile.class);

            assertThat(ids(storage)).isEmpty();
        }
    }

    private static String row(String id, String sessionClass, String start, String end) {
        return "%s,題,,%s,第1会場,2026-11-22 %s,2026-11-22 %s".formatted(id, sessionClass, start, end);
    }

    @ParameterizedTest
    @EnumSource
    void aSessionGoesOnlyWhileNobodyTouchedForIt(Engine engine) {
        try (Storage storage = society(engine)) {
            agenda(storage, false, SAFETY, INFECTION);
            touch(storage, "c-1", "第1会場", SmallAgenda.at("10:55"));
            assertThat(agenda(storage, false, SAFETY).removed())
                    .as("a touch for the one before is none for the next")
                    .isEqualTo(1);
            agenda(storage, false, SAFETY, INFECTION);
            touch(storage, "", "第1会場", SmallAgenda.at("10:56"));

            ImportReport claimed = agenda(storage, false, INFECTION);
            ImportReport unclaimed = agenda(storage, true, SAFETY);

            assertThat(claimed.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.column()).isEqualTo("session");
                assertThat(problem.reason()).contains("c-1 is missing").contains("(2): put its row back");
            });
            assertThat(unclaimed.problems()).hasSize(1);
            assertThat(ids(storage)).containsExactly("c-1", "c-2");
        }
    }

    /**
     * What the booth said a touch was for is not evidence: one said to be out of c-1 is the way in to s-1 for who never came in to
     * c-1, one for a session that is not there any more lies in s-1's time only, and s-2 is alone in its room.
     */
    @ParameterizedTest
    @CsvSource({"c-1,out,第1会場,10:58,s-1", "x,in,第1会場,11:12,s-1", "x,in,第3会場,09:00,s-2"})
    void aSessionGoesOnlyIfNoTouchGoesWithIt(String said, String direction, String room, String time, String missing) {
        try (Storage storage = society(Engine.SQLITE)) {
            String[] all = {SAFETY, row("s-1", "specialty", "11:00", "12:00"), inRoom3("s-2", "14:00", "15:00")};
            agenda(storage, false, all);
            touch(storage, said, direction, room, SmallAgenda.at(time));

            ImportReport dry = agenda(storage, true, SAFETY);
            ImportReport report = agenda(storage, false, SAFETY);

            assertThat(dry).isEqualTo(report);
            assertThat(report.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason())
                            .contains(
                                    missing + " is missing",
                                    "touches with it that are for it or for nothing else (1)"));
            assertThat(ids(storage)).hasSize(3);
        }
    }

    private static String inRoom3(String id, String start, String end) {
        return row(id, "specialty", start, end).replace("第1会場", "第3会場");
    }

    @ParameterizedTest
    @CsvSource({
        "第1会場,第１会場,第1会場",
        "Ａ会場　北,A会場 北,A会場 北",
        "\uFA19楽の間,神楽の間,神楽の間",
        "\uFA19楽の間,\uFA19楽の間,神楽の間",
        "か\u3099んホール,がんホール,がんホール",
        "ﾎｰﾙ①,ホール1,ホール1",
        "第1\u200B会場,第1会場,第1会場",
    })
    void aRoomHasOneNameHoweverAgendaAndDoorAreTyped(String inAgenda, String atDoor, String name) {
        try (Storage storage = society(Engine.SQLITE)) {
            agenda(storage, false, SAFETY.replace("第1会場", unescaped(inAgenda)));

            assertThat(stored(storage)).extracting(Session::room).containsExactly(name);
            assertThat(KeptDoor.typed(unescaped(atDoor), "both"))
                    .map(KeptDoor::room)
                    .contains(name);
        }
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u(\\p{XDigit}{4})")
                .matcher(text)
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    @ParameterizedTest
    @EnumSource
    void aSettledMeetingKeepsItsAgenda(Engine engine) {
        try (Storage storage = society(engine)) {
            agenda(storage, false, SAFETY);
            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));

            ImportReport same = agenda(storage, false, SAFETY);
            ImportReport more = agenda(storage, false, SAFETY, INFECTION);

            assertThat(same.problems()).isEmpty();
            assertThat(more.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.reason()).contains("is settled"));
            assertThat(ids(storage)).containsExactly("c-1");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void whatSpreadsheetsMakeOfItIsReadAndWhatIsNoUtf8IsNot(Engine engine) {
        try (Storage storage = society(engine)) {
            String sheet = "\uFEFF" + HEADER + "\r\n"
                    + "\"c-1\",\" 医療安全,講習会\",,common,第1会場 ,2026/11/22 9:05,2026/11/22 10:05:00\r\n\r\n";
            assertThat(bytes(storage, false, sheet.getBytes(StandardCharsets.UTF_8))
                            .added())
                    .isEqualTo(1);
            assertThat(stored(storage)).singleElement().satisfies(session -> {
                assertThat(session.title()).isEqualTo(new Text("医療安全,講習会", "医療安全,講習会"));
                assertThat(session.room()).isEqualTo("第1会場");
                assertThat(session.start()).isEqualTo(SmallAgenda.at("09:05"));
            });

            byte[] shiftJis = sheet.substring(1).getBytes(Charset.forName("Shift_JIS"));
            assertThatThrownBy(() -> bytes(storage, false, shiftJis)).hasMessageContaining("not UTF-8");
            assertThat(bytes(storage, false, (HEADER + "\nc-9,\"題,,common").getBytes(StandardCharsets.UTF_8))
                            .problems())
                    .anySatisfy(problem -> assertThat(problem.reason()).contains("quote is not closed"));
            assertThat(ids(storage)).containsExactly("c-1");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aMeetingThatIsNotThereIsTold(Engine engine) throws IOException {
        try (Storage storage = society(engine)) {
            Path file = Files.writeString(folder.resolve("a.csv"), HEADER + "\n" + SAFETY);

            assertThatThrownBy(() -> new Imports(storage, Clock.systemUTC(), new SecureRandom())
                            .agenda(file, "jsh", "tokai-10", false))
                    .hasMessageContaining("Meeting tokai-10 of jsh is not there");
        }
    }
}
