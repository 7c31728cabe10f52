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
import org.openqa.selenium.support.ui.Select;
import org.uketsuke.kiosk.Axe;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.rig.VirtualReader;

/**
 * An assistant's first day, on real parts. The office makes her a card with a PIN and sends the booth out with its key. The
 * network is gone. Dr. Yamazaki touches a card that nobody knows; she finds him by kana, looks at his licence, and gives him
 * a temporary card. In the evening his credit stands in the ledger, and the kiosk's disk gives no name away.
 */
final class FromFailedTouchToLedgerIT {
    private static final String UNKNOWN_CARD = "0139FFFFFFFFFFFF";
    private static final String BLANK_CARD = "0139EEEEEEEEEEEE";

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
    void aPhysicianWhoseCardNobodyKnowsIsHelpedWithoutANetworkAndHasTheCreditInTheEvening() throws Exception {
        office.prepare();
        Program server = office.serve(0);
        String officeUrl = server.awaitPrinted("office: (\\S+)");
        String pin = newAssistant(server.awaitPrinted("set-up link[^:]*: (\\S+)"));
        enrol(officeUrl);
        try (Program booth = runBooth()) {
            String desk = booth.awaitPrinted("Screen: (\\S+)");
            await("roster sealed on disk")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> folder.resolve("kiosk/roster.sealed").toFile().exists());
            server.close();
            screen.open(desk).until("document.body.dataset.ready === 'true'");
            screen.press("#desk").until("document.querySelectorAll('#people button').length === 1");
            logIn(pin);

            touch(UNKNOWN_CARD);
            screen.until("document.querySelectorAll('#waiting li').length === 1");
            press("help");
            screen.driver().findElement(By.id("query")).sendKeys("やまざ");
            screen.until("document.querySelectorAll('#found li').length === 1");
            press("choose");
            press("evidence-photo-id");
            press("temporaryCard");
            screen.until("document.querySelector('#people-tab .say') !== null");
            touch(BLANK_CARD);
            screen.until("document.querySelector('.say.good') !== null");
            look("staff-temporary-card");
            press("today-tab");
            screen.until("document.querySelectorAll('#today-tab tbody tr').length >= 3");
            look("staff-today");
            assertThat(booth.output()).doesNotContain("山﨑", pin, "FFFFFFFFFF", "EEEEEEEEEE");

            try (Program again = office.serve(URI.create(officeUrl).getPort())) {
                assertThat(again.awaitPrinted("office: (\\S+)")).isEqualTo(officeUrl);
                await("credit in the ledger")
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofSeconds(2))
                        .until(() -> office.ledger().lines().count() == 2);
                assertThat(office.ledger().lines().skip(1).toList())
                        .singleElement()
                        .asString()
                        .startsWith("100002,")
                        .contains("山﨑", ",3");
            }
        }
        assertThat(office.verify()).isNotBlank();
        Traces.assertNoCardId(folder.resolve("kiosk"), UNKNOWN_CARD, BLANK_CARD);
        Traces.assertNoName(folder.resolve("kiosk"), "髙橋", "山﨑", "ヤマザキ", pin);
    }

    /** The office's first log-in, and the page where staff get their cards; the PIN as it stands on the new card. */
    private String newAssistant(String setUpLink) {
        screen.open(setUpLink);
        screen.driver().findElement(By.name("login")).sendKeys("jimukyoku");
        screen.driver().findElement(By.name("name")).sendKeys("事務局 花子");
        screen.driver().findElement(By.name("password")).sendKeys("kyoto autumn ledger river");
        screen.driver().findElement(By.name("again")).sendKeys("kyoto autumn ledger river");
        screen.press("form button.primary").until("location.pathname === '/'");
        screen.open(link("#main a[href$='/" + Office.MEETING + "']"));
        screen.open(link("#main a[href$='/booth']"));
        look("office-booth");
        screen.driver().findElement(By.id("name")).sendKeys("小林");
        new Select(screen.driver().findElement(By.id("lead"))).selectByValue("no");
        screen.press("form[action$='/staff'] button.primary").until("document.querySelector('.sheet .pin b') !== null");
        look("office-staff-card");
        String pin = screen.text(".sheet .pin b").replaceAll("\\D", "");
        screen.open(link("a[href$='/booth']"));
        screen.press("form[action$='/key'] button").until("document.querySelector('.sheet.key') !== null");
        look("office-booth-key");
        return pin;
    }

    private String link(String css) {
        return String.valueOf(screen.driver().findElement(By.cssSelector(css)).getDomProperty("href"));
    }

    private void enrol(String officeUrl) throws IOException {
        try (Program enrol = Program.kiosk(
                "enrol", "--server", officeUrl, "--code", office.kioskCode(), "--data", folder.resolve("kiosk"))) {
            assertThat(Program.run(enrol)).contains("第12回見本地方会");
        }
    }

    private Program runBooth() throws IOException {
        List<Object> arguments = List.of(
                "run",
                "--data",
                folder.resolve("kiosk"),
                "--port",
                0,
                "--reader",
                "ACR122U",
                "--booth-key-file",
                office.boothKeyFile());
        return Program.kiosk(arguments.toArray());
    }

    private void logIn(String pin) {
        screen.press("#people button").until("!document.getElementById('pinForm').hidden");
        for (char digit : pin.toCharArray()) {
            screen.run(
                    "[...document.querySelectorAll('#pinKeys button')].find(b => b.textContent === arguments[0]).click()",
                    digit + "");
        }
        press("pinEnter");
        screen.until("!document.getElementById('desk').hidden");
        assertThat(screen.text("#title")).contains("小林");
    }

    /** Holds a card on the reader until the desk tells of the touch, and takes it away. */
    private void touch(String idm) {
        screen.run("document.getElementById('last').hidden = true");
        reader.insert(VirtualCard.felica(idm));
        screen.until("!document.getElementById('last').hidden");
        reader.remove();
    }

    private void press(String key) {
        String button = "[...document.querySelectorAll('button[data-key=\"" + key + "\"]')].find(b => b.offsetParent)";
        screen.until(button + " !== undefined");
        screen.run(button + ".click()");
    }

    /** Keeps a picture of a page, and holds it to the rules of accessibility. */
    private void look(String page) {
        screen.picture("story-" + page);
        assertThat(Axe.faults(screen)).as(page).isEmpty();
    }
}
