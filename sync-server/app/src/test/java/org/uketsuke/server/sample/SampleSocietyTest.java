package org.uketsuke.server.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.server.imports.ImportReport;
import org.uketsuke.server.imports.Imports;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.Society;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class SampleSocietyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void allOfItPassesTheRealImports(Engine engine) throws IOException {
        SampleSociety.write(folder, 7, 300, TODAY);

        try (Storage storage = Databases.open(engine, folder)) {
            new Societies(storage, CLOCK)
                    .importPolicy("society.toml", Files.readString(folder.resolve("society.toml")), false);
            for (Imports.Kind kind : Imports.Kind.values()) {
                Path file = folder.resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + ".csv");
                ImportReport report = new Imports(storage, CLOCK, new SecureRandom()).run(kind, file, "jsh", false);

                assertThat(report.problems()).isEmpty();
                assertThat(report.added()).isEqualTo(Files.readAllLines(file).size() - 1);
            }
            Imports imports = new Imports(storage, CLOCK, new SecureRandom());
            ImportReport agenda = imports.agenda(folder.resolve("sessions.csv"), "jsh", SampleSociety.REGIONAL, false);
            assertThat(agenda.problems()).isEmpty();
            assertThat(agenda.added()).isEqualTo(36);
            Society society =
                    storage.read(handle -> new SocietyStore(handle).find("jsh").orElseThrow());
            assertThat(society.name().ja()).contains("見本");
            assertThat(society.name().en()).contains("SAMPLE");
        }
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException {
        SampleSociety.write(folder.resolve("one"), 7, 100, TODAY);
        SampleSociety.write(folder.resolve("other"), 7, 100, TODAY);
        SampleSociety.write(folder.resolve("third"), 8, 100, TODAY);

        for (String file :
                List.of("members.csv", "qualifications.csv", "cards.csv", "meetings.csv", "sessions.csv", "try.csv")) {
            assertThat(folder.resolve("other").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(file));
        }
        assertThat(Files.readString(folder.resolve("third/members.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("one/members.csv")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 13, 22})
    void aLectureRunsWheneverADemonstrationStarts(int hour) throws IOException {
        SampleSociety.write(folder, 1, 20, TODAY);
        String now = "2026-11-22 %02d:20".formatted(hour);

        try (Stream<String> lines = Files.lines(folder.resolve("sessions.csv"))) {
            assertThat(lines.skip(1).map(line -> line.split(",")))
                    .anyMatch(fields -> fields[5].compareTo(now) <= 0 && fields[6].compareTo(now) > 0);
        }
    }

    @Test
    void itHasTheCasesOfABoothsDay() throws IOException {
        SampleSociety.write(folder, 1, 300, TODAY);

        String members = Files.readString(folder.resolve("members.csv"));
        assertThat(members).contains("髙橋", "山﨑", "𠮷田", "齋藤", "渡邊", "Papadopoulos-Konstantinidis,Alexandros M.");
        assertThat(members.lines().filter(line -> line.contains(",佐藤,裕子,"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Files.readString(folder.resolve("cards.csv"))).contains(",lost", "barcode", "iso14443", "felica");
        assertThat(Files.readString(folder.resolve("qualifications.csv"))).contains(",instructor,");
        try (Stream<String> lines = Files.lines(folder.resolve("try.csv"))) {
            assertThat(lines.map(line -> line.split(",", 2)[0]))
                    .contains(
                            "current card",
                            "card of the term before",
                            "lost card",
                            "its replacement",
                            "not listed",
                            "term ended",
                            "member without qualification",
                            "long foreign name");
        }
        assertThat(Files.readString(folder.resolve("meetings.csv")))
                .contains("regional,2026-11-22,2026-11-23,2026-11-22");
    }
}
