package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.uketsuke.kiosk.Axe;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.rig.VirtualReader;

/**
 * The whole line, on real parts: packaged programs, pcscd with a reader named like a real one, a real browser, real files.
 * Dr. Takahashi touches her card at a booth that has lost its network; Dr. Yamazaki shows his pass to the scanner; both see
 * that they are registered. In the evening the network is back, and the office sees their credits and where they come from.
 */
final class FromTouchToLedgerIT {
    private static final String RANDOM_ID = "08A1B2C3";
    private static final String FOREIGN_CARD = "04112233445566";

    /** Keeps every answer that becomes visible, as a person in front of the screen would. */
    private static final String KEEP_ANSWERS = """
            window.answers = [];
            const result = document.getElementById("result");
            new MutationObserver(() => {
              if (!result.hidden && document.body.dataset.face !== "READING") window.answers.push(result.innerText);
            }).observe(document.body, { attributes: true, childList: true, subtree: true, characterData: true });
            """;

    @TempDir
    Path folder;

    private Office office;
    private Pcscd pcscd;
    private VirtualReader reader;
    private Browser screen;

    @BeforeEach
    void needTheRealParts() {
        Peers.needVirtualReader();
        Peers.needBrowser();
        office = new Office(folder);
        pcscd = Pcscd.reserve(folder.resolve("pcscd"));
        reader = pcscd.reader("ACS ACR122U PICC Interface");
        pcscd.start();
        screen = new Browser(folder.resolve("browser"));
    }

    @AfterEach
    void tidyUp() {
        screen.close();
        reader.close();
        pcscd.close();
    }

    @Test
    void touchAtABoothWithoutNetworkBecomesACreditThatTracesBackToIt() throws Exception {
        office.prepare();
        Program server = office.serve(0);
        String officeUrl = server.awaitPrinted("office: (\\S+)");
        String pass = office.pass("100002");
        enrol(officeUrl);
        try (Program booth = runBooth()) {
            openScreen(booth.awaitPrinted("Screen: (\\S+)"));
            awaitRoster();

            server.close();
            touch(VirtualCard.felica("0139A1B2C3D4E5F6"));
            assertThat(shown()).contains("受け付けました", "髙橋 𠮷◯").doesNotContain("𠮷美");
            type(pass);
            assertThat(shown()).contains("受け付けました", "山﨑 一◯");
            touch(VirtualCard.felica("0139A1B2C3D4E5F6"));
            assertThat(shown()).contains("受付済み");
            touch(VirtualCard.mifareClassic(RANDOM_ID));
            touch(VirtualCard.ntag(FOREIGN_CARD));
            assertThat(booth.output()).doesNotContain("A1B2C3D4E5F6", "髙橋", "山﨑", pass);

            try (Program again = office.serve(URI.create(officeUrl).getPort())) {
                assertThat(again.awaitPrinted("office: (\\S+)")).isEqualTo(officeUrl);
                List<String> ledger = awaitLedger(2);
                assertThat(ledger)
                        .anyMatch(line -> line.startsWith("100001,") && line.contains("髙橋") && line.contains(",3"));
                assertThat(ledger)
                        .anyMatch(line -> line.startsWith("100002,") && line.contains("山﨑") && line.contains(",3"));
                traceTheCredit(officeUrl, again.awaitPrinted("set-up link[^:]*: (\\S+)"));
            }
        }
        assertThat(office.verify()).isNotBlank();
        Traces.assertNoCardId(folder.resolve("kiosk"), "0139A1B2C3D4E5F6", RANDOM_ID, FOREIGN_CARD);
        Traces.assertNoName(folder.resolve("kiosk"), "髙橋", "𠮷美", "山﨑", "タカハシ");
        try (Program verify = Program.kiosk("verify", "--data", folder.resolve("kiosk"))) {
            assertThat(Program.run(verify)).contains("no difference");
        }
    }

    private void enrol(String officeUrl) throws IOException {
        try (Program enrol = Program.kiosk(
                "enrol", "--server", officeUrl, "--code", office.kioskCode(), "--data", folder.resolve("kiosk"))) {
            assertThat(Program.run(enrol)).contains("第12回見本地方会");
        }
    }

