package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;

/**
 * Scanners that type, in a real browser: keys come over the DevTools protocol with the codes, layouts and input methods that
 * booths have, and with time stamps of their own, so that the machine's load does not matter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WedgeInBrowserTest {
    private static final String PASS = "UKP1AEAACAAABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /**
     * The silence that ends a burst lasts longer, so that a busy machine does not end one between two keys; and a test can
     * stop the page's timers and let them run out when it likes.
     */
    private static final String TIMERS = """
            const begin = window.setTimeout, end = window.clearTimeout, waiting = new Map();
            window.setTimeout = (run, millis) => {
              if (!window.timersByHand) return begin(run, millis * 50);
              const id = -1 - Math.floor(Math.random() * 1e9);
              waiting.set(id, run);
              return id;
            };
            window.clearTimeout = (id) => waiting.delete(id) || end(id);
            window.timersRunOut = () => {
              const due = [...waiting.values()];
              waiting.clear();
              due.forEach((run) => run());
            };
            """;

    private BoothFixture booth;
    private Browser browser;
    private double seconds = 1_000;

    @BeforeAll
    void openPage(@TempDir Path profile) {
        Peers.needBrowser();
        booth = new BoothFixture();
        browser = new Browser(profile);
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", TIMERS));
        browser.open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
    }

    @AfterAll
    void closePage() {
        if (browser != null) {
            browser.close();
            booth.close();
        }
    }

    @BeforeEach
    void clean() {
        booth.typed.clear();
        seconds = System.currentTimeMillis() / 1e3 + (seconds % 1000);
        browser.run("window.timersByHand = false");
        browser.run("document.querySelectorAll('input').forEach((it) => it.remove())");
        browser.run("document.getElementById('dismiss').click()");
    }

    @Test
    void scannerOnAUsKeyboardIsTyped() throws InterruptedException {
        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
    }

    @Test
    void japaneseLayoutAndInputMethodChangeNothing() throws InterruptedException {
        type(PASS + "-+=[]'", 5, Layout.JAPANESE_KANA_IME);
        end("Tab");

        assertThat(booth.typed.take()).isEqualTo(PASS + "-+=[]'");
    }

    @Test
    void silenceEndsAScanToo() throws InterruptedException {
        type("A1234567", 49, Layout.US);

        assertThat(booth.typed.take()).isEqualTo("A1234567");
    }

    @Test
    void pageThatWasBusyInMidScanStillGetsItWhole() throws InterruptedException {
        browser.run("window.timersByHand = true");
        type(PASS.substring(0, 12), 5, Layout.US);
        // the page was busy: the timer ran out before the keys that were pressed meanwhile could be heard of
        browser.run("timersRunOut()");
        type(PASS.substring(12), 5, Layout.US);
        browser.run("timersRunOut()");
        browser.run("timersRunOut()");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
    }

    @Test
    void codeTooLongForAPassIsDroppedAsAWholeAndTheKioskCountsIt() throws InterruptedException {
        type("a".repeat(540), 5, Layout.US);
        end("Enter");
        booth.unreadable.acquire();
        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
    }

    @Test
    void lockKeysThatAScannerPressesAroundItsTextSpoilNothing() throws InterruptedException {
        type(PASS.substring(0, 12), 5, Layout.US);
        key("CapsLock", "CapsLock", false, 5, Map.of("windowsVirtualKeyCode", 20));
        type(PASS.substring(12), 5, Layout.US);
        key("CapsLock", "CapsLock", false, 5, Map.of("windowsVirtualKeyCode", 20));
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
    }

    @Test
    void keyThatIsNoLetterSpoilsTheWholeScan() throws InterruptedException {
        type(PASS.substring(0, 12), 5, Layout.US);
        key("F8", "F8", false, 5, Map.of("windowsVirtualKeyCode", 119));
        type(PASS.substring(12), 5, Layout.US);
        end("Enter");
        booth.unreadable.acquire();
        seconds += 1;
        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
    }

    @Test
    void lateEnterOfAScanPressesNothing() throws InterruptedException {
        browser.run("document.getElementById('staff').focus()");

        type(PASS, 5, Layout.US);
        late("Enter", 70);
        late("Enter", 400);

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
        assertThat(booth.helpCalls).isEmpty();
        assertThat(browser.run("return document.body.dataset.face")).isNotEqualTo("STAFF_CALLED");

        late("Enter", 600);

        assertThat(booth.helpCalls.take()).as("a person's Enter still works").isEqualTo(HelpCall.STAFF);
    }

    @Test
    void whatIsAScanFollowsTheScannersProfile() throws InterruptedException {
        ScannerKeys slow = new ScannerKeys(4, 200, 400, List.of("Tab"));
        try (BoothFixture other = new BoothFixture(0, slow)) {
            browser.open(other.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
            type("ABC", 5, Layout.US);
            end("Tab");
            type("AB12", 150, Layout.US);
            end("Tab");

            assertThat(other.typed.take()).isEqualTo("AB12");
            assertThat(other.typed).isEmpty();
        } finally {
            browser.open(booth.screen.firstUrl()).until("document.body.dataset.ready === 'true'");
        }
    }

    @Test
    void peopleTypingAreNoScan() throws InterruptedException {
        type("HELLO IS ANYBODY THERE", 51, Layout.US);
        end("Enter");
        type("1234567", 5, Layout.US);
        end("Enter");
        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).as("what came first").isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
    }

    @Test
    void heldKeyAndShortcutsAreNoScan() throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            key("KeyA", "a", false, 30, Map.of("autoRepeat", i > 0));
        }
        for (int i = 0; i < 10; i++) {
            key("KeyC", "c", false, 10, Map.of("modifiers", 2));
        }
        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.typed).isEmpty();
    }

    @Test
    void scanDoesNotStayInAFormNorPressItsButton() throws InterruptedException {
        browser.run("""
                const field = document.createElement('input');
                field.id = 'form';
                field.value = 'やまだ';
                document.body.append(field);
                field.focus();
                """);

        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(browser.run("return document.getElementById('form').value")).isEqualTo("やまだ");
    }

    @Test
    void enterOfAScanDoesNotPressTheButtonInFocus() throws InterruptedException {
        browser.run("document.getElementById('staff').focus()");

        type(PASS, 5, Layout.US);
        end("Enter");

        assertThat(booth.typed.take()).isEqualTo(PASS);
        assertThat(booth.helpCalls).isEmpty();
        assertThat(browser.run("return document.body.dataset.face")).isNotEqualTo("STAFF_CALLED");
    }

    private enum Layout {
        US,
        JAPANESE_KANA_IME
    }

    private void type(String text, int gapMillis, Layout layout) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean shift = Character.isUpperCase(letter) || letter == '+';
            if (shift) {
                press(Map.of("code", "ShiftLeft", "key", "Shift", "windowsVirtualKeyCode", 16), true, 0);
            }
            String key = layout == Layout.US ? String.valueOf(letter) : i % 2 == 0 ? "Process" : "ぬ";
            Map<String, Object> more = layout == Layout.US
                    ? Map.of("text", key)
                    : Map.of("windowsVirtualKeyCode", 229, "nativeVirtualKeyCode", 229);
            key(codeOf(letter), key, shift, gapMillis, more);
        }
    }

    private static String codeOf(char letter) {
        if (Character.isDigit(letter)) {
            return "Digit" + letter;
        }
        return switch (letter) {
            case '-' -> "Minus";
            case '+', '=' -> "Equal";
            case '[' -> "BracketLeft";
            case ']' -> "BracketRight";
            case '\'' -> "Quote";
            case ' ' -> "Space";
            default -> "Key" + Character.toUpperCase(letter);
        };
    }

    private void end(String code) {
        late(code, 5);
    }

    private void late(String code, int gapMillis) {
        key(
                code,
                code,
                false,
                gapMillis,
                Map.of("windowsVirtualKeyCode", code.equals("Tab") ? 9 : 13, "text", code.equals("Tab") ? "" : "\r"));
    }

    private void key(String code, String key, boolean shift, int gapMillis, Map<String, Object> more) {
        Map<String, Object> event = new HashMap<>(Map.of("code", code, "key", key));
        event.putAll(more);
        press(event, shift, gapMillis);
    }

    private void press(Map<String, Object> event, boolean shift, int gapMillis) {
        seconds += gapMillis / 1e3;
        Map<String, Object> down = new HashMap<>(event);
        down.putIfAbsent("modifiers", shift ? 8 : 0);
        down.put("timestamp", seconds);
        down.put("type", event.containsKey("text") ? "keyDown" : "rawKeyDown");
        browser.command("Input.dispatchKeyEvent", down);
        Map<String, Object> up = new HashMap<>(down);
        up.put("type", "keyUp");
        up.remove("text");
        browser.command("Input.dispatchKeyEvent", up);
    }
}
