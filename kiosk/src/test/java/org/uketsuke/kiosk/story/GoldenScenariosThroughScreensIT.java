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
 * Golden scenarios of the domain as people live them, on their days of 2026: real programs under a clock that the test sets,
 * cards on a reader that pcscd takes for a real one, and what the screens say, at the booth and at the office.
 */
final class GoldenScenariosThroughScreensIT {
    private static final String ANNUAL = "jsh-annual-88";
    private static final String MARCH = "jsh-kanto-march";
    private static final String MAY = "jsh-tokai-may";
    private static final VirtualCard TAKAHASHI = VirtualCard.felica("0139A1A1A1A1A1A1");
    private static final VirtualCard YAMAZAKI_OLD_TERM = VirtualCard.felica("0139B1B1B1B1B1B1");
    private static final VirtualCard WATANABE_LOST = VirtualCard.felica("0139C1C1C1C1C1C1");
    private static final VirtualCard WATANABE_NEW = VirtualCard.felica("0139C2C2C2C2C2C2");

    @TempDir
    Path folder;

    private MovedClock clock;
    private Congress congress;

    @BeforeEach
    void meet() throws IOException {
        clock = new MovedClock(folder.resolve("clock"));
        clock.set("2026-03-19T09:00");
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
        office.begin();
        office.imported("members", Office.TWO_MEMBERS + """
                100003,渡邊,直子,ワタナベ,ナオコ,n.watanabe@example.org,見本医療センター,大阪府,1982-05-05,active
                """);
        office.imported("qualifications", """
                member_no,qualification,number,term_start,term_end,required_credits
                100001,specialist,S-1,2024-04-01,2029-03-31,50
                100002,specialist,S-2,2021-04-01,2026-03-31,50
                100002,specialist,S-2,2026-04-01,2031-03-31,50
                100003,specialist,S-3,2023-04-01,2028-03-31,50
                """);
        office.imported("cards", """
                member_no,medium,token,valid_from,valid_to,status
                100001,felica,0139A1A1A1A1A1A1,2024-04-01,2029-03-31,active
                100002,felica,0139B1B1B1B1B1B1,2021-04-01,2026-03-31,active
                100003,felica,0139C1C1C1C1C1C1,2023-04-01,2028-03-31,active
                """);
        office.imported("meetings", """
                meeting,name,class,start_date,end_date,credit_date,venue
                jsh-kanto-march,第20回見本地方会,regional,2026-03-20,2026-03-20,2026-03-20,東京
                jsh-tokai-may,第8回見本地方会,regional,2026-05-21,2026-05-21,2026-05-21,名古屋
                jsh-annual-88,第88回学術集会,annual,2026-10-16,2026-10-18,2026-10-16,京都
                """);
    }

    /** G5: old-term card on 5/21 after renewal on 4/1: 3 in the new term, with a warning; a touch on 3/20 counts to the old term. */
    @Test
    void g5CardOfTheTermBeforeCountsToTheTermOfItsDayAndTheScreenAsksForTheNewCard() throws IOException {
        String url;
        try (Program server = congress.office.serve(0)) {
            url = server.awaitPrinted("office: (\\S+)");
            clock.set("2026-03-20T10:00");
            assertThat(atTheBooth("march", url, MARCH, YAMAZAKI_OLD_TERM))
                    .contains("受け付けました", "山﨑 一◯", "第20回見本地方会")
                    .doesNotContain("旧任期");
            assertThat(congress.awaitLedger(MARCH, 1))
                    .singleElement()
                    .asString()
                    .startsWith("100002,")
                    .contains(",3,2026-03-20,2025,");
        }

        clock.set("2026-05-21T09:00");
        try (Program server = congress.office.serve(URI.create(url).getPort())) {
            String setUpLink = server.awaitPrinted("set-up link[^:]*: (\\S+)");
            clock.set("2026-05-21T10:00");
            assertThat(atTheBooth("may", url, MAY, YAMAZAKI_OLD_TERM)).contains("受け付けました", "山﨑 一◯", "新しいカード");
            assertThat(congress.awaitLedger(MAY, 1))
                    .singleElement()
                    .asString()
                    .startsWith("100002,")
                    .contains(",3,2026-05-21,2026,");
            assertThat(congress.office.exceptions(MAY)).contains("CARD_PREV_TERM,");

            congress.enterOffice(setUpLink);
            congress.follow("#main a[href$='/" + MAY + "']");
            congress.screen.open(congress.screen.run("return location.href") + "/entries");
            congress.follow("#main a[href*='/members/']");
            congress.look("g5-member");
            assertThat(congress.screen.text("main")).contains("2021年4月1日", "2026年4月1日", "第20回見本地方会", "第8回見本地方会");
        }
        assertThat(congress.office.verify()).isNotBlank();
    }

