package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.rig.VirtualCard;

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

    private Congress congress;

    @BeforeEach
    void meet() {
        congress = new Congress(folder);
    }

    @AfterEach
    void part() {
        // a peer that is missing ends the test before there is anything to close
        if (congress != null) {
            congress.close();
        }
    }

    @Test
    void aPhysicianWhoseCardNobodyKnowsIsHelpedWithoutANetworkAndHasTheCreditInTheEvening() throws Exception {
        String pin = helpOffline();

        Traces.assertNoCardId(folder.resolve("kiosk"), UNKNOWN_CARD, BLANK_CARD);
        Traces.assertNoName(folder.resolve("kiosk"), "髙橋", "山﨑", "ヤマザキ", pin);
    }

    /** The PIN with which the assistant logged in. */
    private String helpOffline() throws Exception {
        Office office = congress.office;
        Browser screen = congress.screen;
        office.prepare();
        Program server = office.serve(0);
        String officeUrl = server.awaitPrinted("office: (\\S+)");
        String pin = newAssistant(server.awaitPrinted("set-up link[^:]*: (\\S+)"));
        congress.enrol("kiosk", officeUrl, office.kioskCode());
        try (Program booth = congress.open("kiosk")) {
            congress.awaitRoster("kiosk");
            server.close();
            congress.lookAt(booth);
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
            congress.look("staff-temporary-card");
            press("today-tab");
            screen.until("document.querySelectorAll('#today-tab tbody tr').length >= 3");
            congress.look("staff-today");
            assertThat(booth.output()).doesNotContain("山﨑", pin, "FFFFFFFFFF", "EEEEEEEEEE");

            try (Program again = office.serve(URI.create(officeUrl).getPort())) {
                assertThat(again.awaitPrinted("office: (\\S+)")).isEqualTo(officeUrl);
                assertThat(congress.awaitLedger(Office.MEETING, 1))
                        .singleElement()
                        .asString()
                        .startsWith("100002,")
                        .contains("山﨑", ",3");
            }
        }
        assertThat(office.verify()).isNotBlank();
        return pin;
    }

    /** The office's first log-in, and the page where staff get their cards; the PIN as it stands on the new card. */
    private String newAssistant(String setUpLink) {
        Browser screen = congress.screen;
        congress.enterOffice(setUpLink);
        congress.follow("#main a[href$='/" + Office.MEETING + "']");
        congress.follow("#main a[href$='/booth']");
        congress.look("office-booth");
        screen.driver().findElement(By.id("name")).sendKeys("小林");
        new Select(screen.driver().findElement(By.id("lead"))).selectByValue("no");
        screen.press("form[action$='/staff'] button.primary").until("document.querySelector('.sheet .pin b') !== null");
        congress.look("office-staff-card");
        String pin = screen.text(".sheet .pin b").replaceAll("\\D", "");
        congress.follow("a[href$='/booth']");
        screen.press("form[action$='/key'] button").until("document.querySelector('.sheet.key') !== null");
        congress.look("office-booth-key");
        return pin;
    }

    private void logIn(String pin) {
        Browser screen = congress.screen;
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
        congress.screen.run("document.getElementById('last').hidden = true");
        congress.reader.insert(VirtualCard.felica(idm));
        congress.screen.until("!document.getElementById('last').hidden");
        congress.reader.remove();
    }

    private void press(String key) {
        String button = "[...document.querySelectorAll('button[data-key=\"" + key + "\"]')].find(b => b.offsetParent)";
        congress.screen.until(button + " !== undefined");
        congress.screen.run(button + ".click()");
    }
}
