package org.uketsuke.kiosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window, with a profile of its own and no network business of its own. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    /**
     * Starts one.
     *
     * @param profile an empty folder
     * @param moreArguments such as a camera that is fed from a file
     */
    public Browser(Path profile, String... moreArguments) {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--autoplay-policy=no-user-gesture-required",
                "--window-size=1280,800",
                "--user-data-dir=" + profile));
        arguments.addAll(List.of(moreArguments));
        ChromeOptions options =
                new ChromeOptions().setBinary("/usr/bin/chromium").addArguments(arguments);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options);
    }

    /** The driver, for what this class does not wrap. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Opens an address. */
    public Browser open(String url) {
        driver.get(url);
        return this;
    }

    /** From the next page on keeps what breaks in its scripts, for {@link #scriptErrors}. */
    public Browser keepScriptErrors() {
        command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.broken = []; addEventListener('error', (it) => window.broken.push(it.message))"));
        return this;
    }

    /** What broke in the page's scripts since it was opened. */
    public List<?> scriptErrors() {
        return (List<?>) run("return window.broken");
    }

    /** The viewport's size, in CSS pixels. */
    public Browser resize(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Sends a command of the DevTools protocol. */
    public Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** Runs a script in the page; what it gives, or an empty text for nothing. */
    public Object run(String script, Object... arguments) {
        return Optional.ofNullable(driver.executeScript(script, arguments)).orElse("");
    }

    /** Runs a script that gives a promise, and waits for it. */
    public Object await(String promise, Object... arguments) {
        String script = "const done = arguments[arguments.length - 1]; (async () => {" + promise
                + "})().then(done, (e) => done('rejected: ' + e))";
        return Optional.ofNullable(driver.executeAsyncScript(script, arguments)).orElse("");
    }

    /** Waits until a script gives true. */
    public Browser until(String condition) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(condition)
                .pollingEvery(Duration.ofMillis(20))
                .until(it -> Boolean.TRUE.equals(driver.executeScript("return " + condition)));
        return this;
    }

    /** Presses an element. */
    public Browser press(String css) {
        driver.findElement(By.cssSelector(css)).click();
        return this;
    }

    /** The visible text of an element. */
    public String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    /** Keeps a picture of the page under {@code target/screens}, for people to look at. */
    public void picture(String name) {
        Path file = Path.of("target", "screens", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