    private String atTheBooth(String kiosk, String url, String meeting, VirtualCard card) throws IOException {
        congress.enrol(kiosk, url, congress.office.kioskCode(meeting, "1番"));
        try (Program booth = congress.open(kiosk)) {
            congress.lookAt(booth);
            congress.awaitRoster(kiosk);
            String said = congress.touch(card);
            congress.screen.until("document.getElementById('sync').dataset.state === 'sent'");
            return said;
        }
    }

    /**
     * G1: two touches on day 1, one on day 2 at another kiosk that is offline: one entry of 15, duplicates 2. G6: a card reported lost
     * on 10/10 is touched by a stranger on 10/16: no award; the new card on 10/17: award.
     */
    @Test
    void g1AndG6ThreeTouchesAreOneAwardAndALostCardEarnsNothingUntilItsHolderComesWithTheNewOne() throws IOException {
        clock.set("2026-10-10T14:00");
        congress.office.imported("cards", """
                member_no,medium,token,valid_from,valid_to,status
                100003,felica,0139C1C1C1C1C1C1,2023-04-01,2028-03-31,lost
                100003,felica,0139C2C2C2C2C2C2,2026-10-10,2028-03-31,active
                """);
        clock.set("2026-10-15T18:00");
        Program server = congress.office.serve(0);
        String url = server.awaitPrinted("office: (\\S+)");
        for (String kiosk : List.of("first", "second")) {
            congress.enrol(kiosk, url, congress.office.kioskCode(ANNUAL, kiosk));
        }

        clock.set("2026-10-16T08:42");
        try (Program booth = congress.open("first")) {
            congress.lookAt(booth);
            congress.awaitRoster("first");
            assertThat(congress.touch(TAKAHASHI)).contains("受け付けました", "髙橋 𠮷◯", "15単位");
            assertThat(congress.touch(WATANABE_LOST))
                    .contains("係員にお声がけください", "このカードはお使いいただけません")
                    .doesNotContain("渡邊", "紛失");
            clock.set("2026-10-16T11:30");
            assertThat(congress.touch(TAKAHASHI)).contains("受付済み", "10月16日", "8:4");
        }
        try (Program fetching = congress.open("second")) {
            congress.lookAt(fetching);
            congress.awaitRoster("second");
        }
        server.close();

        clock.set("2026-10-17T09:10");
        try (Program booth = congress.open("second")) {
            congress.lookAt(booth);
            assertThat(congress.touch(TAKAHASHI))
                    .as("a kiosk that is offline cannot know of the day before")
                    .contains("受け付けました", "髙橋 𠮷◯")
                    .doesNotContain("受付済み");
            assertThat(congress.touch(WATANABE_NEW)).contains("受け付けました", "渡邊 直◯");
            try (Program again = congress.office.serve(URI.create(url).getPort())) {
                List<String> ledger = congress.awaitLedger(ANNUAL, 2);
                assertThat(ledger.get(0)).startsWith("100001,").contains(",15,2026-10-16,2026,");
                assertThat(ledger.get(1)).startsWith("100003,").contains(",15,2026-10-16,2026,", ",second,");
                assertThat(congress.office.exceptions(ANNUAL).lines().filter(line -> line.startsWith("CARD_LOST,")))
                        .singleElement()
                        .asString()
                        .contains("open", "100003", "first");
                lookAtTheBalance(again.awaitPrinted("set-up link[^:]*: (\\S+)"));
            }
        }
        assertThat(congress.office.verify()).isNotBlank();
    }

    /** Five touches: two awards, two duplicates, one that a person must decide; nothing is missing. */
    private void lookAtTheBalance(String setUpLink) {
        congress.enterOffice(setUpLink);
        congress.follow("#main a[href$='/" + ANNUAL + "']");
        congress.look("g1-meeting");
        assertThat(congress.screen.text("main").replaceAll("\\s+", " "))
                .contains("差異 0", "単位付与 2", "重複 2", "保留 1", "取消 0");
    }
}
