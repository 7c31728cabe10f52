package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.uketsuke.kiosk.Axe;
import org.uketsuke.kiosk.Browser;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.rig.VirtualReader;

/**
 * What the stories are played on: the office's commands and server, a reader that pcscd takes for a real one, and one browser
 * for the screen in front of a person.
 */
final class Congress implements AutoCloseable {
    /** Keeps every answer that becomes visible, as a person in front of the screen would. */
    private static final String KEEP_ANSWERS = """
            window.answers = [];
            const result = document.getElementById("result");
            new MutationObserver(() => {
              if (!result.hidden && document.body.dataset.face !== "READING") window.answers.push(result.innerText);
            }).observe(document.body, { attributes: true, childList: true, subtree: true, characterData: true });
            """;

    final Office office;
    final VirtualReader reader;
    final Browser screen;
    private final Path folder;
    private final Map<String, String> environment;
    private final Pcscd pcscd;

    /** Skips the test where the real parts are missing. */
    Congress(Path folder) {
        this(folder, Map.of());
    }

    /**
     * The same for programs that find more in their environment.
     *
     * @param folder of all that is written
     */
    Congress(Path folder, Map<String, String> environment) {
        this(folder, environment, () -> new Browser(folder.resolve("browser")));
    }

    /** Reserves this machine's one pcscd last but the screen, and gives it back if there is no screen. */
    Congress(Path folder, Map<String, String> environment, Supplier<Browser> browser) {
        Peers.needVirtualReader();
        Peers.needBrowser();
        this.folder = folder;
        this.environment = environment;
        this.office = new Office(folder, environment);
        this.pcscd = Pcscd.reserve(folder.resolve("pcscd"));
        try {
            this.reader = pcscd.reader("ACS ACR122U PICC Interface");
            pcscd.start();
            this.screen = browser.get();
        } catch (RuntimeException | Error e) {
            pcscd.close();
            throw e;
        }
    }

    /** Where the kiosk of that name keeps its data. */
    Path kiosk(String name) {
        return folder.resolve(name);
    }

    /** Enrols a kiosk with a one-time code. */
    void enrol(String name, String officeUrl, String code) throws IOException {
        try (Program enrol =
                Program.kiosk(environment, "enrol", "--server", officeUrl, "--code", code, "--data", kiosk(name))) {
            Program.run(enrol);
        }
    }

    /** Starts an enrolled kiosk, which opens the roster by itself with the booth key. */
    Program open(String name) throws IOException {
        List<Object> arguments = List.of(
                "run",
                "--data",
                kiosk(name),
                "--port",
                0,
                "--reader",
                "ACR122U",
                "--booth-key-file",
                office.boothKeyFile());
        return Program.kiosk(environment, arguments.toArray());
    }

    /** Waits until a kiosk has its roster. */
    void awaitRoster(String name) {
        await("roster sealed on disk")
                .atMost(Duration.ofSeconds(30))
                .until(() -> kiosk(name).resolve("roster.sealed").toFile().exists());
    }

    /** Stands in front of the public screen, from its first address on. */
    void lookAt(Program booth) {
        screen.open(booth.awaitPrinted("Screen: (\\S+)")).until("document.body.dataset.ready === 'true'");
        screen.run(KEEP_ANSWERS);
    }

    /** Holds a card on the reader until the screen answers, and takes it away; what the screen said. */
    String touch(VirtualCard card) {
        forgetResult();
        reader.insert(card);
        screen.until("window.answers.length > 0");
        reader.remove();
        return answer();
    }

    /** The scanner types like a US keyboard, faster than this machine could send single keys, and ends with Enter. */
    String scan(String text) {
        forgetResult();
        Object typed = screen.run("""
                const press = (code, key) => ["keydown", "keyup"].forEach((type) => document.body.dispatchEvent(
                    new KeyboardEvent(type, { code, key, shiftKey: /[A-Z]/.test(key), bubbles: true, cancelable: true })));
                for (const letter of arguments[0]) press(/[0-9]/.test(letter) ? "Digit" + letter : "Key" + letter, letter);
                press("Enter", "Enter");
                return arguments[0].length;""", text);
        assertThat(typed).isEqualTo((long) text.length());
        screen.until("window.answers.length > 0");
        return answer();
    }

    /** Waits until the screen is free of the person before and the same card would count as held out again. */
    private void forgetResult() {
        screen.until("document.getElementById('result').hidden");
        screen.run("window.answers.length = 0");
    }

    /** What the screen answered, however long ago: on a busy machine it may have gone back to its idle face by now. */
    private String answer() {
        screen.picture("story-" + screen.run("return document.body.dataset.face"));
        return screen.run("return window.answers.at(-1)").toString();
    }

    /** Credits of a meeting, once there are so many. */
    List<String> awaitLedger(String meeting, int lines) throws IOException {
        await("credits in the ledger of " + meeting)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> office.ledger(meeting).lines().count() == lines + 1);
        return office.ledger(meeting).lines().skip(1).toList();
    }

    /** The office's first log-in. */
    void enterOffice(String setUpLink) {
        screen.open(setUpLink);
        screen.driver().findElement(By.name("login")).sendKeys("jimukyoku");
        screen.driver().findElement(By.name("name")).sendKeys("事務局 花子");
        screen.driver().findElement(By.name("password")).sendKeys("kyoto autumn ledger river");
        screen.driver().findElement(By.name("again")).sendKeys("kyoto autumn ledger river");
        screen.press("form button.primary").until("location.pathname === '/'");
    }

    /** Opens the first link that matches. */
    void follow(String css) {
        screen.open(screen.driver().findElement(By.cssSelector(css)).getDomProperty("href"));
    }

    /** Keeps a picture of a page, and holds it to the rules of accessibility. */
    void look(String page) {
        screen.picture("story-" + page);
        assertThat(Axe.faults(screen)).as(page).isEmpty();
    }

    @Override
    public void close() {
        try (pcscd;
                reader;
                screen;
                office) {
            // each is closed also if another cannot be, from the last to the first
        }
    }
}
