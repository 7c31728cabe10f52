package org.uketsuke.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.PolicyProblem;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.Societies.Imported;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** What decided the credits of a meeting stays once entries were judged by it. */
final class JudgedMeetingTest {
    private static final Instant NOW = Instant.parse("2026-05-21T00:00:00Z");
    private static final String PLANNED = "tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-22,2026-05-21,名古屋";
    private static final String RENAMED = "tokai-9,第9回 東海地方会,regional,2026-05-21,2026-05-22,2026-05-21,岐阜";
    private static final String DECISION =
            "INSERT INTO decision VALUES ('j', 1, 'jsh', 'tokai-9', 'NON_SCAN', NULL, NULL," + " 0, 'f', '{}')";
    private static final String AWARD =
            "INSERT INTO ledger_entry VALUES ('jsh', 'l', 'tokai-9', 'q', 'participation', 0,"
                    + " 'm', '2024-04-01', 'JSH-P-REG', 300, '2026-05-21', 2026, 'tap', 'j', 1, 0, NULL, '', 'adjudication', 0)";

    @TempDir
    Path folder;

    private static Meeting meeting(Storage storage) {
        return storage.read(handle -> new MeetingStore(handle).find("jsh", "tokai-9"))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE|class|annual,2026-05-21,2026-05-22,2026-05-21",
                "SQLITE|start_date|regional,2026-05-20,2026-05-22,2026-05-21",
                "SQLITE|end_date|regional,2026-05-21,2026-05-23,2026-05-21",
                "SQLITE|credit_date|regional,2026-05-21,2026-05-22,2026-05-22",
                "POSTGRESQL|credit_date|regional,2026-05-21,2026-05-22,2026-05-22"
            })
    void whatEntriesWereJudgedByIsRefusedWithItsColumn(Engine engine, String column, String facts) {
        for (String judged : new String[] {DECISION, AWARD}) {
            try (Storage storage = Databases.open(engine, folder.resolve(judged.substring(12, 18)))) {
                Office office = Office.of(storage, folder, NOW);
                office.meetings(PLANNED);
                Meeting before = meeting(storage);
                storage.change(handle -> handle.execute(judged));

                ImportReport report = office.meetings("tokai-9,別の名,%s,名古屋".formatted(facts));

                assertThat(report.changed()).isZero();
                assertThat(report.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isEqualTo(column);
                    assertThat(problem.reason()).contains("were judged by").contains("put back what it was");
                });
                assertThat(meeting(storage)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dryRunTellsItToo(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.meetings(PLANNED);
            storage.change(handle -> handle.execute(DECISION));

            ImportReport report = office.file(
                    Imports.Kind.MEETINGS, Office.meetingsFile(PLANNED.replace("regional", "annual")), true);

            assertThat(report.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.column()).isEqualTo("class"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void policyLeavesWhatEntriesWereJudgedBy(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office.of(storage, folder, NOW).meetings(PLANNED);
            Societies societies = new Societies(storage, Clock.fixed(NOW, ZoneOffset.UTC));
            String policy = SocietyPolicy.shipped("jsh").orElseThrow();
            String five = policy.replace("credits = 3\n", "credits = 4\n");
            assertThat(five).isNotEqualTo(policy);
            assertThat(societies.importPolicy("jsh.toml", five, false)).isInstanceOf(Imported.Done.class);
            societies.importPolicy("jsh.toml", policy, false);
            storage.change(handle -> handle.execute(DECISION));

            for (boolean dryRun : new boolean[] {true, false}) {
                assertThat(problems(societies, five, dryRun))
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.toString())
                                .startsWith("jsh.toml: rule JSH-P-REG: entries of meeting tokai-9 were judged by 3"));
            }
            assertThat(problems(societies, policy.replace("Asia/Tokyo", "Asia/Seoul"), false))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.key()).isEqualTo("society.zone"));
            assertThat(problems(societies, policy.replace("\"04-01\"", "\"06-01\""), false))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.key()).isEqualTo("society.fiscal_year_start"));
            assertThat(problems(societies, policy.replace("credits = 15\n", "credits = 16\n"), false))
                    .isEmpty();

            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(problems(societies, five, false)).isEmpty();
        }
    }

    private static List<PolicyProblem> problems(Societies societies, String policy, boolean dryRun) {
        return societies.importPolicy("jsh.toml", policy, dryRun) instanceof Imported.Refused refused
                ? refused.problems()
                : List.of();
    }

    @ParameterizedTest
    @EnumSource
    void nameAndVenueMayStillChangeAndAllOfItBeforeTheFirstEntry(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.meetings(PLANNED);
            assertThat(office.meetings(PLANNED.replace("regional", "annual")).changed())
                    .isEqualTo(1);
            office.meetings(PLANNED);
            storage.change(handle -> handle.execute(DECISION));

            assertThat(office.meetings(RENAMED)).isEqualTo(new ImportReport(0, 1, 0, List.of()));
            assertThat(meeting(storage).venue()).isEqualTo("岐阜");
        }
    }
}
