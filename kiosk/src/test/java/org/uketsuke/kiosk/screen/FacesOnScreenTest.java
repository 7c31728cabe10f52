package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Axe;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;

/**
 * Every face of the screen in both languages, in a real browser: the words are there, nothing is cut, axe finds no fault.
 * Pictures of all stay in {@code target/screens}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacesOnScreenTest {
    private static final List<int[]> SIZES = List.of(new int[] {1280, 800}, new int[] {800, 1280});

    private BoothFixture booth;
    private Browser browser;

    @BeforeAll
    void openPage(@TempDir Path profile) {
        Peers.needBrowser();
        booth = new BoothFixture();
        browser = new Browser(profile).open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
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
        results.put("ACCEPTED_GLYPHS", BoothFixture.named("髙﨑𠮷邊齋 彅◯"));
        return results;
    }

    @Test
    void everyResultIsWholeAndAccessibleInBothLanguages() {
        List<String> faults = new ArrayList<>();

        for (int[] size : SIZES) {
            browser.resize(size[0], size[1]);
            for (String language : List.of("ja", "en")) {
                for (Map.Entry<String, Result> result : results().entrySet()) {
                    booth.screen.show(result.getValue());
                    PageMessage.Shown shown = PageMessage.Shown.of(result.getValue());
                    browser.until("document.body.dataset.face === '" + shown.face() + "'")
                            .until("document.getElementById('laterBar').hidden === " + !shown.later());
                    useLanguage(language);
                    inspect(result.getKey() + "-" + language + "-" + size[0], faults);
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    private void useLanguage(String language) {
        browser.run(
                "if (document.documentElement.lang !== arguments[0]) document.getElementById('language').click()",
                language);
        browser.until("document.documentElement.lang === '" + language + "'");
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
        if (browser.text("#result:not([hidden]) .title, #idle:not([hidden]) .invite")
                .isBlank()) {
            faults.add(name + " says nothing");
        }
        Axe.faults(browser).forEach(it -> faults.add(name + " axe: " + it));
    }
}
