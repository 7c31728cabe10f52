package org.uketsuke.kiosk.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The central office of the story: its files, its commands, its server. */
public final class Office implements AutoCloseable {
    /** Id of the meeting that runs today. */
    public static final String MEETING = "jsh-regional-today";

    /** Dr. Takahashi and Dr. Yamazaki, for the import of members. */
    static final String TWO_MEMBERS = """
            member_no,family_name,given_name,family_kana,given_kana,email,affiliation,prefecture,birth_date,status
            100001,髙橋,𠮷美,タカハシ,ヨシミ,y.takahashi@example.org,見本大学病院,京都府,1980-02-29,active
            100002,山﨑,一郎,ヤマザキ,イチロウ,i.yamazaki@example.org,見本市民病院,愛知県,1975-07-01,active
            """;

    private static final Path POLICY =
            Path.of("../sync-server/app/src/main/resources/org/uketsuke/server/society/jsh.toml");
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final Map<String, String> environment;
    private final List<Program> servers = new ArrayList<>();
    private final Path data;
    private final Path files;

    /** An office with its data and files below a folder. */
    public Office(Path folder) {
        this(folder, Map.of());
    }

    /** The same, with programs that find more in their environment, such as another time. */
    public Office(Path folder, Map<String, String> environment) {
        this.environment = environment;
        this.data = folder.resolve("office");
        this.files = folder.resolve("files");
    }

    /** A society, two members with cards, and a regional meeting that runs today: all by the documented commands. */
    public void prepare() throws IOException {
        LocalDate today = LocalDate.now(JAPAN);
        LocalDate termStart = today.minusYears(1);
        LocalDate termEnd = today.plusYears(4);
        begin();
        imported("members", TWO_MEMBERS);
        imported("qualifications", """
                member_no,qualification,number,term_start,term_end,required_credits
                100001,specialist,S-1,%1$s,%2$s,50
                100002,specialist,S-2,%1$s,%2$s,50
                """.formatted(termStart, termEnd));
        imported("cards", """
                member_no,medium,token,valid_from,valid_to,status
                100001,felica,0139A1B2C3D4E5F6,%1$s,%2$s,active
                """.formatted(termStart, termEnd));
        imported("meetings", """
                meeting,name,class,start_date,end_date,credit_date,venue
                %1$s,第12回見本地方会,regional,%2$s,%2$s,%2$s,名古屋
                """.formatted(MEETING, today));
    }

    /** A society that has no members yet. */
    void begin() throws IOException {
        command("import", "society", "jsh");
    }

    /** The same with more rules in its policy. */
    void begin(String moreRules) throws IOException {
        Files.createDirectories(files);
        Path policy = files.resolve("policy.toml");
        Files.writeString(policy, Files.readString(POLICY) + moreRules, StandardCharsets.UTF_8);
        command("import", "society", policy);
    }

    /** Imports rows of a kind. */
    void imported(String kind, String csv, Object... more) throws IOException {
        Files.createDirectories(files);
        Path file = files.resolve(kind + ".csv");
        Files.writeString(file, csv, StandardCharsets.UTF_8);
        command(Stream.concat(Stream.of("import", kind, file, "--society", "jsh"), Stream.of(more))
                .toArray());
    }

    /** Starts the server; the address of the office's pages is the group that {@code awaitPrinted("office: (\\S+)")} gives. */
    public Program serve(int port) throws IOException {
        Program server = Program.server(environment, "serve", "--data", data, "--port", port);
        servers.add(server);
        return server;
    }

    /** The file with the booth key, once a code was made. */
    public Path boothKeyFile() {
        return files.resolve("booth-key.txt");
    }

    /** A one-time code for a booth of the meeting; the key that opens it is then in {@link #boothKeyFile}. */
    public String kioskCode() throws IOException {
        return kioskCode(MEETING, "1番");
    }

    /** The same for a booth of another meeting. */
    String kioskCode(String meeting, String booth, String... more) throws IOException {
        Stream<Object> arguments =
                Stream.of("kiosk-code", "--meeting", meeting, "--booth", booth, "--booth-key-file", boothKeyFile());
        return command(Stream.concat(arguments, Stream.of(more)).toArray())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    /** The text of a member's signed pass. */
    public String pass(String memberNo) throws IOException {
        String printed = command("pass", "--member", memberNo, "--society", "jsh");
        return printed.lines()
                .filter(line -> line.startsWith("UKP1"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    /** The credit ledger of the meeting, as CSV. */
    public String ledger() throws IOException {
        return ledger(MEETING);
    }

    /** The credit ledger of another meeting. */
    String ledger(String meeting) throws IOException {
        return command("export", "ledger", "--meeting", meeting);
    }

    /** The exceptions of the meeting, as CSV. */
    public String exceptions() throws IOException {
        return exceptions(MEETING);
    }

    /** The exceptions of another meeting. */
    String exceptions(String meeting) throws IOException {
        return command("export", "exceptions", "--meeting", meeting);
    }

    /** Recomputes everything; ends with 0 only if no difference was found. */
    public String verify() throws IOException {
        return command("verify");
    }

    /** Ends servers that a story which broke off left running. */
    @Override
    public void close() {
        servers.forEach(Program::close);
    }

    private String command(Object... arguments) throws IOException {
        Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data;
        try (Program program = Program.server(environment, all)) {
            return Program.run(program);
        }
    }
}
