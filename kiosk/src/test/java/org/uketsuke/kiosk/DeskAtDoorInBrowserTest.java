package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/** The staff desk at the door of a room, as a hired assistant uses it; looked at by axe in both languages. */
final class DeskAtDoorInBrowserTest {
    @TempDir
    Path folder;

    @TempDir
    Path exports;

    private final List<String> faults = new ArrayList<>();
    private DutyRig booth;
    private Browser browser;

    @BeforeEach
    void openDesk(@TempDir Path profile) {
        Peers.needBrowser();
        booth = DutyRig.opened(folder, exports);
        booth.now = SampleAgenda.time("13:55");
        booth.roster.hear(TestBooth.at(booth.roster.assignment(), Optional.of(SampleAgenda.at(Direction.NONE, true))));
        browser = new Browser(profile).resize(1280, 800);
        String first = booth.serve();
        browser.open(first);
        open(first.substring(0, first.indexOf("/?")) + "/desk");
        browser.until("document.querySelectorAll('#people button').length === 2");
        booth.desk.entrance().staffCard(SampleStaff.LEAD_CODE);
        browser.until("!document.getElementById('desk').hidden");
    }

    private void open(String address) {
        browser.open(address).until("document.body.dataset.ready === 'true'");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
            booth.close();
        }
        assertThat(faults).isEmpty();
    }

    private void inspect(String name) {
        for (String language : List.of("en", "ja")) {
            browser.press("#language").until("document.documentElement.lang === '" + language + "'");
            browser.picture("desk-door-" + name + "-" + language);
            Axe.faults(browser).forEach(fault -> faults.add(name + " " + language + ": " + fault));
        }
    }

    private void press(String key) {
        browser.until("[...document.querySelectorAll('button[data-key=\"" + key
                + "\"]')].some(b => b.offsetParent && !b.disabled)");
        browser.run(
                "[...document.querySelectorAll('button[data-key=\"" + key + "\"]')].find(b => b.offsetParent).click()");
    }

    private void choose(String way) {
        browser.driver().findElement(By.cssSelector("[data-way='" + way + "']")).click();
    }

    private void pressed(String way) {
        browser.until("document.querySelector('.sessions [aria-pressed=true]')?.dataset.way === '" + way + "'");
    }

    /** A booth that saw somebody come in can tell who did not. */
    private void anotherCameIn() {
        booth.now = SampleAgenda.time("12:50");
        booth.touch(3);
        booth.now = SampleAgenda.time("13:55");
    }

    @Test
    void whoWasNotSeenComingInIsHelpedToAWayInForThatSession() {
        anotherCameIn();
        booth.touch(1);
        browser.until("document.querySelectorAll('#waiting li .purpose').length === 1");
        assertThat(browser.text("#waiting .purpose")).contains("講習 a3", "13:00", "退室");
        assertThat(browser.text("#waiting .what")).isEqualTo("入室の記録がありません");
        press("help");
        pressed("a3 in");
        Object height = browser.run(
                "return Math.min(...[...document.querySelectorAll('.sessions button')].map(b => b.offsetHeight))");
        assertThat(((Number) height).intValue()).isGreaterThanOrEqualTo(88);
        inspect("person");
        choose("a3 out");
        pressed("a3 out");
        assertThat(browser.run("return document.activeElement.dataset.way")).isEqualTo("a3 out");
        choose("a3 in");
        pressed("a3 in");
        press("evidence-photo-id");
        press("register");
        browser.until("document.querySelector('#people-tab .say.good') !== null");
        assertThat(browser.text("#people-tab")).contains("講習 a3", "入室");
        inspect("registered");

        assertThat(booth.recorded()).last().isInstanceOfSatisfying(JournalEvent.Manual.class, manual -> {
            assertThat(manual.session()).contains("a3");
            assertThat(manual.direction()).isEqualTo(Direction.IN);
            assertThat(manual.room()).contains("A");
            assertThat(manual.rescues()).isPresent();
            assertThat(manual.evidence()).containsExactly("photo-id");
        });
        browser.until("document.querySelectorAll('#waiting li').length === 0");
    }

    @Test
    void whatIsThereAlreadyIsShownForItsSessionAndWayAndCanBeVoided() throws Exception {
        booth.now = SampleAgenda.time("12:50");
        booth.touch(0);
        booth.now = SampleAgenda.time("13:55");
        browser.driver().findElement(By.id("query")).sendKeys("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        browser.until("document.getElementById('found').textContent.includes('✓ 12:50')");
        inspect("found");
        browser.run(
                "[...document.querySelectorAll('#found li')].find(li => li.textContent.includes('✓')).querySelector('button').click()");
        pressed("a3 out");
        choose("a3 in");
        browser.until("document.querySelector('#people-tab .say.good')?.textContent.includes('12:50')");
        inspect("already");
        press("cancelRegistration");
        press("reason-mistake");
        browser.until("document.querySelector('#people-tab .say.good').textContent.includes('取り消しました')");
        assertThat(booth.last().event()).isInstanceOf(JournalEvent.Voided.class);
    }

    @Test
    void theDaysListAndNumbersTellTheSessionAndAChangedAgendaIsToldOfBeforeAnythingIsRecorded() {
        anotherCameIn();
        booth.touch(2);
        press("today-tab");
        browser.until("document.getElementById('today-tab').textContent.includes('講習 a3')");
        inspect("today");
        booth.now = SampleAgenda.time("12:50");
        booth.touch(1);
        press("figures-tab");
        browser.until("document.querySelectorAll('.by-session tbody tr').length === 1");
        assertThat(browser.text(".by-session")).contains("講習 a3", "入室");
        inspect("figures");

        press("people-tab");
        browser.driver().findElement(By.id("query")).sendKeys("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        press("choose");
        browser.until("document.querySelector('.sessions') !== null");
        booth.roster.hear(TestBooth.at(booth.roster.assignment(), Optional.empty()));
        press("register");
        browser.until("document.querySelector('#people-tab .say.bad') !== null");
        assertThat(browser.text("#people-tab .say.bad")).contains("登録されていません");
        inspect("other-agenda");
        assertThat(booth.recorded()).noneMatch(JournalEvent.Manual.class::isInstance);
        assertThat(booth.recorded())
                .filteredOn(JournalEvent.Scan.class::isInstance)
                .extracting(event -> ((JournalEvent.Scan) event).outcome())
                .containsExactly(Outcome.ACCEPTED, Outcome.WRONG_SESSION, Outcome.ACCEPTED);
    }

    @Test
    void openingAndClosingTellTheRoomsSessions() {
        String address = browser.driver().getCurrentUrl();
        open(address.replace("/desk", "/opening"));
        browser.until("document.querySelector('[data-item=AGENDA]') !== null");
        assertThat(browser.text("[data-item=AGENDA]")).contains("A", "3件", "講習 a1", "9:00");
        inspect("opening");
        booth.now = SampleAgenda.time("12:50");
        booth.touch(1);
        open(address.replace("/desk", "/closing"));
        browser.until("document.getElementById('counts').textContent.includes('講習 a3')");
        assertThat(browser.text("#counts")).contains("入室 1・退室 0");
        inspect("closing");
    }
}
