package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Axe;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.sync.SyncTrouble;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;

/**
 * Every face of the screen in both languages, in a real browser: the words are there, nothing is cut, axe finds no fault.
 * Pictures of all stay in {@code target/screens}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacesOnScreenTest {
    private static final List<int[]> SIZES =
            List.of(new int[] {1280, 800}, new int[] {800, 1280}, new int[] {1024, 768});

    /** The first two with letters enlarged twice (WCAG 1.4.4), and a laptop's screen below the browser's own bars. */
    private static final List<int[]> SMALL = List.of(new int[] {640, 400}, new int[] {400, 640}, new int[] {1280, 657});

    private static final List<String> LANGUAGES = List.of("ja", "en");

    private BoothFixture booth;
    private Browser browser;

    @BeforeAll
    void openPage(@TempDir Path profile) {
        Peers.needBrowser();
        booth = new BoothFixture();
        browser = new Browser(profile).keepScriptErrors();
        browser.open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
    }

    @BeforeEach
    void allIsWell() {
        booth.status = BoothFixture.open();
        browser.until("document.getElementById('sync').dataset.state === 'sent'");
    }

    @AfterEach
    void noScriptBroke() {
        assertThat(browser.scriptErrors()).isEmpty();
    }

    @AfterAll
    void closePage() {
        if (browser != null) {
            browser.close();
            booth.close();
        }
    }

    static Map<String, Result> results() {
        Map<String, Result> results = new TreeMap<>();
        for (Outcome outcome : Outcome.values()) {
            results.put(outcome.name(), BoothFixture.result(outcome, true));
        }
        results.put("ACCEPTED_IN", BoothFixture.directed(Direction.IN, true));
        results.put("ACCEPTED_OUT", BoothFixture.directed(Direction.OUT, true));
        results.put("ACCEPTED_LATER", BoothFixture.result(Outcome.ACCEPTED, false));
        results.put("NO_TERM_LATER", BoothFixture.result(Outcome.NO_TERM, false));
        results.put(
                "ACCEPTED_LONG_NAME", BoothFixture.named("Wolfeschlegelsteinhausenbergerdorff-Vandenplas Jean-Bapti◯"));
        results.put("UNKNOWN_PASS", BoothFixture.unknownPass());
        results.put("PASS_INVALID_KEY", BoothFixture.refused(PassRefusal.UNKNOWN_KEY));
        results.put("PREVIOUS_CARD_LATER", BoothFixture.result(Outcome.PREVIOUS_CARD, false));
        results.put("NO_ROSTER_LATER", BoothFixture.result(Outcome.NO_ROSTER, false));
        results.putAll(SampleDoor.results());
        results.put("ACCEPTED_GLYPHS", BoothFixture.named("髙﨑𠮷邊齋 彅◯"));
        return results;
    }

    @Test
    void everyResultIsWholeAndAccessibleInBothLanguages() {
        List<String> faults = new ArrayList<>();

        for (int[] size : SIZES) {
            browser.resize(size[0], size[1]);
            for (String language : LANGUAGES) {
                for (Map.Entry<String, Result> result : results().entrySet()) {
                    show(result.getValue());
                    useLanguage(language);
                    inspect(result.getKey() + "-" + language + "-" + size[0], faults);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void atADoorTheScreenNamesSessionAndRoomAndWhenToTouchNext() {
        browser.resize(1280, 800);
        useLanguage("ja");
        Map<String, Result> results = SampleDoor.results();

        assertThat(said(results, "DOOR_IN"))
                .contains("入室を受け付けました", "医療安全講習会（専門医共通講習）（第2会場・9:00–10:00）", "退室のときも、9:50 から");
        assertThat(said(results, "DOOR_IN_ONLY")).contains("退室のときにかざす必要はありません");
        assertThat(said(results, "DOOR_OUT")).contains("退室を受け付けました", "第2会場").doesNotContain("続けて");
        assertThat(said(results, "DOOR_OUT_THEN")).contains("続けて「医療倫理講習会」を受ける方は、3秒ほどおいて、もう一度かざしてください");
        assertThat(said(results, "DOOR_ALREADY_IN")).contains("受付済みです", "入室：医療安全講習会", "8:42", "退室のときも、9:50 から");
        assertThat(said(results, "DOOR_ALREADY_OUT")).contains("受付済みです", "退室：医療安全講習会");
        assertThat(said(results, "DOOR_PREVIOUS_CARD")).contains("旧任期のカード", "退室のときも、9:50 から");
        assertThat(said(results, "DOOR_NO_ROSTER")).contains("確認は後日", "入室：医療安全講習会", "退室のときも、9:50 から");
        assertThat(said(results, "DOOR_NO_TERM")).contains("記録しました", "入室：医療安全講習会");
        assertThat(said(results, "DOOR_TOO_EARLY_IN")).contains("入室の受付は 10:05 から");
        assertThat(said(results, "DOOR_TOO_EARLY_SOON")).contains("入室の受付は 10:05 から", "いま受付中：第1会場の「造血幹細胞移植の最前線」");
        assertThat(said(results, "DOOR_TOO_EARLY_OUT")).contains("退室の受付は 9:50 から");
        assertThat(said(results, "DOOR_TOO_LATE")).contains("受付は 9:10 までで").doesNotContain("退室の受付");
        assertThat(said(results, "DOOR_TOO_LATE_OUT_LATER")).contains("9:10 までで", "退室の受付は 9:50 から");
        assertThat(said(results, "DOOR_WRONG_ROOM")).contains("いま受付中：第1会場の「造血幹細胞移植の最前線」、第3会場の「医療倫理講習会」");
        assertThat(said(results, "DOOR_WITHOUT_WAY_IN")).contains("この会場での入室の記録がありません");
    }

    @Test
    void atADoorWhoIsNotRegisteredDoesNotReadAsIfRegistered() {
        browser.resize(1280, 800);
        Map<String, Result> refusals = SampleDoor.refusals();

        for (String language : LANGUAGES) {
            useLanguage(language);
            for (String refusal : refusals.keySet()) {
                assertThat(said(refusals, refusal))
                        .as(refusal + " " + language)
                        .contains("ja".equals(language) ? "係員" : "taff")
                        .doesNotContain("入室", "医療安全講習会", "第2会場", "In:", "patient safety");
            }
        }
    }

    private String said(Map<String, Result> results, String name) {
        show(Objects.requireNonNull(results.get(name), name));
        return browser.text("#result");
    }

    @Test
    void everyResultIsThereAtOnceOnASmallScreenOrWithLettersEnlargedTwice() {
        List<String> faults = new ArrayList<>();

        for (int[] size : SMALL) {
            browser.resize(size[0], size[1]);
            for (String language : LANGUAGES) {
                for (Map.Entry<String, Result> result : results().entrySet()) {
                    show(result.getValue());
                    useLanguage(language);
                    look(result.getKey() + "-" + language + "-" + size[0] + "x" + size[1], faults);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyFaceThatThePageMakesItselfIsWholeAtEverySizeInBothLanguages() {
        List<String> faults = new ArrayList<>();

        for (String face :
                List.of("STAFF_CALLED", "FORGOTTEN_CARD", "READING", "OUT_OF_ORDER", "CANNOT_RECORD", "REOPEN")) {
            for (int[] size : everySize()) {
                browser.resize(size[0], size[1]);
                for (String language : LANGUAGES) {
                    useLanguage(language);
                    browser.await("(await import('/results.js')).show({ face: arguments[0] })", face);
                    browser.until("document.body.dataset.face === '" + face + "'");
                    look(face + "-" + language + "-" + size[0] + "x" + size[1], faults);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    private static List<int[]> everySize() {
        return Stream.concat(SIZES.stream(), SMALL.stream()).toList();
    }

    @Test
    void everyStandingOfTheBoothIsWholeAtEverySizeInBothLanguages() {
        List<String> faults = new ArrayList<>();

        for (Map.Entry<String, BoothStatus> standing : standings().entrySet()) {
            booth.status = standing.getValue();
            for (int[] size : everySize()) {
                browser.resize(size[0], size[1]);
                for (String language : LANGUAGES) {
                    browser.run("document.getElementById('dismiss').click()");
                    useLanguage(language);
                    awaitStanding(standing.getKey());
                    look("IDLE-" + standing.getKey() + "-" + language + "-" + size[0] + "x" + size[1], faults);
                }
            }
            browser.resize(1280, 800);
            Axe.faults(browser).forEach(it -> faults.add(standing.getKey() + " axe: " + it));
        }

        assertThat(faults).isEmpty();
    }

    private static Map<String, BoothStatus> standings() {
        Map<String, BoothStatus> standings = new TreeMap<>();
        standings.put("open", BoothFixture.status(Service.OPEN, "ready", false, 0));
        standings.put("offline", BoothFixture.status(Service.OPEN, "ready", false, 128));
        standings.put("refused", BoothFixture.hindered(SyncTrouble.FOREIGN_JOURNAL));
        standings.put("disk-full", BoothFixture.diskFull());
        standings.put("before", BoothFixture.status(Service.BEFORE, "ready", false, 0));
        standings.put("closed", BoothFixture.status(Service.CLOSED, "ready", false, 0));
        standings.put("reader-gone", BoothFixture.status(Service.OPEN, "gone", false, 0));
        SampleDoor.standings().forEach((name, door) -> standings.put(name, BoothFixture.atDoor(Service.OPEN, door)));
        return standings;
    }

    private void awaitStanding(String name) {
        Map<String, String> atDoor = Map.of("door-between", "waiting", "door-next", "waiting", "door-over", "closed");
        boolean own = List.of("before", "closed", "reader-gone").contains(name);
        String state = own ? name : atDoor.getOrDefault(name, "open");
        boolean sent = !List.of("offline", "refused", "disk-full").contains(name);
        String trouble = Map.of("refused", "送信|Cannot", "disk-full", "ディスク|disk", "reader-gone", "リーダー|reader")
                .getOrDefault(name, "^$");
        browser.until("document.getElementById('idle').dataset.state === '" + state + "'")
                .until("(document.getElementById('sync').dataset.state === 'sent') === " + sent)
                .until("/" + trouble + "/.test(document.getElementById('trouble').textContent)")
                .until("document.getElementById('door').hidden === " + !name.startsWith("door-"))
                .until("document.body.dataset.face === 'IDLE'");
    }

    private void show(Result result) {
        booth.screen.show(result);
        PageMessage.Shown shown = PageMessage.Shown.of(result);
        browser.until("document.body.dataset.face === '" + shown.face() + "'")
                .until("document.getElementById('laterBar').hidden === " + !shown.later());
    }

    private void useLanguage(String language) {
        browser.run(
                "if (document.documentElement.lang !== arguments[0]) document.getElementById('language').click()",
                language);
        browser.until("document.documentElement.lang === '" + language + "'");
    }

    /** Takes a picture and notes what is not in sight: a result is gone before anybody would have scrolled. */
    private void look(String name, List<String> faults) {
        browser.picture(name);
        Object scrolls = browser.run("""
                const it = document.querySelector('.result:not([hidden]), .idle:not([hidden])');
                return [['down', it.scrollHeight - it.clientHeight], ['across', it.scrollWidth - it.clientWidth]]
                  .filter(([, pixels]) => pixels > 1).map(([way, pixels]) => `by ${pixels} px ${way}`);
                """);
        ((List<?>) scrolls).forEach(it -> faults.add(name + " must be scrolled " + it));
        outOfReach().forEach(it -> faults.add(name + " cannot be read: " + it));
    }

    /** Lines of text that something lies over, or that lie where nobody can scroll to. */
    private List<String> outOfReach() {
        Object hidden = browser.run("""
                const lines = (e) => {
                  const range = document.createRange();
                  range.selectNodeContents(e);
                  return [...range.getClientRects()].filter((it) => it.width > 2 && it.height > 2);
                };
                const seen = [...document.querySelectorAll('h1, h2, p, button, time, span, figcaption')]
                  .filter((e) => e.textContent.trim() !== '' && e.checkVisibility());
                const over = (e, x, y) => {
                  const top = document.elementFromPoint(x, y);
                  return e.contains(top) ? null : top === null ? 'outside' : `under ${top.tagName} ${top.id}`;
                };
                const faults = [];
                for (const e of seen) {
                  const scroller = e.closest('.result, .idle');
                  for (let i = 0; i < lines(e).length; i++) {
                    const line = lines(e)[i];
                    if (scroller !== null) {
                      const box = scroller.getBoundingClientRect();
                      scroller.scrollTop += (line.top + line.bottom) / 2 - (box.top + box.bottom) / 2;
                    }
                    const { left, right, top, bottom } = lines(e)[i];
                    const y = [0.25, 0.5, 0.75].map((part) => top + part * (bottom - top));
                    const x = [left + 1, (left + right) / 2, right - 1];
                    const found = y.flatMap((down) => x.map((across) => over(e, across, down))).find((it) => it !== null);
                    if (found !== undefined) faults.push(`${e.id}, ${found}: ${e.textContent}`);
                  }
                  if (scroller !== null) scroller.scrollTop = 0;
                }
                return [...new Set(faults)];
                """);
        return ((List<?>) hidden).stream().map(String::valueOf).toList();
    }

    /** Notes text that is cut or lies outside the window, empty titles, and what axe finds. */
    private void inspect(String name, List<String> faults) {
        browser.picture(name);
        Object cut = browser.run("""
                const seen = [...document.querySelectorAll('h1, p, button, time, span, figcaption')]
                  .filter((e) => e.textContent.trim() !== '' && e.checkVisibility());
                const outside = (e) => {
                  const box = e.getBoundingClientRect();
                  return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight;
                };
                const panel = document.getElementById('result').getBoundingClientRect();
                const words = document.getElementById('words').getBoundingClientRect();
                const spills = !document.getElementById('result').hidden
                  && (words.top < panel.top || words.bottom > panel.bottom);
                return seen.filter((e) => outside(e) || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
                  .map((e) => e.id + ': ' + e.textContent).concat(spills ? ['words spill over'] : []);
                """);
        ((List<?>) cut).forEach(it -> faults.add(name + " is cut: " + it));
        boolean scrolls = Boolean.TRUE.equals(browser.run(
                "const it = document.getElementById('result'); return it.scrollHeight > it.clientHeight + 1"));
        if (scrolls) {
            faults.add(name + " does not fit without scrolling");
        }
        outOfReach().forEach(it -> faults.add(name + " cannot be read: " + it));
        if (browser.text("#result:not([hidden]) .title, #idle:not([hidden]) .invite")
                .isBlank()) {
            faults.add(name + " says nothing");
        }
        Axe.faults(browser).forEach(it -> faults.add(name + " axe: " + it));
    }
}
