package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.uketsuke.kiosk.camera.QrPicture;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEvent;

/** Opening and closing a booth in a real browser, on real parts: every state in both languages, looked at by axe. */
final class DutyInBrowserTest {
    @TempDir
    Path folder;

    @TempDir
    Path exports;

    private DutyRig booth;
    private Browser browser;
    private String address = "";

    @BeforeEach
    void lock(@TempDir Path profile) {
        Peers.needBrowser();
        booth = DutyRig.locked(folder, exports);
        browser = new Browser(profile).resize(1280, 800);
        String first = booth.serve();
        browser.open(first);
        address = first.substring(0, first.indexOf("/?"));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
            booth.close();
        }
    }

    @Test
    void lockedBoothIsOpenedByTypingItsKeyLetterByLetter() {
        open("/opening");
        shown("opening-locked");
        assertThat(browser.text("#lockedTitle")).contains("施錠");
        String letters = booth.key.text().replace("-", "").substring(BoothKey.PREFIX.length());

        type(letters.substring(0, 27) + (letters.endsWith("A") ? "B" : "A"));
        shown("opening-typed");
        pressLetter("鍵を開ける");
        browser.until("document.getElementById('keyAnswer').textContent.includes('文字が違う')");
        shown("opening-key-misread");
        type(BoothKey.make(booth.random).text().replace("-", "").substring(BoothKey.PREFIX.length()));
        pressLetter("鍵を開ける");
        browser.until("document.getElementById('keyAnswer').textContent.includes('この学会の鍵ではありません')");
        shown("opening-key-wrong");
        type(letters);
        pressLetter("鍵を開ける");

        browser.until("document.getElementById('locked').hidden");
        browser.until("document.getElementById('answer').textContent.includes('鍵が開きました')");
        assertThat(pageHolds(letters.substring(0, 8)))
                .as("letters of the key anywhere in the page")
                .isFalse();
        assertThat(browser.driver().getCurrentUrl()).isEqualTo(address + "/opening");
        assertThat(browser.run("return [...Object.keys(localStorage), ...Object.keys(sessionStorage)].join()"))
                .as("but for the tab's own random name nothing is kept")
                .isEqualTo("tab");
        assertThat(faults()).containsExactly("booth-key-wrong");
    }

    @Test
    void keyThatAScannerTypesOnAnyPageOpensTheBoothAndIsNoCard() {
        open("/opening");
        scanned(booth.key.text().toLowerCase(Locale.ROOT));

        browser.until("document.getElementById('locked').hidden");

        booth.bringRoster();
        browser.until("document.querySelector('[data-item=ROSTER]').dataset.level === 'green'");
        assertThat(booth.recorded()).noneMatch(JournalEvent.Scan.class::isInstance);
    }

    @Test
    void boothIsLookedOverAndOpenedByAPersonWithHerPin() {
        booth.roster.give(booth.key);
        booth.bringRoster();
        open("/opening");
        browser.until("document.querySelector('[data-item=JOURNAL]').dataset.level === 'green'");
        browser.driver()
                .findElements(By.cssSelector("[data-item=SOUND] button"))
                .get(1)
                .click();
        browser.until("document.querySelector('[data-item=SOUND]').dataset.level === 'green'");
        shown("opening-ready");

        browser.press("#open").until("document.getElementById('door').open");
        shown("opening-who");
        pressPerson("小林");
        shown("opening-pin");
        pin("00000000");
        browser.until("document.getElementById('pinAnswer').textContent.includes('違います')");
        pin(SampleStaff.HELPER_PIN);

        browser.until("document.getElementById('answer').textContent.includes('受付を開始しました')");
        browser.until("document.getElementById('open').hidden");
        shown("opening-opened");
        assertThat(booth.recorded())
                .filteredOn(JournalEvent.Opened.class::isInstance)
                .singleElement()
                .satisfies(opened ->
                        assertThat(((JournalEvent.Opened) opened).by()).contains("staff-2"));
    }

    @Test
    void nothingOpensOnTheDayAfterTheMeeting() {
        booth.roster.give(booth.key);
        booth.bringRoster();
        booth.now = TestBooth.CLOSES.plus(Duration.ofDays(1));
        booth.readers = List.of(new ReaderStatus("ACR122U", "acs-acr122u", "", ReaderStatus.State.GONE));
        open("/opening");
        browser.until("document.querySelector('[data-item=JOURNAL]').dataset.level === 'green'");

        shown("opening-wrong-day");

        assertThat(browser.run("return document.getElementById('open').hidden")).isEqualTo(true);
        assertThat(browser.text("[data-item=MEETING]")).contains("終わりました");
        String answer = (String) browser.await("""
                const response = await fetch('/duty/open', {method: 'POST', body: '{}',
                  headers: {'X-Uketsuke': '1', 'Content-Type': 'application/json'}});
                return String(response.status);
                """);
        assertThat(answer).as("without having logged in").isEqualTo("401");
    }

    @Test
    void nobodyClosesALockedBooth() {
        open("/closing");

        browser.press("#close").until("document.getElementById('door').open");

        shown("closing-locked");
        assertThat(browser.text("#doorWords")).contains("先に受付の鍵");
        assertThat(booth.recorded()).noneMatch(JournalEvent.Closed.class::isInstance);
    }

    @Test
    void dayIsClosedByThePersonInChargeWithPaperLinesAndHandedOver() {
        openedDay();
        open("/closing");
        browser.until("document.getElementById('counts').children.length > 2");
        shown("closing-before");
        browser.press("#more10").press("#more").press("#more").press("#less");
        assertThat(browser.text("#paper")).isEqualTo("11");

        browser.press("#close").until("document.getElementById('door').open");
        assertThat(browser.text("#people")).contains("山本").doesNotContain("小林");
        scanned(SampleStaff.LEAD_CODE.text());

        browser.until("!document.getElementById('sheet').hidden");
        shown("closing-sheet");
        JournalEvent.Closed seal = (JournalEvent.Closed) booth.last().event();
        assertThat(seal.by()).contains("staff-1");
        assertThat(seal.paperLines()).contains(11L);
        assertThat(seal.counts().orElseThrow()).containsEntry("ACCEPTED", 2L).containsEntry("UNKNOWN_CARD", 1L);
        String text = booth.duty.day().sheet().orElseThrow().sealText();
        assertThat(browser.text("#sealText").replaceAll("\\s", "")).isEqualTo(text);
        assertThat(browser.run("return document.getElementById('sealPath').getAttribute('d')"))
                .isEqualTo(QrPicture.of(text).path());

        browser.press("#export").until("document.getElementById('exportAnswer').textContent.includes('書き出しました')");
        shown("closing-exported");
        booth.touch(3);
        browser.until("!document.getElementById('newer').hidden");
        shown("closing-newer");
        booth.received = booth.journal.head().seq();
        browser.until("document.getElementById('sent').textContent.includes('すべて送信済み')");
        open("/");
        browser.until("document.getElementById('invitation').textContent.includes('終了しました')");
        browser.picture("duty-public-closed-ja");
    }

    @Test
    void helperDoesNotCloseAndRosterIsWipedOnlyAfterASecondTouch() {
        openedDay();
        booth.received = booth.journal.head().seq() + 10;
        open("/closing");
        browser.until("document.getElementById('sent').textContent.includes('すべて送信済み')");
        browser.press("#wipe").until("!document.getElementById('wipeSure').hidden");
        shown("closing-wipe-sure");
        browser.press("#wipeSure").until("document.getElementById('door').open");
        pressPerson("山本");
        pin(SampleStaff.LEAD_PIN);

        browser.until("document.getElementById('wipeAnswer').textContent.includes('消去し')");
        browser.until("document.getElementById('wipeWords').textContent.includes('消去されました')");
        shown("closing-wiped");
        assertThat(booth.roster.vault().current()).isEmpty();
        assertThat(booth.recorded()).anyMatch(JournalEvent.Wiped.class::isInstance);
    }

    @Test
    void publicScreenTellsStaffThatTheBoothIsLockedAndServesAllTheSame() {
        open("/");
        browser.until("document.getElementById('trouble').textContent.includes('施錠中')");
        browser.picture("duty-public-locked-ja");
        booth.touch(1);
        browser.until("document.body.dataset.face === 'NO_ROSTER' || !document.getElementById('result').hidden");
        browser.picture("duty-public-locked-tap-ja");
        browser.press("#language").until("document.getElementById('trouble').textContent.includes('Locked')");
        browser.picture("duty-public-locked-en");
    }

    @Test
    void staffCardHeldOutToThePublicScreenLeadsToHerDesk() {
        booth.roster.give(booth.key);
        booth.bringRoster();
        open("/");

        scanned(SampleStaff.LEAD_CODE.text());

        browser.until("location.pathname === '/desk'").until("!document.getElementById('desk').hidden");
        assertThat(browser.text("#title")).contains("山本");
        assertThat(booth.recorded()).noneMatch(JournalEvent.Scan.class::isInstance);
    }

    @Test
    void leftAloneThePageGivesTheScreenBack() {
        browser.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "{const real = performance.now.bind(performance); let skip = 0;"
                                + "window.skip = (ms) => { skip += ms; }; performance.now = () => real() + skip;}"));
        open("/opening");
        browser.run("window.skip(105000)");
        browser.until("!document.getElementById('leaving').hidden");
        Object switched = browser.run("""
                document.getElementById('language').click();
                return document.getElementById('leavingText').textContent;
                """);
        assertThat((String) switched).as("at once").startsWith("Nobody is working here");
        browser.run("document.getElementById('language').click()");
        shown("opening-leaving");
        browser.press("#stay").until("document.getElementById('leaving').hidden");

        browser.run("window.skip(121000)");

        browser.until("location.pathname === '/'");
    }

    private void openedDay() {
        booth.roster.give(booth.key);
        booth.bringRoster();
        booth.duty.open("staff-1");
        booth.touch(1);
        booth.touch(2);
        booth.touch(77);
    }

    private void open(String path) {
        browser.open(address + path).until("document.body.dataset.ready === 'true'");
    }

    /** A picture in both languages for people to look at; axe finds nothing in either. */
    private void shown(String name) {
        browser.run("window.scrollTo(0, 0)");
        int height = Math.toIntExact((Long) browser.run("return document.documentElement.scrollHeight"));
        browser.resize(1280, Math.max(800, height));
        for (String language : List.of("ja", "en")) {
            browser.run(
                    "document.getElementById('language').lang === arguments[0]"
                            + " && document.getElementById('language').click()",
                    language);
            browser.until("document.documentElement.lang === '" + language + "'");
            browser.picture("duty-" + name + "-" + language);
            assertThat(Axe.faults(browser)).as(name + " " + language).isEmpty();
        }
        browser.run("document.getElementById('language').click()");
        browser.until("document.documentElement.lang === 'ja'");
        browser.resize(1280, 800);
    }

    private void type(String letters) {
        letters.chars().forEach(letter -> pressLetter(String.valueOf((char) letter)));
    }

    private void pressLetter(String text) {
        browser.run(
                "[...document.querySelectorAll('#letters button')]"
                        + ".find((button) => button.textContent === arguments[0]).click()",
                text);
    }

    private void pressPerson(String name) {
        browser.run(
                "[...document.querySelectorAll('#people button')]"
                        + ".find((button) => button.textContent === arguments[0]).click()",
                name);
    }

    private void pin(String digits) {
        (digits + "決")
                .chars()
                .forEach(digit -> browser.run(
                        "[...document.querySelectorAll('#pinKeys button')]"
                                + ".find((button) => button.textContent.startsWith(arguments[0])).click()",
                        String.valueOf((char) digit)));
    }

    /** What a scanner types, whatever has the focus. */
    private void scanned(String text) {
        browser.run("""
                for (const letter of arguments[0]) {
                  const code = /[a-z]/i.test(letter) ? 'Key' + letter.toUpperCase()
                    : letter === '-' ? 'Minus' : 'Digit' + letter;
                  window.dispatchEvent(new KeyboardEvent('keydown', {code, shiftKey: /[A-Z]/.test(letter), bubbles: true}));
                }
                window.dispatchEvent(new KeyboardEvent('keydown', {code: 'Enter', bubbles: true}));
                """, text);
    }

    private boolean pageHolds(String text) {
        return (Boolean) browser.run("""
                const all = document.documentElement.outerHTML + location.href + JSON.stringify(history.state);
                return all.replaceAll(/[\\s·-]|<[^>]*>/g, '').toUpperCase().includes(arguments[0]);
                """, text);
    }

    private List<String> faults() {
        return booth.recorded().stream()
                .filter(JournalEvent.Fault.class::isInstance)
                .map(event -> ((JournalEvent.Fault) event).code())
                .toList();
    }
}
