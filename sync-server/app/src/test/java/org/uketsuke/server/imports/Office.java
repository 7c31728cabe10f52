package org.uketsuke.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Storage;

/** An office that imports files into the JSH society of a database: for tests that need members, cards and meetings. */
public final class Office {
    /** Society code. */
    public static final String SOCIETY = "jsh";

    private static final String MEMBERS =
            "member_no,family_name,given_name,family_kana,given_kana,email,affiliation,prefecture,birth_date,status";
    private static final String QUALIFICATIONS = "member_no,qualification,number,term_start,term_end,required_credits";
    private static final String CARDS = "member_no,medium,token,valid_from,valid_to,status";
    private static final String MEETINGS = "meeting,name,class,start_date,end_date,credit_date,venue";

    private final Storage storage;
    private final Path folder;
    private final Instant now;

    private Office(Storage storage, Path folder, Instant now) {
        this.storage = storage;
        this.folder = folder;
        this.now = now;
    }

    /** Of a database, with the shipped policy taken in; files go to the folder. */
    public static Office of(Storage storage, Path folder, Instant now) {
        Office office = new Office(storage, folder, now);
        new Societies(storage, office.clock())
                .importPolicy("jsh", SocietyPolicy.shipped("jsh").orElseThrow(), false);
        return office;
    }

    /** The same office at another time. */
    public Office at(Instant later) {
        return new Office(storage, folder, later);
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    /** Imports members from lines such as {@code 1001,山田,太郎,ヤマダ,タロウ,,,,,active}. */
    public ImportReport members(String... lines) {
        return rows(Imports.Kind.MEMBERS, MEMBERS, lines);
    }

    /** Imports terms from lines such as {@code 1001,specialist,S-1,2024-04-01,2029-03-31,50}. */
    public ImportReport qualifications(String... lines) {
        return rows(Imports.Kind.QUALIFICATIONS, QUALIFICATIONS, lines);
    }

    /** Imports cards from lines such as {@code 1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active}. */
    public ImportReport cards(String... lines) {
        return rows(Imports.Kind.CARDS, CARDS, lines);
    }

    /** Imports meetings from lines such as {@code tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-21,,名古屋}. */
    public ImportReport meetings(String... lines) {
        return rows(Imports.Kind.MEETINGS, MEETINGS, lines);
    }

    ImportReport rows(Imports.Kind kind, String header, String... lines) {
        return file(kind, Stream.concat(Stream.of(header), Stream.of(lines)).collect(Collectors.joining("\n")), false);
    }

    ImportReport file(Imports.Kind kind, String text, boolean dryRun) {
        return bytes(kind, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), dryRun);
    }

    ImportReport bytes(Imports.Kind kind, byte[] content, boolean dryRun) {
        try {
            Path file = Files.write(folder.resolve("rows.csv"), content);
            return new Imports(storage, clock(), new SecureRandom()).run(kind, file, SOCIETY, dryRun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header of members files and a few lines below it. */
    static String membersFile(String... lines) {
        return MEMBERS + "\n" + String.join("\n", List.of(lines)) + "\n";
    }

    /** The header of meetings files and a few lines below it. */
    static String meetingsFile(String... lines) {
        return MEETINGS + "\n" + String.join("\n", List.of(lines)) + "\n";
    }
}
