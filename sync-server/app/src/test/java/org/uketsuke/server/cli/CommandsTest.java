package org.uketsuke.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class CommandsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** What a command left behind. */
    private record Ended(int code, String out, String err) {}

    private Ended run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                CLOCK,
                new SecureRandom(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Main.run(surroundings, arguments);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Ended onData(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return run(Map.of(), all.toArray(String[]::new));
    }

    private String sample(String file) {
        return folder.resolve("sample").resolve(file).toString();
    }

    @ParameterizedTest
    @EnumSource
    void aSampleSocietyIsImportedAndAMemberGetsAPass(Engine engine) throws IOException {
        Map<String, String> place = Databases.url(engine)
                .map(url -> Map.of("UKETSUKE_DATA", folder.resolve("data").toString(), "UKETSUKE_DB", url))
                .orElseGet(() -> Map.of("UKETSUKE_DATA", folder.resolve("data").toString()));
        Path png = folder.resolve("pass.png");

        assertThat(run(Map.of(), "sample", folder.resolve("sample").toString(), "--members", "50")
                        .code())
                .isZero();
        assertThat(run(place, "import", "society", sample("society.toml")).out())
                .isEqualTo("society jsh: new\n");
        for (String kind : List.of("members", "qualifications", "cards", "meetings")) {
            Ended ended = run(place, "import", kind, sample(kind + ".csv"), "--society", "jsh");
            assertThat(ended.err()).isEmpty();
            assertThat(ended.code()).isZero();
            assertThat(ended.out()).contains(" new, 0 updated, 0 unchanged, 0 not imported");
        }
        Ended pass = run(place, "pass", "--member", "9000001", "--society", "jsh", "--png", png.toString());

        assertThat(pass.out()).matches("UKP1[A-Z2-7]+\n");
        assertThat(pass.code()).isZero();
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void badRowsGoToStandardErrorAndEndWithOne() throws IOException {
        onData("import", "society", "jsh");
        Path file = Files.writeString(
                folder.resolve("m.csv"),
                "meeting,name,class,start_date,end_date,credit_date,venue\nm1,名,tea,2026-11-22,2026-11-22,,\nm2,名,annual,2026-11-22,2026-11-22,,\n");

        Ended ended = onData("import", "meetings", file.toString(), "--society", "jsh");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEqualTo(file + ": 1 new, 0 updated, 0 unchanged, 1 not imported\n");
        assertThat(ended.err()).startsWith(file + ":2: class: is not one of annual, symposium");
    }

    @Test
    void kiosksOfTwoSocietiesWithOneMeetingIdAreKeptApart() {
        try (Storage storage = Storage.open(folder.resolve("data"), Optional.empty(), new SecureRandom())) {
            for (String society : List.of("jsh", "jcs")) {
                storage.change(handle -> handle.execute(
                        "INSERT INTO kiosk VALUES (?, ?, 'annual-88', 'booth', ?, 'test', 0, NULL, 0)",
                        "kiosk-" + society,
                        society,
                        society.getBytes(StandardCharsets.UTF_8)));
            }
        }

        assertThat(onData("kiosks", "--meeting", "annual-88").err()).contains("Choose with --society");
        assertThat(onData("kiosks", "--meeting", "annual-88", "--society", "jsh", "--revoke", "kiosk-jcs")
                        .code())
                .isNotZero();
        assertThat(onData("kiosks", "--meeting", "annual-88", "--society", "jcs")
                        .out())
                .startsWith("kiosk-jcs  jcs  booth")
                .doesNotContain("REVOKED")
                .doesNotContain("kiosk-jsh");
        assertThat(onData("kiosks", "--meeting", "annual-88", "--society", "jsh", "--revoke", "kiosk-jsh")
                        .out())
                .contains("REVOKED");
    }

    @Test
    void doorsAreGivenWithACodeAndByHandAndTakenAway() {
        assertThat(onData("import", "society", "jsh").code()).isZero();
        try (Storage storage = Storage.open(folder.resolve("data"), Optional.empty(), new SecureRandom())) {
            storage.change(handle -> {
                handle.execute("INSERT INTO meeting VALUES ('jsh', 'tokai-9', '地方会', 'Regional', 'regional',"
                        + " '2026-11-22', '2026-11-22', '2026-11-22', '', 'registered', X'00')");
                handle.execute(
                        "INSERT INTO kiosk VALUES ('kiosk-1', 'jsh', 'tokai-9', 'booth', X'00', 'test', 0, NULL, 0)");
            });
        }

        Ended code = onData("kiosk-code", "--meeting", "tokai-9", "--booth", "1F", "--room", "第1会場");
        assertThat(code.code()).isZero();
        assertThat(code.err()).contains("No session of meeting tokai-9 is in room 第1会場 yet");
        assertThat(onData("kiosk-code", "--meeting", "tokai-9", "--booth", "1F", "--direction", "in")
                        .err())
                .contains("give --room too");
        assertThat(onData("kiosk-code", "--meeting", "tokai-9", "--booth", "1F", "--room", "A", "--direction", "up")
                        .err())
                .contains("in, out or both");
        assertThat(onData("kiosks", "--meeting", "tokai-9", "--door", "kiosk-1").err())
                .contains("--door and --room go together");
        assertThat(onData("kiosks", "--meeting", "tokai-9", "--door", "kiosk-1", "--room", "第1会場", "--direction", "in")
                        .out())
                .contains("room 第1会場 (in), not yet heard");
        assertThat(onData("kiosk-code", "--meeting", "tokai-9", "--booth", "booth")
                        .err())
                .contains("keeps a door, room 第1会場 (in); this code carries none");
        assertThat(onData("kiosks", "--meeting", "tokai-9", "--no-door", "kiosk-2")
                        .err())
                .contains("has no kiosk kiosk-2");
        assertThat(onData("kiosks", "--meeting", "tokai-9", "--no-door", "kiosk-1")
                        .out())
                .startsWith("kiosk-1")
                .doesNotContain("room");
    }

    @Test
    void anAgendaComesInForOneMeeting() throws IOException {
        onData("import", "society", "jsh");
        Path file = Files.writeString(folder.resolve("s.csv"), "session,title_ja,title_en,class,room,start,end\n");

        Ended unknown = onData("import", "sessions", file.toString(), "--society", "jsh", "--meeting", "tokai-9");
        Ended none = onData("import", "sessions", file.toString(), "--society", "jsh");

        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("Meeting tokai-9 of jsh is not there");
        assertThat(none.err()).contains("--meeting");
    }

    @Test
    void aDryRunSaysSo() {
        assertThat(onData("import", "society", "jsh", "--dry-run").out())
                .isEqualTo("society jsh: new (dry run, nothing written)\n");
        assertThat(onData("import", "society", "jsh").out()).isEqualTo("society jsh: new\n");
    }

    @Test
    void anUnsoundPolicyIsToldProblemByProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("p.toml"), "[society]\ncode = \"x\"\n");

        Ended ended = onData("import", "society", file.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).hasSizeGreaterThan(5).allMatch(line -> line.startsWith(file.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "export ledger --meeting x",
                "kiosk-code --meeting x --booth 1F",
                "kiosks --meeting x",
                "pass --member 1 --society jsh",
                "import members x.csv --society jsh",
                "account-link"
            })
    void aMistypedFolderIsNotTakenForAnEmptyOne(String line) {
        Ended ended = onData(line.split(" "));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith("There is no data in " + folder.resolve("data"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void theDatabaseIsForItsOwnerOnlyAlsoInAFolderThatWasThere() throws IOException {
        Files.createDirectory(folder.resolve("data"));

        onData("import", "society", "jsh");

        assertThat(Files.getPosixFilePermissions(folder.resolve("data/uketsuke.db")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void importsLeaveALineInTheAuditTrail() throws IOException {
        run(Map.of(), "sample", folder.resolve("sample").toString(), "--members", "50");
        onData("import", "society", sample("society.toml"));
        onData("import", "members", sample("members.csv"), "--society", "jsh");
        onData("import", "members", sample("members.csv"), "--society", "jsh", "--dry-run");

        try (Storage storage = Storage.open(folder.resolve("data"), Optional.empty(), new SecureRandom())) {
            assertThat(storage.<List<String>>read(handle -> handle.createQuery(
                                    "SELECT subject || ': ' || detail FROM audit WHERE action = 'IMPORTED' ORDER BY seq")
                            .mapTo(String.class)
                            .list()))
                    .hasSize(2)
                    .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("society jsh: new"))
                    .satisfies(
                            lines -> assertThat(lines.get(1))
                                    .matches(
                                            "members jsh: \\d+ new, 0 updated, 0 unchanged, 0 not imported, file sha256 [0-9a-f]{64}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionCreditsThatAnImportChangedArePrintedAndAudited(Engine engine) throws IOException {
        Map<String, String> place = Databases.url(engine)
                .map(url -> Map.of("UKETSUKE_DATA", folder.resolve("data").toString(), "UKETSUKE_DB", url))
                .orElseGet(() -> Map.of("UKETSUKE_DATA", folder.resolve("data").toString()));
        try (Storage storage = storage(place)) {
            SmallSociety.into(storage);
            SmallAgenda.policyInto(storage);
            for (String member : List.of("m1", "m2")) {
                SmallSociety.specialist(storage, member, member.equals("m1") ? "1001" : "1002", "山田", "太郎");
                storage.change(handle -> handle.execute(
                        "INSERT INTO session_touch (society, meeting, member, journal, seq, room, session, direction,"
                                + " at, by_hand) VALUES ('jsh', 'tokai-9', ?, ?, 1, '第2会場', '', 'in', ?, 0)",
                        member,
                        "j-" + member,
                        SmallAgenda.at("10:30").toEpochMilli()));
            }
        }
        String row = "s-1,造血幹細胞移植,,specialty,第2会場,2026-11-22 10:30,2026-11-22 11:30";

        String dry = sessions(place, row, "--dry-run");
        String first = sessions(place, row);
        String again = sessions(place, row);
        String moved = sessions(place, row.replace("第2会場", "第3会場"));

        assertThat(List.of(dry, again)).allSatisfy(out -> assertThat(out).doesNotContain("credits changed"));
        assertThat(first).startsWith("jsh: session credits changed: 2\n").contains("1 new");
        assertThat(moved).startsWith("jsh: session credits changed: 2\n").contains("1 updated");
        try (Storage storage = storage(place)) {
            assertThat(storage.<List<String>>read(handle -> handle.createQuery(
                                    "SELECT subject || ': ' || detail FROM audit WHERE action = 'IMPORTED' ORDER BY seq")
                            .mapTo(String.class)
                            .list()))
                    .filteredOn(line -> line.startsWith("sessions of "))
                    .containsExactly(
                            "sessions of jsh: session credits changed: 2 after import of sessions",
                            "sessions of jsh: session credits changed: 2 after import of sessions");
        }
    }

    private static Storage storage(Map<String, String> place) {
        return Storage.open(
                Path.of(place.getOrDefault("UKETSUKE_DATA", "")),
                Optional.ofNullable(place.get("UKETSUKE_DB")),
                new SecureRandom());
    }

    private String sessions(Map<String, String> place, String row, String... more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("s.csv"), "session,title_ja,title_en,class,room,start,end\n" + row + "\n");
        List<String> all = new ArrayList<>(
                List.of("import", "sessions", file.toString(), "--society", "jsh", "--meeting", "tokai-9"));
        all.addAll(List.of(more));
        Ended ended = run(place, all.toArray(String[]::new));
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        return ended.out();
    }

    @Test
    void anOfficeThatNobodyCanLogInToGetsANewLink() {
        onData("import", "society", "jsh");

        assertThat(onData("account-link").out()).matches("/setup/[A-Za-z0-9_-]{40,}\n");
        assertThat(onData("account-link", "--role", "emperor").code()).isEqualTo(2);
    }

    @Test
    void whoIsNotThereIsToldWithWhatToDo() {
        onData("import", "society", "jsh", "--dry-run");
        assertThat(onData("pass", "--member", "1", "--society", "jsh"))
                .isEqualTo(
                        new Ended(1, "", "Society jsh is not there. Import its policy first: import society FILE\n"));
        onData("import", "society", "jsh");
        assertThat(onData("pass", "--member", "1", "--society", "jsh"))
                .isEqualTo(new Ended(
                        1, "", "Society jsh has no member of number 1. Check the number, or import members first.\n"));
        assertThat(onData("import", "members", folder.resolve("none.csv").toString(), "--society", "jsh")
                        .err())
                .contains("none.csv: cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fly",
                "import",
                "import members",
                "import members x --society jsh",
                "pass",
                "pass --member 1 --society jsh --data d --lifetime soon",
                "kiosk-code --meeting x --booth 1F --data d --valid soon",
                "export everything --meeting x --data d",
                "serve --data d --port 99999",
                "serve --data d --public-url office",
                "sample d --members 3"
            })
    void misuseEndsWithTwoAndOneLine(String line) {
        Ended ended = run(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1).first().asString().contains("--help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "import --help",
                "import society --help",
                "import members --help",
                "import cards --help",
                "pass --help",
                "sample --help"
            })
    void everyCommandHelps(String line) {
        Ended ended = run(Map.of(), line.split(" "));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: sync-server");
    }

    @Test
    void flagsAreStrongerThanTheEnvironmentAndThatThanTheFile() throws IOException {
        Path config = Files.writeString(
                folder.resolve("server.toml"), "data = \"%s\"\nsociety = \"none\"\n".formatted(folder.resolve("file")));

        assertThat(run(Map.of("UKETSUKE_CONFIG", config.toString()), "import", "society", "jsh")
                        .code())
                .isZero();
        assertThat(run(
                                Map.of(
                                        "UKETSUKE_DATA",
                                        folder.resolve("environment").toString()),
                                "import",
                                "society",
                                "jsh",
                                "--config",
                                config.toString())
                        .code())
                .isZero();
        assertThat(run(
                                Map.of(
                                        "UKETSUKE_DATA",
                                        folder.resolve("environment").toString()),
                                "import",
                                "society",
                                "jsh",
                                "--config",
                                config.toString(),
                                "--data",
                                folder.resolve("flag").toString())
                        .out())
                .isEqualTo("society jsh: new\n");

        assertThat(folder.resolve("file/uketsuke.db")).exists();
        assertThat(folder.resolve("environment/uketsuke.db")).exists();
        assertThat(folder.resolve("flag/uketsuke.db")).exists();
    }

    @Test
    void aBadConfigurationFileIsNamedWithItsLine() throws IOException {
        Path config = Files.writeString(folder.resolve("server.toml"), "data = \"x\"\nport : 8080\n");

        Ended ended = run(Map.of(), "import", "society", "jsh", "--config", config.toString());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).startsWith(config + ": line 2 is not TOML");
    }
}
