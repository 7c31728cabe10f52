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
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.printer.PrinterState;
import org.uketsuke.kiosk.printer.Slip;
import org.uketsuke.kiosk.reader.ReadersReport;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.FrameReader.Sighting;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.TypedReader;
import org.uketsuke.kiosk.screen.BoothStatus;
import org.uketsuke.kiosk.screen.BoothStatus.ReaderLine;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.screen.ScannerKeys;
import org.uketsuke.kiosk.screen.ScreenServer;
import org.uketsuke.kiosk.screen.ScreenWiring;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RawToken;

/** The staff desk as a hired assistant uses it: real browser, real journal, real roster, no network. */
final class StaffDeskInBrowserTest {
    private static final RawToken BLANK = RawToken.of(Medium.FELICA, "0139FFFFFFFFFFFF");

    @TempDir
    Path folder;

    @TempDir
    Path profile;

    private final List<String> faults = new ArrayList<>();
    private final List<Slip> printed = new ArrayList<>();
    private final Printer printer = new Printer() {
        @Override
        public boolean print(Slip slip) {
            return printed.add(slip);
        }

        @Override
        public PrinterState state() {
            return PrinterState.READY;
        }

        @Override
        public void close() {}
    };
    private TestBooth booth;
    private ScreenServer screen;
    private Browser browser;

    @BeforeEach
    void openDesk() {
        Peers.needBrowser();
        booth = TestBooth.staffed(folder);
        screen = new ScreenServer(booth.random);
        booth.display = screen;
        booth.reopen();
        screen.start(0, wiring());
        browser = new Browser(profile).open(screen.firstUrl());
        browser.open(screen.firstUrl().replaceAll("/\\?.*", "/desk"));
        browser.resize(1280, 800).until("document.body.dataset.ready === 'true'");
    }

    @AfterEach
    void closeDesk() {
        if (browser != null) {
            browser.close();
            screen.close();
        }
        booth.close();
        assertThat(faults).isEmpty();
    }

    private ScreenWiring wiring() {
        return new ScreenWiring(
                this::status,
                booth.scans,
                new ScannerKeys(8, 50, 100, List.of("Enter")),
                new TypedReader() {
                    @Override
                    public boolean typed(String text) {
                        return booth.scans.take(new Scan.Text(text, "scanner")).feedback() != Feedback.NONE;
                    }

                    @Override
                    public void unreadable() {}
                },
                frame -> Sighting.NOTHING,
                call -> {},
                List.of(),
                booth.desk,
                printer,
                () -> new ReadersReport.Report(
                        "PC/SC answers. Readers plugged in: 2",
                        true,
                        List.of(
                                new ReadersReport.Finding(ReadersReport.What.USED, "Sony RC-S300"),
                                new ReadersReport.Finding(ReadersReport.What.LEFT_ALONE, "Sony RC-S300 SAM"))),
                new org.uketsuke.kiosk.screen.PlayedDuty(),
                (tab, publicPage) -> {});
    }

    private BoothStatus status() {
        return new BoothStatus(
                booth.now,
                new Text("第87回日本血液学会学術集会", "The 87th Annual Meeting of the Japanese Society of Hematology"),
                Service.OPEN,
                Optional.empty(),
                "A-1",
                "Asia/Tokyo",
                Optional.of(1500L),
                booth.journal.head().seq(),
                Optional.of(booth.now),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                Optional.of(2L),
                List.of(new ReaderLine("Sony RC-S300", "sony-rc-s300", "ready")),
                false,
                3,
                List.of(),
                Optional.empty());
    }

    /** Looks at a state in both languages, with axe, and keeps a picture of each. */
    private void inspect(String name) {
        for (String language : List.of("ja", "en")) {
            useLanguage(language);
            browser.picture("desk-" + name + "-" + language);
            Axe.faults(browser).forEach(fault -> faults.add(name + " " + language + ": " + fault));
        }
        useLanguage("ja");
    }

    private void useLanguage(String language) {
        if (!browser.run("return document.documentElement.lang").equals(language)) {
            browser.press("#language").until("document.documentElement.lang === '" + language + "'");
        }
    }

    private void logIn(String name, String pin) {
        browser.until("document.querySelectorAll('#people button').length === 2");
        browser.run("[...document.querySelectorAll('#people button')].find(b => b.textContent.startsWith('" + name
                + "')).click()");
        for (char digit : pin.toCharArray()) {
            browser.run("[...document.querySelectorAll('#pinKeys button')].find(b => b.textContent === '" + digit
                    + "').click()");
        }
        press("pinEnter");
    }

