package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.rig.VirtualCard;

/**
 * The whole line, on real parts: packaged programs, pcscd with a reader named like a real one, a real browser, real files.
 * Dr. Takahashi touches her card at a booth that has lost its network; Dr. Yamazaki shows his pass to the scanner; both see
 * that they are registered. In the evening the network is back, and the office sees their credits and where they come from.
 */
final class FromTouchToLedgerIT {
    private static final String RANDOM_ID = "08A1B2C3";
    private static final String FOREIGN_CARD = "04112233445566";

    @TempDir
    Path folder;

    @Test
    void touchAtABoothWithoutNetworkBecomesACreditThatTracesBackToIt() throws Exception {
        try (Congress congress = new Congress(folder)) {
            Office office = congress.office;
            office.prepare();
            Program server = office.serve(0);
            String officeUrl = server.awaitPrinted("office: (\\S+)");
            String pass = office.pass("100002");
            congress.enrol("kiosk", officeUrl, office.kioskCode());
            try (Program booth = congress.open("kiosk")) {
                congress.lookAt(booth);
                assertThat(congress.screen.text("#meeting")).contains("第12回見本地方会");
                congress.awaitRoster("kiosk");

                server.close();
                assertThat(congress.touch(VirtualCard.felica("0139A1B2C3D4E5F6")))
                        .contains("受け付けました", "髙橋 𠮷◯")
                        .doesNotContain("𠮷美");
                assertThat(congress.scan(pass)).contains("受け付けました", "山﨑 一◯");
                assertThat(congress.touch(VirtualCard.felica("0139A1B2C3D4E5F6")))
                        .contains("受付済み");
                congress.touch(VirtualCard.mifareClassic(RANDOM_ID));
                congress.touch(VirtualCard.ntag(FOREIGN_CARD));
                assertThat(booth.output()).doesNotContain("A1B2C3D4E5F6", "髙橋", "山﨑", pass);

                try (Program again = office.serve(URI.create(officeUrl).getPort())) {
                    assertThat(again.awaitPrinted("office: (\\S+)")).isEqualTo(officeUrl);
                    List<String> ledger = congress.awaitLedger(Office.MEETING, 2);
                    assertThat(ledger)
                            .anyMatch(line -> line.startsWith("100001,") && line.contains("髙橋") && line.contains(",3"));
                    assertThat(ledger)
                            .anyMatch(line -> line.startsWith("100002,") && line.contains("山﨑") && line.contains(",3"));
                    traceTheCredit(congress, officeUrl, again.awaitPrinted("set-up link[^:]*: (\\S+)"));
                }
            }
            assertThat(office.verify()).isNotBlank();
        }
        Traces.assertNoCardId(folder.resolve("kiosk"), "0139A1B2C3D4E5F6", RANDOM_ID, FOREIGN_CARD);
        Traces.assertNoName(folder.resolve("kiosk"), "髙橋", "𠮷美", "山﨑", "タカハシ");
        try (Program verify = Program.kiosk("verify", "--data", folder.resolve("kiosk"))) {
            assertThat(Program.run(verify)).contains("no difference");
        }
    }

    /** From the member's ledger line to the raw entry that the kiosk wrote. */
    private void traceTheCredit(Congress congress, String officeUrl, String setUpLink) {
        congress.screen.open(setUpLink);
        congress.look("office-set-up");
        congress.enterOffice(setUpLink);
        congress.look("office-meetings");
        congress.follow("#main a[href$='/" + Office.MEETING + "']");
        assertThat(congress.screen.text("main")).contains("差異 0");
        congress.look("office-meeting");
        String meeting = congress.screen.run("return location.pathname").toString();
        congress.screen.open(officeUrl.replaceAll("/$", "") + meeting + "/exceptions?state=all");
        congress.look("office-exceptions");
        congress.screen.open(officeUrl.replaceAll("/$", "") + meeting + "/entries");
        congress.look("office-entries");
        congress.follow("#main a[href*='/members/']");
        congress.look("office-member");
        assertThat(congress.screen.text("main")).contains("髙橋 𠮷美", "JSH-P-REG");
        congress.follow("#main a[href^='/entries/']");
        congress.look("office-evidence");
        assertThat(congress.screen.text("main"))
                .contains("ハッシュを再計算し、保存時の値と一致することを確認しました", "\"kind\":\"scan\"", "acs-acr122u");
    }
}
