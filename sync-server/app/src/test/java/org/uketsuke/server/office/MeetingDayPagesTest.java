package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.BoothJournal;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.storage.Engine;

/** What the office reads on the evening of a meeting: the words must be true, and in the reader's language. */
final class MeetingDayPagesTest {
    private static final String MEETING = "/meetings/jsh/tokai-9";
    private static final String EXCEPTIONS = MEETING + "/exceptions?state=all";
    private static final Pattern ENGLISH_WORDS = Pattern.compile("[A-Za-z]{3,} [A-Za-z]{2,}");
    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]");

    @TempDir
    private Path folder;

    /** Visible text of the page's own part, in one line. */
    private static String text(String html) {
        return html.substring(html.indexOf("<main")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    private static String banner(String html) {
        int at = html.indexOf("<p class=\"banner");
        return html.substring(at, html.indexOf("</p>", at)).replaceAll("\\s+", " ");
    }

    private static void withoutNastyNames(RunningServer server) {
        server.storage().change(handle -> handle.execute("UPDATE member SET family_name = '姓', given_name = '名'"));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void exceptionsAreToldInTheLanguageOfThePage(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            withoutNastyNames(server);
            Visit visit = Visit.asAdministrator(server);

            String japanese = text(visit.get(EXCEPTIONS + "&lang=ja").body());
            String english = text(visit.get(EXCEPTIONS + "&lang=en").body());

            assertThat(japanese)
                    .contains(
                            "カード・QRコードの持ち主が名簿に見つかりません。",
                            "端末の時計がずれていたため、時刻を補正しました。",
                            "この集会の単位は付与済みです。",
                            "会員とカードを取り込んでください")
                    .doesNotContainPattern(ENGLISH_WORDS);
            assertThat(english.replaceAll("1F 総合受付|3F 第2会場|姓 名|9回東海地方会", ""))
                    .contains(
                            "No member of the society holds this card or pass.",
                            "The device clock was off; times were corrected.",
                            "import the member and the card")
                    .doesNotContainPattern(JAPANESE);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whatAnEarlierVersionStoredIsShownAsTheEnglishThatItIs(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            server.storage()
                    .change(handle -> handle.execute("UPDATE exception_case SET detail = 'no member of the society"
                            + " holds it; came in since' WHERE kind = 'UNKNOWN_TOKEN'"));

            String page = Visit.asAdministrator(server).get(EXCEPTIONS).body();

            assertThat(page)
                    .contains(
                            "<span class=\"hint\" lang=\"en\">no member of the society holds it; came in since</span>");
        }
    }

    @Test
    void aWrongClockIsTheKiosksMatterAndNotThePersons() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            String member = text(visit.get("/members/jsh/m2").body());
            String evidence =
                    text(visit.get("/entries/" + TrialDay.SECOND_JOURNAL + "/1").body());

            assertThat(member).contains("山﨑 太郎").doesNotContain("E19");
            assertThat(evidence).contains("E19");
        }
    }

    @Test
    void aRefusedFileIsExplainedInTheLanguageOfThePage() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            SmallSociety.into(server.storage());
            byte[] forged = new BoothJournal(TrialDay.FIRST_JOURNAL, new KioskClient(server).signer())
                    .tap(RunningServer.MORNING, SmallSociety.token("m1").hex())
                    .export("0123456789abcdef0123456789abcdef");
            Visit visit = Visit.asAdministrator(server);
            visit.get("/upload");

            String answer = banner(visit.upload("/upload", forged).body());

            assertThat(answer).contains("端末は登録されていません").matches("<p class=\"banner error\" role=\"alert\">[^A-Za-z]*");
        }
    }

    @Test
    void aSearchCanBeAskedAgainInTheOtherLanguage() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);
            visit.get("/search");

            String found = visit.post("/search", Map.of("q", "高橋")).body();

            assertThat(found).contains("href=\"?lang=en\"", "髙橋 花子");
            assertThat(visit.get("/search?lang=en").body()).contains("Find a member");
        }
    }

    @Test
    void anExceptionWhoseEntryIsMissingLeadsNowhere() {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            TrialDay.on(server);
            server.storage()
                    .change(handle ->
                            handle.execute("UPDATE exception_case SET seq = 99 WHERE kind = 'UNKNOWN_TOKEN'"));

            String page = Visit.asAdministrator(server).get(EXCEPTIONS).body();

            assertThat(page).contains("-99</code>").doesNotContain("/entries/" + TrialDay.FIRST_JOURNAL + "/99");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theBannerIsGreenOnlyWhenNothingIsLeftToDo(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            SmallSociety.specialist(server.storage(), "m1", "10001", "髙橋", "花子");
            KioskClient kiosk = TrialDay.enrolled(server, "1F");
            BoothJournal journal = new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer())
                    .tap(RunningServer.MORNING, SmallSociety.token("m1").hex());
            Visit visit = Visit.asAdministrator(server);
            String silent = banner(visit.get(MEETING + "?lang=en").body());

            TrialDay.send(kiosk, journal);
            String unsealed = banner(visit.get(MEETING).body());
            TrialDay.send(kiosk, journal.seal(RunningServer.MORNING.plusSeconds(60)));
            String sealed = banner(visit.get(MEETING).body());
            String japanese = banner(visit.get(MEETING + "?lang=ja").body());

            assertThat(silent).contains("banner pending").endsWith("not ready to settle: 1 kiosk may hold more");
            assertThat(unsealed).contains("banner pending");
            assertThat(sealed).contains("banner success", "no kiosk outstanding, no open exception");
            assertThat(japanese).contains("banner success", "未着の端末も、未処理の例外もありません");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theBannerSaysWhatIsLeftAndCallsEachThingByOneWord(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            String japanese = visit.get(MEETING).body();
            String english = visit.get(MEETING + "?lang=en").body();

            assertThat(banner(japanese)).contains("banner pending", "まだ確定できません：未着の可能性がある端末 2台、未処理の例外 2件");
            assertThat(banner(english)).contains("2 kiosks may hold more, 2 open exceptions");
            assertThat(text(japanese)).contains("2 未処理の例外 うち保留の記録 1件", "保留 1");
            assertThat(text(english)).contains("2 open exceptions 1 of them on held entries", "Held 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void errorsThatCancelEachOtherOutAreStillRed(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            server.storage().change(handle -> {
                handle.execute("DELETE FROM decision WHERE journal = ? AND seq = 3", TrialDay.FIRST_JOURNAL);
                handle.execute(
                        "INSERT INTO decision (society, meeting, journal, seq, kind, exception_kind, member, tapped_at,"
                                + " meeting_facts, facts) SELECT society, meeting, journal, 77, kind, exception_kind,"
                                + " member, tapped_at, meeting_facts, facts FROM decision WHERE journal = ? AND seq = 1",
                        TrialDay.SECOND_JOURNAL);
            });

            String banner = banner(Visit.asAdministrator(server).get(MEETING).body());

            assertThat(banner).contains("banner error", "差異 2件");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void classAndQualificationHaveTheNamesOfTheSocietysPolicy(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            TrialDay.on(server);
            Visit visit = Visit.asAdministrator(server);

            assertThat(text(visit.get(MEETING + "?lang=ja").body())).contains("区分 地方会", "2026年11月22日（日）");
            assertThat(text(visit.get("/members/jsh/m1").body()))
                    .contains("血液専門医", "2024年4月1日～2029年3月31日", "3 / 必要単位 50");
            assertThat(text(visit.get(MEETING + "?lang=en").body())).contains("Class Regional meeting", "2026-11-22");
            assertThat(text(visit.get("/members/jsh/m1").body()))
                    .contains("Certified hematologist", "2024-04-01 – 2029-03-31", "3 / 50 credits needed");

            server.storage().change(handle -> handle.execute("UPDATE society SET policy = 'of another version'"));
            assertThat(text(visit.get(MEETING).body())).contains("Class regional");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void theCreditsShownAreThoseThatATapEarns(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            server.storage()
                    .change(handle ->
                            handle.execute("INSERT INTO credit_rule (society, code, valid_from, valid_to, kind,"
                                    + " qualification, meeting_class, credits, card_enabled, title_ja, title_en) VALUES ('jsh',"
                                    + " 'JSH-A', '2000-01-01', '9999-12-31', 'participation', 'specialist', 'regional', 700, 0,"
                                    + " '申請', 'By application')"));
            Visit visit = Visit.asAdministrator(server);
            String both = text(visit.get(MEETING + "?lang=en").body());

            server.storage().change(handle -> handle.execute("DELETE FROM credit_rule WHERE code = 'JSH-P-REG'"));
            String byApplicationOnly = text(visit.get(MEETING).body());

            assertThat(both).contains("Credits 3 ");
            assertThat(byApplicationOnly).contains("Credits No rule");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aListThatEndsInAnotherHistoryGoesOnBehindIt(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            KioskClient kiosk = TrialDay.enrolled(server, "1F");
            TrialDay.send(
                    kiosk,
                    new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer())
                            .tap(RunningServer.MORNING, "%064x".formatted(1)));
            BoothJournal other = new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer());
            for (int entry = 0; entry < 60; entry++) {
                other.tap(RunningServer.MORNING.plusSeconds(10 + entry), "%064x".formatted(100 + entry));
            }
            assertThat(kiosk.post("/journals/" + other.id() + "/entries", other.push())
                            .status())
                    .isEqualTo(409);
            Visit visit = Visit.asAdministrator(server);

            String first = visit.get(MEETING + "/entries").body();
            int link = first.lastIndexOf("<a href=\"" + MEETING + "/entries?", first.indexOf("次の50件"));
            String next = first.substring(link + "<a href=\"".length(), first.indexOf("\">", link))
                    .replace("&amp;", "&");
            String second = visit.get(next).body();

            assertThat(next).contains("%7E1-49");
            assertThat(second)
                    .contains("~1/50\"", "~1/60\"")
                    .doesNotContain("~1/49\"", "/" + TrialDay.FIRST_JOURNAL + "/1\"", "次の50件");
        }
    }
}