    private void press(String key) {
        browser.until("[...document.querySelectorAll('button[data-key=\"" + key + "\"]')].some(b => b.offsetParent)");
        browser.run(
                "[...document.querySelectorAll('button[data-key=\"" + key + "\"]')].find(b => b.offsetParent).click()");
    }

    private void opened() {
        logIn("小林", SampleStaff.HELPER_PIN);
        browser.until("!document.getElementById('desk').hidden");
    }

    /** Until what was just done has reached the kiosk with the page's next looks. */
    private void lookedTwice() {
        String looks = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/desk/overview')).length";
        long before = (Long) browser.run("return " + looks);
        browser.until(looks + " >= " + (before + 2));
    }

    private void type(String text) {
        browser.driver().findElement(By.id("query")).sendKeys(text);
    }

    @Test
    void theDoorSaysWhoMayComeInAndThatAPinWasWrong() {
        browser.until("document.querySelectorAll('#people button').length === 2");
        inspect("door");
        logIn("小林", "00000000");
        browser.until("document.getElementById('pinAnswer').textContent.includes('あと4回')");
        useLanguage("en");
        assertThat(browser.text("#pinAnswer")).isEqualTo("That is not the PIN. 4 tries left");
        inspect("pin-refused");
        assertThat(browser.text("#pinAnswer")).contains("あと4回");
        for (int i = 0; i < 4; i++) {
            logIn("小林", "00000000");
            int left = 3 - i;
            browser.until(
                    left > 0
                            ? "document.getElementById('pinAnswer').textContent.includes('あと" + left + "回')"
                            : "document.getElementById('pinAnswer').textContent.includes('止めています')");
        }
        useLanguage("en");
        assertThat(browser.text("#pinAnswer")).startsWith("PINs are not taken until 10:15");
        inspect("pin-locked");
    }

    @Test
    void whoIsChosenNextDoesNotReadThatAnothersPinWasWrong() {
        logIn("小林", "00000000");
        browser.until("document.getElementById('pinAnswer').textContent.includes('あと4回')");

        browser.run(
                "[...document.querySelectorAll('#people button')].find(b => b.textContent.startsWith('山本')).click()");

        assertThat(browser.text("#pinAnswer")).isEmpty();
    }

    @Test
    void aStaffCardOpensTheDeskOfThePageThatWaits() {
        booth.desk.entrance().staffCard(SampleStaff.LEAD_CODE);

        browser.until("!document.getElementById('desk').hidden");
        assertThat(browser.text("#title")).contains("山本");
    }

    @Test
    void fromAFailedTouchToRegisteredByAFewKeys() {
        opened();
        booth.scans.take(TestBooth.card(BLANK));
        browser.until("document.querySelectorAll('#waiting li').length === 1");
        booth.desk.call(true);
        browser.until("document.querySelectorAll('#waiting li.call').length === 1");
        inspect("waiting");
        press("goingThere");
        browser.until("document.querySelectorAll('#waiting li.call').length === 0");

        press("help");
        browser.run("[...document.querySelectorAll('.kana button')].find(b => b.textContent === 'タ').click()");
        browser.until("document.querySelectorAll('#found li').length > 0");
        inspect("found");
        press("choose");
        browser.until("document.querySelector('button[data-key=register]') !== null");
        inspect("person");
        press("evidence-photo-id");
        press("register");
        browser.until("document.querySelector('.say.good') !== null");
        inspect("registered");

        assertThat(booth.recorded()).last().isInstanceOfSatisfying(JournalEvent.Manual.class, manual -> {
            assertThat(manual.evidence()).containsExactly("photo-id");
            assertThat(manual.reason()).isEqualTo("unknown-card");
            assertThat(manual.rescues()).isPresent();
            assertThat(manual.staff()).isEqualTo(SampleStaff.HELPER.id());
        });
        browser.until("document.querySelectorAll('#waiting li').length === 0");
        press("takeBack");
        browser.until("document.querySelector('.say.good').textContent.includes('取り消しました')");
        assertThat(booth.recorded()).last().isInstanceOf(JournalEvent.Voided.class);
    }

