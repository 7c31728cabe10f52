package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.BoothJournal;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.Visit.Page;
import org.uketsuke.server.storage.Engine;

class OfficePagesTest {
    private static final String MEETING = "/meetings/jsh/tokai-9";

    @TempDir
    private Path folder;

    @Test
    void anEmptyServerSaysWhatToDoNext() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            Visit visit = Visit.asAdministrator(server);

            String noMeeting = visit.get("/").body();
            SmallSociety.into(server.storage());
            String noKiosk = visit.get(MEETING).body();
            String noEntry = visit.get(MEETING + "/entries").body();

            assertThat(noMeeting).contains("import meetings");
            assertThat(noKiosk).contains("kiosk-code --meeting tokai-9");
            assertThat(noEntry).contains("/upload");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aMeetingTiesAndShowsWhatIsOutstanding(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            String page = visit.get(MEETING + "?lang=en").body();

            assertThat(page).contains("Difference 0").doesNotContain("class=\"banner error\"");
            assertThat(page).contains("Sealed", "more may come", "Nothing received");
            assertThat(text(page))
                    .contains("10 entries received", "5 members with credits", "15 credits in the ledger");
        }
    }

    /** Visible text in one line. */
    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anAwardLeadsToItsEvidence(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            String member = visit.get("/members/jsh/m1?lang=en").body();
            String evidence =
                    visit.get("/entries/" + TrialDay.FIRST_JOURNAL + "/1").body();

            assertThat(text(member)).contains("髙橋 花子", "3 / 50 credits", "1F 総合受付", "2026-11-22 09:31:00");
            assertThat(member).contains("/entries/" + TrialDay.FIRST_JOURNAL + "/1");
            assertThat(evidence).contains("the hash matches what was stored", "sony-rc-s300", "JSH-P-REG");
        }
    }

    @Test
    void aWrongClockIsShownBesideTheCorrectedTime() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            String evidence = text(visit.get("/entries/" + TrialDay.SECOND_JOURNAL + "/1?lang=en")
                    .body());

            assertThat(evidence).contains("2026-11-22 09:46:40", "2026-11-22 00:46:40", "+32400 s");
        }
    }

    @Test
    void anAlteredRecordIsShownInRed() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            server.storage().change(handle -> {
                handle.execute("DROP TRIGGER journal_entry_no_update");
                handle.execute("UPDATE journal_entry SET entry = replace(entry, 'felica', 'barcode') WHERE seq = 1");
            });

            String evidence = Visit.asAdministrator(server)
                    .get("/entries/" + TrialDay.FIRST_JOURNAL + "/1?lang=en")
                    .body();

            assertThat(evidence).contains("The hash does not match");
        }
    }

    @Test
    void entriesAreFilteredAndPaged() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            SmallSociety.into(server.storage());
            KioskClient kiosk = TrialDay.enrolled(server, "1F");
            BoothJournal journal = new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer());
            for (int entry = 0; entry < 120; entry++) {
                journal.tap(RunningServer.MORNING.plusSeconds(entry), "%064x".formatted(entry));
            }
            TrialDay.send(kiosk, journal);
            Visit visit = Visit.asAdministrator(server);

            String first = visit.get(MEETING + "/entries").body();
            String second = visit.get(next(first)).body();
            String third = visit.get(next(second)).body();
            String awarded = visit.get(MEETING + "/entries?decision=AWARDED").body();

            assertThat(rows(first)).isEqualTo(50);
            assertThat(rows(second)).isEqualTo(50);
            assertThat(rows(third)).isEqualTo(20);
            assertThat(third).contains("/120\"").doesNotContain("次の50件");
            assertThat(rows(awarded)).isZero();
        }
    }

    private static String next(String page) {
        int at = page.lastIndexOf("<a href=\"" + MEETING + "/entries?", page.indexOf("次の50件"));
        return page.substring(at + "<a href=\"".length(), page.indexOf('"', at + "<a href=\"".length()))
                .replace("&amp;", "&");
    }

    private static int rows(String page) {
        return page.split("href=\"/entries/", -1).length - 1;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void membersAreFoundByNumberKanaAndEverySpellingOfTheirName(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);
            visit.get("/search");

            for (String typed : new String[] {"10001", "たかはし", "ﾀｶﾊｼ", "高橋", "髙橋 花子", "橋花", "高橋　花子", "１０００１"}) {
                assertThat(visit.post("/search", Map.of("q", typed)).body())
                        .as(typed)
                        .contains("/members/jsh/m1")
                        .doesNotContain("/members/jsh/m2");
            }
            assertThat(visit.post("/search", Map.of("q", "山崎")).body()).contains("/members/jsh/m2");
            assertThat(visit.post("/search", Map.of("q", "吉田")).body()).contains("/members/jsh/m3");
            assertThat(visit.post("/search", Map.of("q", "BARTHOLOMÄUS")).body())
                    .contains("/members/jsh/m4");
            assertThat(visit.post("/search", Map.of("q", "%")).body()).doesNotContain("/members/");
        }
    }

    @Test
    void namesAreNeverMoreThanText() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            server.storage()
                    .change(handle -> handle.createUpdate("UPDATE meeting SET name_ja = :n, venue = :n")
                            .bind("n", TrialDay.NASTY)
                            .execute());
            server.storage()
                    .change(handle -> handle.createUpdate("UPDATE kiosk SET booth = :n")
                            .bind("n", TrialDay.NASTY)
                            .execute());
            Visit visit = Visit.asAdministrator(server);
            visit.get("/search");

            for (Page page : new Page[] {
                visit.post("/search", Map.of("q", TrialDay.NASTY)),
                visit.get("/"),
                visit.get(MEETING),
                visit.get(MEETING + "/entries"),
                visit.get(MEETING + "/exceptions?state=all"),
                visit.get("/members/jsh/m4"),
                visit.get("/members/jsh/m3"),
                visit.get("/entries/" + TrialDay.FIRST_JOURNAL + "/4")
            }) {
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.body())
                        .doesNotContain("<img")
                        .doesNotContain("<script")
                        .contains("onerror=alert(1)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anExportFileIsTakenInOnceByTheSameChecks(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            SmallSociety.specialist(server.storage(), "m1", "10001", "髙橋", "花子");
            KioskClient kiosk = TrialDay.enrolled(server, "1F");
            byte[] file = new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer())
                    .tap(RunningServer.MORNING, SmallSociety.token("m1").hex())
                    .seal(RunningServer.MORNING.plusSeconds(60))
                    .export(kiosk.keyId());
            byte[] forged = new BoothJournal("0123456789abcdef0123456789abcdef", new KioskClient(server).signer())
                    .tap(RunningServer.MORNING, SmallSociety.token("m1").hex())
                    .export(kiosk.keyId());
            Visit visit = Visit.asAdministrator(server);
            visit.get("/upload?lang=en");

            Page once = visit.upload("/upload", file);
            Page twice = visit.upload("/upload", file);
            Page junk = visit.upload("/upload", "not an export".getBytes(StandardCharsets.UTF_8));
            Page forgery = visit.upload("/upload", forged);

            assertThat(once.body()).contains("up to entry 2");
            assertThat(twice.body()).contains("up to entry 2");
            assertThat(junk.status()).isEqualTo(422);
            assertThat(junk.body()).contains("kiosk export");
            assertThat(forgery.status()).isEqualTo(422);
            assertThat(text(visit.get(MEETING).body())).contains("3 credits in the ledger");
        }
    }

    @Test
    void openingAMembersRecordIsKeptInTheTrail() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);

            Visit.asAdministrator(server).get("/members/jsh/m1");

            List<String> seen = server.storage()
                    .read(handle -> handle.createQuery("SELECT subject FROM audit WHERE action = 'MEMBER_SEEN'")
                            .mapTo(String.class)
                            .list());
            assertThat(seen).containsExactly("jsh/m1");
        }
    }
}
