package org.uketsuke.server.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.uketsuke.server.sample.SampleNames.Name;
import org.uketsuke.server.society.SocietyPolicy;

/**
 * A JSH-like society in files as an office would deliver them: the same seed, size and day give the same files. The first
 * members are fixed, so that a demonstration can name them; {@code try.csv} lists cards worth touching.
 */
public final class SampleSociety {
    /** Society code. */
    public static final String SOCIETY = "jsh";

    /** Id of the regional meeting that runs on the given day and the next. */
    public static final String REGIONAL = "sample-regional";

    /** Id of the next annual meeting. */
    public static final String ANNUAL = "sample-annual";

    /** Fewest members: the fixed ones. */
    public static final int MEMBERS_MIN = 20;

    private static final long FIRST_NUMBER = 9_000_001;

    private final Random random;
    private final LocalDate today;
    private final LocalDate termStart;
    private final List<String> members = new ArrayList<>();
    private final List<String> qualifications = new ArrayList<>();
    private final List<String> cards = new ArrayList<>();
    private final List<String> toTry = new ArrayList<>();

    private SampleSociety(long seed, LocalDate today) {
        this.random = new Random(seed);
        this.today = today;
        LocalDate april = LocalDate.of(today.getYear(), 4, 1);
        this.termStart = (today.isBefore(april) ? april.minusYears(1) : april).minusYears(2);
    }

    /**
     * Writes {@code society.toml}, {@code members.csv}, {@code qualifications.csv}, {@code cards.csv}, {@code meetings.csv},
     * {@code sessions.csv} for {@link #REGIONAL} and {@code try.csv}.
     *
     * @param folder made when missing; files of these names are replaced
     * @param seed decides all chance
     * @param count how many members, {@link #MEMBERS_MIN} at least
     * @param today the day on which the regional meeting begins
     */
    public static void write(Path folder, long seed, int count, LocalDate today) throws IOException {
        if (count < MEMBERS_MIN) {
            throw new IllegalArgumentException("A sample society has %d members at least".formatted(MEMBERS_MIN));
        }
        SampleSociety sample = new SampleSociety(seed, today);
        sample.fixed();
        while (sample.members.size() < count) {
            sample.drawn();
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("society.toml"), policy());
        file(
                folder.resolve("members.csv"),
                "member_no,family_name,given_name,family_kana,given_kana,email,affiliation,prefecture,birth_date,status",
                sample.members);
        file(
                folder.resolve("qualifications.csv"),
                "member_no,qualification,number,term_start,term_end,required_credits",
                sample.qualifications);
        file(folder.resolve("cards.csv"), "member_no,medium,token,valid_from,valid_to,status", sample.cards);
        file(
                folder.resolve("meetings.csv"),
                "meeting,name,class,start_date,end_date,credit_date,venue",
                sample.meetings());
        file(
                folder.resolve("sessions.csv"),
                "session,title_ja,title_en,class,room,start,end",
                SampleAgenda.lines(today));
        file(folder.resolve("try.csv"), "what,member_no,medium,token", sample.toTry);
    }