    private Program runBooth() throws IOException {
        return Program.kiosk(
                "run",
                "--data",
                folder.resolve("kiosk"),
                "--port",
                0,
                "--reader",
                "ACR122U",
                "--booth-key-file",
                office.boothKeyFile());
    }

    private void openScreen(String url) {
        screen.open(url).until("document.body.dataset.ready === 'true'");
        screen.run(KEEP_ANSWERS);
        assertThat(screen.text("#meeting")).contains("第12回見本地方会");
    }

    private void awaitRoster() {
        await("roster sealed on disk")
                .atMost(Duration.ofSeconds(30))
                .until(() -> folder.resolve("kiosk/roster.sealed").toFile().exists());
    }

    /** Holds a card on the reader until the screen answers, and takes it away. */
    private void touch(VirtualCard card) {
        forgetResult();
        reader.insert(card);
        screen.until("window.answers.length > 0");
        reader.remove();
    }

    /** The scanner types like a US keyboard, faster than this machine could send single keys, and ends with Enter. */
    private void type(String text) {
        forgetResult();
        Object typed = screen.run("""
                const press = (code, key) => ["keydown", "keyup"].forEach((type) => document.body.dispatchEvent(
                    new KeyboardEvent(type, { code, key, shiftKey: /[A-Z]/.test(key), bubbles: true, cancelable: true })));
                for (const letter of arguments[0]) press(/[0-9]/.test(letter) ? "Digit" + letter : "Key" + letter, letter);
                press("Enter", "Enter");
                return arguments[0].length;""", text);
        assertThat(typed).isEqualTo((long) text.length());
        screen.until("window.answers.length > 0");
    }

    /** Waits until the screen is free of the person before and the same card would count as held out again. */
    private void forgetResult() {
        screen.until("document.getElementById('result').hidden");
        screen.run("window.answers.length = 0");
    }

    /** What the screen answered, however long ago: on a busy machine it may have gone back to its idle face by now. */
    private String shown() {
        screen.picture("story-" + screen.run("return document.body.dataset.face"));
        return screen.run("return window.answers.at(-1)").toString();
    }

    private List<String> awaitLedger(int lines) {
        await("credits in the ledger")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> office.ledger().lines().count() == lines + 1);
        try {
            return office.ledger().lines().skip(1).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** From the member's ledger line to the raw entry that the kiosk wrote. */
    private void traceTheCredit(String officeUrl, String setUpLink) {
        screen.open(setUpLink);
        look("set-up");
        screen.driver().findElement(By.name("login")).sendKeys("jimukyoku");
        screen.driver().findElement(By.name("name")).sendKeys("事務局 花子");
        screen.driver().findElement(By.name("password")).sendKeys("kyoto autumn ledger river");
        screen.driver().findElement(By.name("again")).sendKeys("kyoto autumn ledger river");
        screen.press("form button.primary");
        screen.until("location.pathname === '/'");
        look("meetings");
        follow("#main a[href$='/" + Office.MEETING + "']");
        assertThat(screen.text("main")).contains("差異 0");
        look("meeting");
        String meeting = screen.run("return location.pathname").toString();
        screen.open(officeUrl.replaceAll("/$", "") + meeting + "/exceptions?state=all");
        look("exceptions");
        screen.open(officeUrl.replaceAll("/$", "") + meeting + "/entries");
        look("entries");
        follow("#main a[href*='/members/']");
        look("member");
        assertThat(screen.text("main")).contains("髙橋 𠮷美", "JSH-P-REG");
        follow("#main a[href^='/entries/']");
        look("evidence");
        assertThat(screen.text("main")).contains("ハッシュを再計算し、保存時の値と一致することを確認しました", "\"kind\":\"scan\"", "acs-acr122u");
    }

    /** Keeps a picture of an office page, and holds it to the rules of accessibility. */
    private void look(String page) {
        screen.picture("story-office-" + page);
        assertThat(Axe.faults(screen)).as(page).isEmpty();
    }

    /** Opens the first link that matches. */
    private void follow(String css) {
        screen.open(screen.driver().findElement(By.cssSelector(css)).getDomProperty("href"));
    }
}
