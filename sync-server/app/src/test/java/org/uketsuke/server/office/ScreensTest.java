package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.Peers;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.storage.Engine;

/** Every page in a real browser, in both languages; the pictures stay in {@code target/screens}. */
class ScreensTest {
    private static final Path PICTURES = Path.of("target", "screens");
    private static final String MEETING = "/meetings/jsh/tokai-9";
    private static final Map<String, String> PAGES = new LinkedHashMap<>(Map.of(
            "meetings", "/",
            "meeting", MEETING,
            "entries", MEETING + "/entries",
            "exceptions", MEETING + "/exceptions?state=all",
            "member", "/members/jsh/m1",
            "member-nasty", "/members/jsh/m4",
            "evidence", "/entries/" + TrialDay.FIRST_JOURNAL + "/1",
            "search", "/search",
            "upload", "/upload",
            "accounts", "/accounts"));

    static {
        PAGES.put("booth", MEETING + "/booth");
        PAGES.put("sessions", MEETING + "/sessions");
    }

    @TempDir
    private Path folder;

    @Test
    void everyPageKeepsToItsPolicyAndFitsTheWindow() throws IOException {
        Peers.needBrowser();
        Files.createDirectories(PICTURES);
        ChromeDriver browser = browser(folder.resolve("profile"));
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder.resolve("data"))) {
            TrialDay.on(server);
            SmallAgenda.into(server.storage());
            new KioskClient(server).enrol(SmallSociety.code(server, "第1会場 入口", "第1会場", "both"));
            new KioskClient(server).enrol(SmallSociety.code(server, "別館 2F", "倉庫", "out"));
            Visit.asAdministrator(server);
            logIn(browser, server);

            for (String language : List.of("ja", "en")) {
                for (Map.Entry<String, String> page : PAGES.entrySet()) {
                    String path = page.getValue();
                    browser.get(server.url() + path + (path.contains("?") ? "&" : "?") + "lang=" + language);
                    look(browser, page.getKey() + "-" + language);
                }
            }
            booth(browser, server);
            search(browser, server);
            onAPhone(browser, server);
        } finally {
            browser.quit();
        }
    }

    private void logIn(ChromeDriver browser, RunningServer server) throws IOException {
        browser.get(server.url() + MEETING);
        look(browser, "login-ja");
        browser.findElement(By.id("login")).sendKeys("admin");
        browser.findElement(By.id("password")).sendKeys(Visit.PASSWORD);
        browser.findElement(By.cssSelector("button.primary")).click();
        shows(browser, server.url() + MEETING);
    }

    private void booth(ChromeDriver browser, RunningServer server) throws IOException {
        for (String language : List.of("en", "ja")) {
            browser.get(server.url() + MEETING + "/booth?lang=" + language);
            browser.findElement(By.id("name")).sendKeys("山本 花子");
            browser.findElement(By.cssSelector("form.row button.primary")).click();
            shows(browser, server.url() + MEETING + "/booth/staff");
            look(browser, "staffcard-" + language);
            browser.get(server.url() + MEETING + "/booth?lang=" + language);
            look(browser, "booth-staffed-" + language);
            browser.findElement(By.cssSelector("form[action$='/booth/key'] button"))
                    .click();
            shows(browser, server.url() + MEETING + "/booth/key");
            look(browser, "boothkey-" + language);
        }
    }

    private void search(ChromeDriver browser, RunningServer server) throws IOException {
        browser.get(server.url() + "/search?lang=ja");
        browser.findElement(By.id("query")).sendKeys("高橋");
        browser.findElement(By.cssSelector("main button")).click();
        shows(browser, server.url() + "/search");
        assertThat(browser.findElement(By.cssSelector("tbody")).getText()).contains("髙橋 花子");
        look(browser, "found-ja");
        browser.get(server.url() + "/nothing");
        look(browser, "error-ja");
    }

    /** A click may be told as done before the browser has begun to leave the page. */
    private static void shows(ChromeDriver browser, String address) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(browser.getCurrentUrl()).isEqualTo(address));
    }

    private void onAPhone(ChromeDriver browser, RunningServer server) throws IOException {
        browser.manage().window().setSize(new Dimension(500, 900));
        browser.get(server.url() + MEETING + "?lang=ja");
        look(browser, "meeting-narrow-ja");
    }

    /** Takes the picture, and checks what a picture does not show. */
    private static void look(ChromeDriver browser, String name) throws IOException {
        JavascriptExecutor page = browser;
        Object measured = page.executeScript("return document.documentElement.scrollHeight");
        long height = Long.parseLong(String.valueOf(measured));
        Dimension size = browser.manage().window().getSize();
        browser.manage().window().setSize(new Dimension(size.getWidth(), (int) Math.min(4000, height + 160)));
        Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        browser.manage().window().setSize(size);
        Object tooWide = page.executeScript("return document.documentElement.scrollWidth > window.innerWidth");
        assertThat(tooWide).as(name + " scrolls sideways").isEqualTo(false);
        assertThat(browser.findElements(By.tagName("h1"))).as(name).hasSize(1);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(line -> line.getLevel().intValue() >= Level.SEVERE.intValue())
                        .filter(line -> !line.getMessage().contains("status of 40"))
                        .toList())
                .as(name)
                .isEmpty();
    }

    private static ChromeDriver browser(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new java.io.File("/usr/bin/chromedriver"))
                .build();
        return new ChromeDriver(service, options);
    }
}