    private static void file(Path path, String header, List<String> lines) throws IOException {
        Files.writeString(path, header + "\n" + String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private static String policy() {
        return SocietyPolicy.shipped(SOCIETY)
                .orElseThrow()
                .replace("name_ja = \"日本血液学会\"", "name_ja = \"日本血液学会【見本】\"")
                .replace(
                        "name_en = \"The Japanese Society of Hematology\"",
                        "name_en = \"The Japanese Society of Hematology (SAMPLE)\"")
                .concat(SampleAgenda.POLICY);
    }

    private List<String> meetings() {
        LocalDate october = LocalDate.of(today.getYear(), 10, 16);
        LocalDate annual = october.isAfter(today) ? october : october.plusYears(1);
        return List.of(
                String.join(",", REGIONAL, "【見本】第9回 東海地方会", "regional", days(today, today.plusDays(1)), "見本会館"),
                String.join(",", ANNUAL, "【見本】第88回 学術集会", "annual", days(annual, annual.plusDays(2)), "見本国際会議場"));
    }

    private static String days(LocalDate start, LocalDate end) {
        return start + "," + end + "," + start;
    }

    /** The cases of a booth's day, one by one. */
    private void fixed() {
        specialist(new Name("髙橋", "一郎", "タカハシ", "イチロウ"), "current card", "felica");
        specialist(new Name("山﨑", "花子", "ヤマザキ", "ハナコ"), "current card", "iso14443");
        specialist(new Name("𠮷田", "健", "ヨシダ", "ケン"), "current card", "barcode");
        specialist(new Name("齋藤", "美咲", "サイトウ", "ミサキ"), "current card", "felica");
        specialist(new Name("渡邊", "直樹", "ワタナベ", "ナオキ"), "current card", "felica");
        specialist(new Name("佐藤", "裕子", "サトウ", "ユウコ"), "same name (first)", "felica");
        specialist(new Name("佐藤", "裕子", "サトウ", "ユウコ"), "same name (second)", "felica");
        specialist(
                new Name("Papadopoulos-Konstantinidis", "Alexandros M.", "パパドプロス", "アレクサンドロス"),
                "long foreign name",
                "felica");
        previousCardOnly(new Name("鈴木", "誠", "スズキ", "マコト"));
        lostAndReissued(new Name("田中", "恵", "タナカ", "メグミ"));
        ended(new Name("伊藤", "隆", "イトウ", "タカシ"), "term ended");
        trainee(new Name("中村", "さくら", "ナカムラ", "サクラ"), "member without qualification");
        instructor(new Name("小林", "正義", "コバヤシ", "マサヨシ"));
        toTry.add("not listed,,felica,012EFFFFFFFFFFFF");
    }

    /** One more member, like most. */
    private void drawn() {
        Name name = SampleNames.name(random);
        int chance = random.nextInt(100);
        String medium = chance % 10 < 7 ? "felica" : chance % 10 < 9 ? "iso14443" : "barcode";
        if (chance < 55) {
            specialist(name, "", medium);
        } else if (chance < 62) {
            instructor(name);
        } else if (chance < 65) {
            lostAndReissued(name);
        } else if (chance < 68) {
            previousCardOnly(name);
        } else if (chance < 76) {
            ended(name, "");
        } else {
            trainee(name, "");
        }
    }

    private void specialist(Name name, String what, String medium) {
        String number = member(name, "active");
        term(number, "specialist", termStart);
        if (random.nextInt(3) == 0) {
            term(number, "specialist", termStart.minusYears(5));
            card(number, medium, termStart.minusYears(5), "active", "");
        }
        card(number, medium, termStart, "active", what);
    }

    private void instructor(Name name) {
        String number = member(name, "active");
        term(number, "specialist", termStart);
        term(number, "instructor", termStart.plusYears(1));
        card(number, "felica", termStart, "active", "");
    }

    /** Renewed, but came with the card of the term before (domain 3.5-5). */
    private void previousCardOnly(Name name) {
        String number = member(name, "active");
        term(number, "specialist", termStart.minusYears(5));
        term(number, "specialist", termStart);
        card(number, "felica", termStart.minusYears(5), "active", "card of the term before");
    }

    private void lostAndReissued(Name name) {
        String number = member(name, "active");
        term(number, "specialist", termStart);
        card(number, "felica", termStart, "lost", "lost card");
        card(number, "felica", termStart, "active", "its replacement");
    }

    private void ended(Name name, String what) {
        String number = member(name, "active");
        term(number, "specialist", termStart.minusYears(5));
        card(number, "felica", termStart.minusYears(5), "active", what);
    }

    private void trainee(Name name, String what) {
        String number = member(name, random.nextInt(20) == 0 && what.isEmpty() ? "leave" : "active");
        card(number, "barcode", termStart, "active", what);
    }

    private String member(Name name, String status) {
        String number = String.valueOf(FIRST_NUMBER + members.size());
        LocalDate birth = LocalDate.of(1955, 1, 1).plusDays(random.nextInt(40 * 365));
        members.add(String.join(
                ",",
                number,
                name.family(),
                name.given(),
                name.familyKana(),
                name.givenKana(),
                "sample" + number + "@example.org",
                SampleNames.affiliation(random),
                SampleNames.prefecture(random),
                birth.toString(),
                status));
        return number;
    }

    private void term(String number, String qualification, LocalDate start) {
        boolean specialist = qualification.equals("specialist");
        qualifications.add(String.join(
                ",",
                number,
                qualification,
                (specialist ? "S-" : "I-") + number,
                start.toString(),
                start.plusYears(5).minusDays(1).toString(),
                specialist ? "50" : "0"));
    }

    private void card(String number, String medium, LocalDate from, String status, String what) {
        String token = token(medium, number);
        cards.add(String.join(
                ",",
                number,
                medium,
                token,
                from.toString(),
                from.plusYears(5).minusDays(1).toString(),
                status));
        boolean fixed = members.size() <= MEMBERS_MIN;
        if (!what.isEmpty() && fixed) {
            toTry.add(String.join(",", what, number, medium, token));
        }
    }

    /** Unlike any other of this society: the running number of the card is in it. */
    private String token(String medium, String number) {
        byte[] noise = new byte[2];
        random.nextBytes(noise);
        String serial = "%08X".formatted(cards.size());
        String chance = HexFormat.of().formatHex(noise).toUpperCase(Locale.ROOT);
        return switch (medium) {
            case "felica" -> "012E" + serial + chance;
            case "iso14443" -> "04" + serial + chance;
            default -> "SAMPLE-" + number + "-" + serial;
        };
    }
}
