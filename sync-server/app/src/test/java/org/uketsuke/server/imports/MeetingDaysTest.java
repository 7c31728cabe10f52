package org.uketsuke.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** The days of a meeting do not move away from its agenda. */
final class MeetingDaysTest {
    private static final Instant NOW = Instant.parse("2026-05-21T00:00:00Z");

    @TempDir
    Path folder;

    private static String meeting(String start, String end) {
        return "tokai-9,第9回東海地方会,regional,%s,%s,%s,名古屋".formatted(start, end, start);
    }

    /** The agenda has c-1 in the morning of the 22nd and c-2 until midnight. */
    private Office office(Storage storage) {
        Office office = Office.of(storage, folder, NOW);
        office.meetings(meeting("2026-11-21", "2026-11-23"));
        storage.change(handle -> {
            SessionStore sessions = new SessionStore(handle);
            sessions.put(SmallAgenda.session("c-1", "題", "t", "common", "第1会場", "10:00", "11:00"));
            sessions.put(SmallAgenda.session("c-2", "題", "t", "common", "第1会場", "23:00", "23:30"));
        });
        return office;
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE,2026-11-23,2026-11-23,start_date",
        "SQLITE,2026-11-21,2026-11-21,end_date",
        "SQLITE,2026-12-22,2026-12-22,start_date",
        "POSTGRESQL,2026-11-21,2026-11-21,end_date",
        "SQLITE,2026-11-22,2026-11-22,",
        "POSTGRESQL,2026-11-20,2026-11-24,",
    })
    void daysThatLeaveSessionsBehindAreRefusedWithTheirNames(Engine engine, String start, String end, String column) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            String file = Office.meetingsFile(meeting(start, end));

            ImportReport dry = office.file(Imports.Kind.MEETINGS, file, true);
            ImportReport report = office.file(Imports.Kind.MEETINGS, file, false);

            assertThat(dry).isEqualTo(report);
            assertThat(report.problems()).hasSize(column == null ? 0 : 1).allSatisfy(problem -> {
                assertThat(problem.line()).isEqualTo(2);
                assertThat(problem.column()).isEqualTo(column);
                assertThat(problem.reason()).contains("sessions c-1, c-2", "import sessions");
            });
            assertThat(report.changed()).isEqualTo(column == null ? 1 : 0);
            LocalDate first = storage.read(handle -> new MeetingStore(handle).find("jsh", "tokai-9"))
                    .orElseThrow()
                    .startDate();
            assertThat(first).isEqualTo(column == null ? start : "2026-11-21");
        }
    }
}
