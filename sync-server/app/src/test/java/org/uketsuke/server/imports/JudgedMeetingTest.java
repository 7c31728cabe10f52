package org.uketsuke.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStore;
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
    void nameAndVenueMayStillChangeAndAllOfItBeforeTheFirstEntry(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.meetings(PLANNED);
            assertThat(office.meetings(PLANNED.replace("regional", "annual")).changed())
                    .isEqualTo(1);
            office.meetings(PLANNED);
            storage.change(handle -> handle.execute(DECISION));

            assertThat(office.meetings(RENAMED)).isEqualTo(new ImportReport(0, 1, 0, java.util.List.of()));
            assertThat(meeting(storage).venue()).isEqualTo("岐阜");
        }
    }
}
