package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.Visit.Page;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.storage.Engine;

/** What the office sees of a meeting's sessions, and what it does about kiosks at their rooms. */
final class SessionsPageTest {
    private static final String MEETING = "/meetings/jsh/tokai-9";
    private static final String SESSIONS = MEETING + "/sessions";

    @TempDir
    private Path folder;

    private AutoCloseable toClose = () -> {};

    @AfterEach
    void close() throws Exception {
        toClose.close();
    }

    private RunningServer server(Engine engine) {
        RunningServer server = RunningServer.start(engine, folder);
        toClose = server;
        SmallSociety.into(server.storage());
        return server;
    }

    private static KioskClient kiosk(RunningServer server, String code) {
        KioskClient kiosk = new KioskClient(server);
        assertThat(kiosk.enrol(code).status()).isEqualTo(200);
        return kiosk;
    }

    private static Optional<Agenda.Door> door(KioskClient kiosk) {
        return kiosk.get("/assignment")
                .as(AssignmentAnswer.class)
                .assignment()
                .agenda()
                .flatMap(Agenda::door);
    }

    private static Visit clerk(RunningServer server) {
        Visit administrator = Visit.asAdministrator(server);
        administrator.get("/accounts");
        String page =
                administrator.post("/accounts/links", Map.of("role", "CLERK")).body();
        int at = page.indexOf(server.url() + "/setup/");
        Visit clerk = new Visit(server);
        assertThat(clerk.setUp(page.substring(at, page.indexOf('<', at)), "clerk", "担当 太郎")
                        .status())
                .isEqualTo(303);
        return clerk;
    }