    @Test
    void aBlankCardIsGivenByOneTouchAndThePersonInChargeSeesTheDay() {
        opened();
        type("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        press("choose");
        press("temporaryCard");
        browser.until("document.querySelector('#people-tab .say') !== null");
        inspect("card-waiting");
        booth.scans.take(TestBooth.card(BLANK));
        browser.until("document.querySelector('.say.good') !== null");
        inspect("card-done");
        booth.passSeconds(1800);
        browser.until("document.getElementById('desk').hidden");
        opened();
        booth.scans.take(new Scan.Unidentified(Scan.Why.RANDOM_ID, "rc-s300"));
        booth.scans.take(TestBooth.card(1));
        for (String tab : List.of("today-tab", "figures-tab", "readers-tab", "note-tab")) {
            press(tab);
            browser.until("document.getElementById('" + tab + "').childElementCount > 0");
            inspect(tab);
        }
        browser.driver().findElement(By.id("note")).sendKeys("列が伸びたので2番へ案内");
        press("keepNote");
        browser.until("document.querySelector('#note-tab .say.good') !== null");
        assertThat(booth.recorded())
                .last()
                .isEqualTo(new JournalEvent.Note("列が伸びたので2番へ案内", Optional.of(SampleStaff.HELPER.id())));
        press("readers-tab");
        press("testReaders");
        browser.until("document.querySelectorAll('.finding').length === 2");
        inspect("readers-tested");
    }

    @Test
    void aTemporaryCodeAndTheWayForSomebodyUnknownAreShown() {
        opened();
        type("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        press("choose");
        press("temporaryCode");
        browser.until("document.querySelector('.code svg path') !== null");
        inspect("code");
        press("print");
        browser.until("document.querySelector('[data-key=print]').disabled");
        assertThat(printed.get(0).parts())
                .hasAtLeastOneElementOfType(Slip.Code.class)
                .anySatisfy(part -> assertThat(part.toString()).contains("山田"));
        press("next");
        press("next");
        press("notFound");
        browser.until("document.querySelector('.slip') !== null");
        inspect("slip");
        press("print");
        browser.until("document.querySelector('[data-key=print]').disabled");
        assertThat(printed.get(1).parts().toString()).contains("参加証");
        press("otherPerson");
        press("foundCard");
        browser.until("document.querySelector('#people-tab .say') !== null");
        booth.scans.take(TestBooth.card(2));
        browser.until("document.querySelectorAll('#people-tab .say').length === 3");
        inspect("found-card");
    }

    @Test
    void aDeskThatIsLeftShowsNoNameAndItsTokenIsNowhere() {
        opened();
        type("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        assertThat(browser.run("return document.cookie + location.href + JSON.stringify(localStorage)")
                        .toString())
                .doesNotContain("token");

        lookedTwice();
        booth.passSeconds(155);
        browser.until("!document.getElementById('closing').hidden");
        inspect("closing");
        booth.passSeconds(200);
        browser.until("document.getElementById('desk').hidden");

        assertThat(browser.run("return document.body.textContent").toString()).doesNotContain("やまだ", "ヤマダ", "山田");
    }

    @Test
    void aDeskOnThePublicScreensPlaceGivesWayToItWhenItCloses() {
        String address = browser.driver().getCurrentUrl();
        browser.open(address.replace("/desk", "/")).until("document.body.dataset.ready === 'true'");
        browser.press("#desk")
                .until("document.body.dataset.ready === 'true' && document.getElementById('door') !== null");
        opened();
        lookedTwice();
        booth.passSeconds(200);

        browser.until("location.pathname === '/' && document.body.dataset.ready === 'true'");
        browser.press("#desk")
                .until("document.body.dataset.ready === 'true' && document.getElementById('door') !== null");
        browser.run("const now = performance.now.bind(performance); performance.now = () => now() + 61000;");
        browser.until("location.pathname === '/' && document.body.dataset.ready === 'true'");
    }

    @Test
    void theDeskAnswersNobodyWithoutItsToken() {
        Object status = browser.await("""
                const paths = ['print', 'answer', 'await-found-card', 'overview', 'search', 'register', 'await-card', 'await-no-card', 'temporary-code', 'void', 'note',
                  'dismiss', 'lines', 'readers'];
                const headers = {'Content-Type': 'application/json', 'X-Uketsuke': '1', 'X-Uketsuke-Desk': 'f'.repeat(32)};
                const statuses = await Promise.all(paths.map(async (path) =>
                  (await fetch('/desk/' + path, {method: 'POST', headers, body: '{"acts":true}'})).status));
                return statuses.join(' ');
                """);

        assertThat(status).isEqualTo("401 401 401 401 401 401 401 401 401 401 401 401 401 401");
    }

    @Test
    void namesFitTheDeskOnATabletHeldUpright() {
        browser.resize(800, 1280);
        opened();
        booth.scans.take(TestBooth.card(BLANK));
        browser.until("document.querySelectorAll('#waiting li').length === 1");
        type("やまだ");
        browser.until("document.querySelectorAll('#found li').length > 0");
        inspect("tablet");
        Object wide = browser.run("return document.documentElement.scrollWidth <= innerWidth");
        assertThat(wide).isEqualTo(true);
    }
}
