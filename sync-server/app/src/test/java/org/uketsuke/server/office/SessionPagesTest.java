package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.Visit;
import org.uketsuke.server.ingest.DoorMeeting;
import org.uketsuke.server.ingest.Office;
import org.uketsuke.server.ingest.VirtualKiosk;
import org.uketsuke.server.storage.Engine;

/** What the office sees of sessions: who was there how long, what it gave, and why not. */
final class SessionPagesTest {
    @TempDir
    Path folder;

    /** Abe was at the first session; baba left it too early and came to the last one. */
    private RunningServer afterTheSessions(Engine engine) {
        RunningServer server = RunningServer.start(engine, folder);
        Office office = DoorMeeting.office(server.storage(), "abe", "baba");
        VirtualKiosk hall = in(office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00"), "hall", "a", "abe", "10:02");
        in(hall, "hall", "a", "baba", "10:08");
        out(hall, "hall", "a", "baba", "10:55");
        out(hall, "hall", "a", "abe", "11:05");
        in(hall, "hall", "c", "baba", "12:58").syncs(office);
        return server;
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aMembersPageTellsTheTwoTouchesAndTheirCredits(Engine engine) {
        try (RunningServer server = afterTheSessions(engine)) {
            Visit visit = Visit.asAdministrator(server);

            String page = visit.get("/members/jsh/abe").body();

            assertThat(text(page)).containsPattern("講習a annual-88 hall 10:02 11:05 1 ");
            assertThat(text(page)).contains("16 / 必要単位 50", "講習a 共通講習 · JSH-S-COM");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aMembersPageTellsWhyNot(Engine engine) {
        try (RunningServer server = afterTheSessions(engine)) {
            Visit visit = Visit.asAdministrator(server);

            String japanese = text(visit.get("/members/jsh/baba?lang=ja").body());
            String english = text(visit.get("/members/jsh/baba?lang=en").body());

            assertThat(japanese).contains("滞在の時間が足りません（47分）。");
            assertThat(english)
                    .contains("Session a annual-88 hall 10:08 10:55 0 The stay was too short (47 minutes).")
                    .contains("Session c annual-88 hall 12:58 – 1 ");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void anEntrysPageTellsForWhichSessionItCounts(Engine engine) {
        try (RunningServer server = afterTheSessions(engine)) {
            Visit visit = Visit.asAdministrator(server);
            String journal =
                    visit.get("/members/jsh/abe").body().replaceAll("(?s).*/entries/([0-9a-f]{32})/2\".*", "$1");

            String door = text(visit.get("/entries/" + journal + "/2?lang=en").body());
            String reception =
                    text(visit.get("/entries/" + journal + "/1?lang=en").body());

            assertThat(door).contains("Session touch", "Session a annual-88 hall 10:02 11:05 1 ");
            assertThat(reception).doesNotContain("Stays at sessions");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aMeetingsPageCountsWithoutJudgingEverybodysTouches(Engine engine) {
        try (RunningServer server = afterTheSessions(engine)) {
            Visit visit = Visit.asAdministrator(server);
            server.storage().change(handle -> handle.execute("ALTER TABLE session_touch RENAME TO out_of_reach"));

            String page =
                    text(visit.get("/meetings/jsh/" + MEETING + "?lang=en").body());

            assertThat(page).contains("Session a hall 2 2 1 ", "Session b annex 0 0 0 ", "Session c hall 1 – 1 ");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aMeetingsPageCountsWhoWasAtEachSession(Engine engine) {
        try (RunningServer server = afterTheSessions(engine)) {
            Visit visit = Visit.asAdministrator(server);

            String page =
                    text(visit.get("/meetings/jsh/" + MEETING + "?lang=en").body());

            assertThat(page)
                    .contains("Session a hall 2 2 1 ", "Session b annex 0 0 0 ", "Session c hall 1 – 1 ")
                    .contains("1 members with credits", "15 credits for attending", "2 credits for sessions")
                    .contains("Difference 0", "Session touch 5");
        }
    }
}