    /** A page's text without its marks, blanks made one. */
    private static String words(Page page) {
        return page.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void aMeetingWithoutSessionsSaysHowToBringThemIn() {
        Visit visit = Visit.asAdministrator(server(Engine.SQLITE));

        Page page = visit.get(SESSIONS);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("import sessions sessions.csv --society jsh --meeting tokai-9");
        assertThat(page.body()).contains("kiosk-code --meeting tokai-9");
        assertThat(visit.get(MEETING).body()).contains("href=\"" + SESSIONS + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void everySessionIsShownWithWhenToTouchAndWhatItGives(Engine engine) {
        RunningServer server = server(engine);
        SmallAgenda.into(server.storage());
        Visit visit = Visit.asAdministrator(server);

        String ja = words(visit.get(SESSIONS + "?lang=ja"));
        String en = words(visit.get(SESSIONS + "?lang=en"));

        assertThat(ja)
                .contains("2026年11月22日")
                .contains("第1会場 10:00～11:00 医療安全講習会 c-1 専門医共通講習 09:50～10:10 10:55～11:10 50分 1 1日 2単位まで、集会 3単位まで")
                .contains("第2会場 10:30～11:30 造血幹細胞移植 s-1 領域講習 10:20～10:45 不要 なし 2");
        assertThat(en)
                .contains(
                        "Patient safety c-1 Common lecture 09:50–10:10 10:55–11:10 50 min 1 2 a day, 3 at the meeting")
                .contains("Specialty lecture 10:20–10:45 not asked none 2");
        assertThat(ja.indexOf("c-2")).as("by room, then by time").isLessThan(ja.indexOf("s-1"));
    }

    @Test
    void aSessionWithoutARuleStandsOut() {
        RunningServer server = server(Engine.SQLITE);
        SmallAgenda.into(server.storage());
        server.storage()
                .change(handle -> new SessionStore(handle)
                        .put(SmallAgenda.session("x", "旧区分", "old class", "gone", "第1会場", "16:00", "17:00")));

        assertThat(words(Visit.asAdministrator(server).get(SESSIONS))).contains("旧区分 x gone この日の規則なし（受付できません） 換算基準なし");
    }

    @Test
    void roomsWithoutKiosksAndKiosksAtRoomsWithoutSessionsStandOut() {
        RunningServer server = server(Engine.SQLITE);
        SmallAgenda.into(server.storage());
        kiosk(server, SmallSociety.code(server, "1F 入口", "第1会場", "in"));
        kiosk(server, SmallSociety.code(server, "2F", "第2会場", "in"));
        kiosk(server, SmallSociety.code(server, "別館", "倉庫", "both"));
        kiosk(server, SmallSociety.code(server, "総合受付"));

        String words = words(Visit.asAdministrator(server).get(SESSIONS));

        assertThat(words)
                .contains("第1会場 2 1F 入口 入室のみ 退室を受け付ける端末がありません")
                .contains("第2会場 1 2F 入室のみ 準備済み")
                .contains("第3会場 1 端末がありません")
                .contains("倉庫 0 別館 入室と退室 講習のない会場です")
                .contains("集会の受付");
    }

    @ParameterizedTest
    @EnumSource
    void anAdministratorGivesADoorAndTakesItAway(Engine engine) {
        RunningServer server = server(engine);
        SmallAgenda.into(server.storage());
        KioskClient kiosk = kiosk(server, SmallSociety.code(server));
        Visit visit = Visit.asAdministrator(server);
        String path = SESSIONS + "/doors/" + kiosk.keyId();
        visit.get(SESSIONS);

        Page given = visit.post(path, Map.of("room", " 第1会場 ", "way", "out"));

        assertThat(given.status()).isEqualTo(303);
        assertThat(given.headers().get("location")).endsWith(SESSIONS);
        assertThat(door(kiosk)).contains(new Agenda.Door("第1会場", Direction.OUT, true));
        assertThat(visit.get(SESSIONS).body()).contains("<option value=\"out\" selected");

        assertThat(visit.post(path + "/remove", Map.of()).status()).isEqualTo(303);
        assertThat(door(kiosk)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDoorIsShownAsNotYetHeardUntilTheKioskAskedWhereItServes(Engine engine) {
        RunningServer server = server(engine);
        SmallAgenda.into(server.storage());
        KioskClient kiosk = kiosk(server, SmallSociety.code(server, "1F", "第1会場", "both"));
        Visit visit = Visit.asAdministrator(server);
        assertHeard(visit, true);

        visit.post(SESSIONS + "/doors/" + kiosk.keyId(), Map.of("room", "第2会場", "way", "in"));
        assertThat(kiosk.get("/roster").status()).as("other talk").isNotEqualTo(401);
        assertHeard(visit, false);
        assertThat(words(visit.get(SESSIONS + "?lang=ja"))).contains("第2会場 1 1F 入室のみ 端末にまだ届いていません");
        assertThat(words(visit.get(SESSIONS + "?lang=en"))).contains("1F in only A kiosk has not yet heard");
        assertThat(door(kiosk)).contains(new Agenda.Door("第2会場", Direction.IN, true));
        assertHeard(visit, true);

        visit.post(SESSIONS + "/doors/" + kiosk.keyId(), Map.of("room", "第2会場", "way", "both"));
        visit.get(SESSIONS);
        visit.post(SESSIONS + "/doors/" + kiosk.keyId(), Map.of("room", "第2会場", "way", "in"));
        assertHeard(visit, true);

        visit.post(SESSIONS + "/doors/" + kiosk.keyId() + "/remove", Map.of());
        assertHeard(visit, false);
        assertThat(door(kiosk)).isEmpty();
        assertHeard(visit, true);
    }

    private static void assertHeard(Visit visit, boolean heard) {
        assertThat(visit.get(SESSIONS + "?lang=en").body().contains("Until then it registers where it stood before."))
                .isNotEqualTo(heard);
        assertThat(visit.get(SESSIONS + "?lang=ja").body().contains(">まだ届いていません<"))
                .isNotEqualTo(heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "1234567890123456789012345678901234567890123456789012345678901"})
    void aRoomThatCannotBeIsToldAndNothingChanges(String room) {
        RunningServer server = server(Engine.SQLITE);
        KioskClient kiosk = kiosk(server, SmallSociety.code(server));
        Visit visit = Visit.asAdministrator(server);
        visit.get(SESSIONS);

        Page page = visit.post(SESSIONS + "/doors/" + kiosk.keyId(), Map.of("room", room, "way", "in"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("60文字以内");
        assertThat(door(kiosk)).isEmpty();
    }

    @Test
    void aKioskOfNobodyHasNoDoor() {
        Visit visit = Visit.asAdministrator(server(Engine.SQLITE));
        visit.get(SESSIONS);

        assertThat(visit.post(SESSIONS + "/doors/x", Map.of("room", "第1会場", "way", "in"))
                        .status())
                .isEqualTo(404);
        visit.get(SESSIONS);
        assertThat(visit.post(SESSIONS + "/doors/x/remove", Map.of()).status()).isEqualTo(404);
        assertThat(visit.get("/meetings/jsh/nothing/sessions").status()).isEqualTo(404);
    }

    @Test
    void aClerkSeesTheSessionsAndChangesNoDoor() {
        RunningServer server = server(Engine.SQLITE);
        SmallAgenda.into(server.storage());
        KioskClient kiosk = kiosk(server, SmallSociety.code(server));
        Visit clerk = clerk(server);

        Page page = clerk.get(SESSIONS);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("医療安全講習会").doesNotContain("/doors/");
        assertThat(clerk.post(SESSIONS + "/doors/" + kiosk.keyId(), Map.of("room", "第1会場", "way", "in"))
                        .status())
                .isEqualTo(403);
        assertThat(door(kiosk)).isEmpty();
    }
}
