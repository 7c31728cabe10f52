package org.uketsuke.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.BoothJournal;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.storage.Engine;

class ExportsTest {
    @TempDir
    private Path folder;

    private static Exports.Result write(RunningServer server, ExportList list, String meeting, StringWriter out) {
        Audit audit = new Audit(new AuditStore(server.storage()), server.clock());
        return new Exports(new ExportStore(server.storage()), audit).write(list, meeting, Optional.empty(), out);
    }

    private static RunningServer afterTwoTaps(Engine engine, Path folder) {
        RunningServer server = RunningServer.start(engine, folder);
        SmallSociety.into(server.storage());
        SmallSociety.specialist(server.storage(), "m1", "10001", "髙橋", "花子, \"ハナ\"");
        SmallSociety.specialist(server.storage(), "m2", "10002", "=HYPERLINK(\"http://evil\")", "x");
        KioskClient kiosk = new KioskClient(server);
        kiosk.enrol(SmallSociety.code(server, "@booth"));
        BoothJournal journal = new BoothJournal("00112233445566778899aabbccddeeff", kiosk.signer())
                .tap(RunningServer.MORNING, SmallSociety.token("m2").hex())
                .tap(
                        RunningServer.MORNING.plusSeconds(5),
                        SmallSociety.token("m1").hex())
                .tap(RunningServer.MORNING.plusSeconds(9), "0".repeat(64));
        assertThat(kiosk.post("/journals/" + journal.id() + "/entries", journal.push())
                        .status())
                .isEqualTo(200);
        return server;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theLedgerIsWrittenInTheOrderOfMemberNumbersAndSafeForSpreadsheets(Engine engine) {
        try (RunningServer server = afterTwoTaps(engine, folder)) {
            StringWriter out = new StringWriter();

            Exports.Result result = write(server, ExportList.LEDGER, SmallSociety.MEETING, out);

            assertThat(result).isEqualTo(new Exports.Result.Written(2));
            assertThat(out).hasToString("""
                            member_no,name,meeting,credits,earned_on,fiscal_year,source,kiosk,seq,tapped_at,session
                            10001,"髙橋 花子, ""ハナ""\",tokai-9,3,2026-11-22,2026,tap,'@booth,2,2026-11-22T09:30:05+09:00,
                            10002,"'=HYPERLINK(""http://evil"") x",tokai-9,3,2026-11-22,2026,tap,'@booth,1,2026-11-22T09:30:00+09:00,
                            """);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void attendanceAndExceptionsAreWritten(Engine engine) {
        try (RunningServer server = afterTwoTaps(engine, folder)) {
            StringWriter attendance = new StringWriter();
            StringWriter exceptions = new StringWriter();

            write(server, ExportList.ATTENDANCE, SmallSociety.MEETING, attendance);
            write(server, ExportList.EXCEPTIONS, SmallSociety.MEETING, exceptions);

            assertThat(attendance.toString().lines())
                    .hasSize(3)
                    .first()
                    .isEqualTo("member_no,name,meeting,day,kiosk,seq,first_at");
            assertThat(exceptions.toString().lines().skip(1))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("UNKNOWN_TOKEN,open,,,tokai-9,'@booth,3,"
                                    + "No member of the society holds this card or pass.,"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsNameTheFurtherEntriesOfOneMatter(Engine engine) {
        try (RunningServer server = afterTwoTaps(engine, folder)) {
            server.storage()
                    .change(handle ->
                            handle.execute("INSERT INTO case_entry (society, meeting, kind, subject, journal, seq,"
                                    + " member, detail, raised_at) SELECT society, meeting, kind, subject, journal, n, NULL, detail,"
                                    + " raised_at FROM exception_case, (SELECT 3 AS n UNION ALL SELECT 7) numbers"
                                    + " WHERE kind = 'UNKNOWN_TOKEN'"));
            StringWriter exceptions = new StringWriter();

            write(server, ExportList.EXCEPTIONS, SmallSociety.MEETING, exceptions);

            assertThat(exceptions.toString().lines().skip(1))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("UNKNOWN_TOKEN,open,,,tokai-9,'@booth,3,"),
                            line -> assertThat(line).startsWith("UNKNOWN_TOKEN,attached,,,tokai-9,'@booth,7,"));
        }
    }

    @Test
    void anUnknownMeetingIsAnsweredWithThoseThatThereAre() {
        try (RunningServer server = afterTwoTaps(Engine.SQLITE, folder)) {
            Exports.Result result = write(server, ExportList.LEDGER, "tokai-10", new StringWriter());

            assertThat(result).isEqualTo(new Exports.Result.NoMeeting(List.of("tokai-9")));
        }
    }

    @Test
    void everyFormulaStartIsMadeHarmless() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", "\0")) {
            assertThat(SafeText.of(start + "1")).isEqualTo("'" + start + "1");
        }
        assertThat(SafeText.of("髙橋 = 花子")).isEqualTo("髙橋 = 花子");
    }
}
