package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.rig.MovedClock;
import org.uketsuke.kiosk.rig.VirtualCard;

/**
 * A morning at the door of a lecture room, on real parts, without a network from the second touch on. Dr. Takahashi comes in
 * time, touches on the way out and once more for the next lecture, and stays to its end. Dr. Yamazaki comes too late for the
 * first, and leaves the second without a touch. In the evening she has two credits, and he has none and can see why.
 */
final class FromDoorToSessionCreditIT {
    private static final String MEETING = "jsh-annual-88";
    private static final VirtualCard TAKAHASHI = VirtualCard.felica("0139A1A1A1A1A1A1");
    private static final VirtualCard YAMAZAKI = VirtualCard.felica("0139B1B1B1B1B1B1");

    @TempDir
    Path folder;

    private MovedClock clock;
    private Congress congress;

    @BeforeEach
    void meet() throws IOException {
        clock = new MovedClock(folder.resolve("clock"));
        clock.set("2026-10-15T18:00");
        congress = new Congress(folder, clock.environment());
        prepare(congress.office);
    }

    @AfterEach
    void part() {
        // a peer that is missing ends the test before there is anything to close
        if (congress != null) {
            congress.close();
        }
    }

    private static void prepare(Office office) throws IOException {
        office.begin("""

                [[rule]]
                code = "JSH-S-COM"
                kind = "session"
                qualification = "specialist"
                class = "common"
                credits = 1
                card = true
                valid_from = "2020-04-01"
                title_ja = "専門医共通講習"
                title_en = "Common lecture"

                [[session_rule]]
                class = "common"
                title_ja = "専門医共通講習"
                title_en = "Common lecture"
                in_before_minutes = 10
                in_after_minutes = 10
                out_before_minutes = 5
                out_after_minutes = 15
                minimum_stay_minutes = 50
                day_limit = 2
                valid_from = "2020-04-01"
                """);
        office.imported("members", Office.TWO_MEMBERS);
        office.imported("qualifications", """
                member_no,qualification,number,term_start,term_end,required_credits
                100001,specialist,S-1,2024-04-01,2029-03-31,50
                100002,specialist,S-2,2024-04-01,2029-03-31,50
                """);
        office.imported("cards", """
                member_no,medium,token,valid_from,valid_to,status
                100001,felica,0139A1A1A1A1A1A1,2024-04-01,2029-03-31,active
                100002,felica,0139B1B1B1B1B1B1,2024-04-01,2029-03-31,active
                """);
        office.imported("meetings", """
                meeting,name,class,start_date,end_date,credit_date,venue
                jsh-annual-88,第88回学術集会,annual,2026-10-16,2026-10-18,2026-10-16,京都
                """);
        office.imported("sessions", """
                session,title_ja,title_en,class,room,start,end
                s-1,医療安全講習会,Lecture on patient safety,common,第2会場,2026-10-16 09:30,2026-10-16 10:30
                s-2,医療倫理講習会,Lecture on medical ethics,common,第2会場,2026-10-16 10:40,2026-10-16 11:40
                s-3,感染対策講習会,Lecture on infection control,common,第1会場,2026-10-16 14:00,2026-10-16 15:00
                """, "--meeting", MEETING);
    }

    @Test
    void touchesAtTheDoorOfARoomBecomeCreditsForWhoStayed() throws Exception {
        Program server = congress.office.serve(0);
        String url = server.awaitPrinted("office: (\\S+)");
        congress.enrol("door", url, congress.office.kioskCode(MEETING, "入口", "--room", "第2会場", "--direction", "both"));
        clock.set("2026-10-16T09:25");
        try (Program booth = congress.open("door")) {
            congress.lookAt(booth);
            congress.awaitRoster("door");
            congress.screen.until("!document.getElementById('door').hidden");
            assertThat(congress.screen.text("#door")).contains("第2会場", "医療安全講習会", "9:30–10:30", "入室受付中（9:40 まで）");
            congress.look("door-in");
            assertThat(congress.touch(TAKAHASHI)).contains("入室を受け付けました", "髙橋 𠮷◯", "医療安全講習会", "退室のときも、10:25 から");
            server.close();

            clock.set("2026-10-16T09:45");
            assertThat(congress.touch(YAMAZAKI)).contains("受付は終了しました", "9:40 まで", "退室の受付は 10:25 から");
            clock.set("2026-10-16T10:31");
            assertThat(congress.touch(TAKAHASHI)).contains("退室を受け付けました", "続けて「医療倫理講習会」を受ける方は、3秒ほどおいて、もう一度");
            assertThat(congress.touch(YAMAZAKI)).contains("入室を受け付けました", "医療倫理講習会", "11:35 から");
            assertThat(congress.touch(TAKAHASHI)).contains("入室を受け付けました", "医療倫理講習会");
            clock.set("2026-10-16T11:38");
            congress.touch(VirtualCard.ntag("04112233445566"));
            assertThat(congress.touch(TAKAHASHI))
                    .contains("退室を受け付けました", "医療倫理講習会")
                    .doesNotContain("続けて");

            clock.set("2026-10-16T18:30");
            try (Program again = congress.office.serve(URI.create(url).getPort())) {
                List<String> ledger = congress.awaitLedger(MEETING, 2);
                assertThat(ledger).allMatch(line -> line.startsWith("100001,") && line.contains(",1,2026-10-16,2026,"));
                lookAtTheStays(again.awaitPrinted("set-up link[^:]*: (\\S+)"));
            }
        }
        assertThat(congress.office.verify()).isNotBlank();
        Traces.assertNoName(congress.kiosk("door"), "髙橋", "山﨑", "ヤマザキ");
    }

    private void lookAtTheStays(String setUpLink) {
        congress.enterOffice(setUpLink);
        congress.follow("#main a[href$='/" + MEETING + "']");
        congress.look("door-meeting");
        assertThat(congress.screen.text("main")).contains("差異 0", "医療安全講習会");
        String meeting = congress.screen.run("return location.href").toString();
        congress.screen.open(meeting + "/sessions");
        congress.look("door-sessions");
        congress.screen.open(meeting + "/entries");
        congress.follow("#main a[href*='/members/']");
        congress.look("door-member");
        assertThat(congress.screen.text("main")).contains("医療安全講習会", "入室", "退室", "第2会場");
    }
}
