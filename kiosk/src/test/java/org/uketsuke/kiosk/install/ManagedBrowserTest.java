package org.uketsuke.kiosk.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.bench.Chromium;

/**
 * A real Chromium under the policies that {@code kiosk install} writes, without a window. What a keyboard does is in {@link
 * KeyboardEscapeTest}.
 */
@EnabledOnOs(OS.LINUX)
final class ManagedBrowserTest {
    private static final String BLOCKED = "ERR_BLOCKED_BY_ADMINISTRATOR";
    private static final String PAGE = """
            <!doctype html><title>kiosk</title><p>the kiosk's page</p>
            <a id="download" href="/file.bin" download>file</a><input id="file" type="file">
            """;

    @TempDir
    Path folder;

    private HttpServer kiosk;
    private HttpServer elsewhere;
    private ManagedChromium managed;
    private Path chromium;

    @BeforeEach
    void install() throws Exception {
        Peers.needBrowser();
        kiosk = server();
        elsewhere = server();
        managed = new ManagedChromium(folder, kiosk.getAddress().getPort());
        chromium = managed.program(
                "driven",
                Map.of(
                        "\"RemoteDebuggingAllowed\": false",
                        "\"RemoteDebuggingAllowed\": true",
                        "\"DeveloperToolsAvailability\": 2",
                        "\"DeveloperToolsAvailability\": 1"));
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
            boolean file = exchange.getRequestURI().getPath().equals("/file.bin");
            exchange.getResponseHeaders().set("Content-Type", file ? "application/octet-stream" : "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    @AfterEach
    void end() {
        for (HttpServer server : List.of(kiosk, elsewhere)) {
            server.stop(0);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private Chromium start() throws IOException {
        return Chromium.start(chromium, Files.createTempDirectory(folder, "work"), System::nanoTime);
    }

    @Test
    void thePageOfTheKioskOpensAndNoOther() throws IOException {
        try (Chromium browser = start()) {
            openKiosk(browser);

            for (String other : List.of(
                    address(elsewhere),
                    "http://localhost:" + kiosk.getAddress().getPort() + "/",
                    "https://www.example.org/",
                    "file:///etc/passwd")) {
                assertThatThrownBy(() -> browser.open(other)).as(other).hasMessageContaining(BLOCKED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chrome://settings/",
                "chrome://downloads/",
                "chrome://history/",
                "chrome://policy/",
                "chrome://inspect/",
                "chrome://extensions/",
                "view-source:http://127.0.0.1/"
            })
    void theBrowsersOwnPagesAreClosed(String page) throws IOException {
        try (Chromium browser = start()) {
            openKiosk(browser);

            assertThatThrownBy(() -> browser.open(page)).hasMessageContaining(BLOCKED);
        }
    }

    private void openKiosk(Chromium browser) {
        openPage(browser, address(kiosk));
    }

    private static void openPage(Chromium browser, String address) {
        browser.open(address);
        browser.run("""
                new Promise((resolve) => {
                  const look = () => document.getElementById("download") ? resolve() : setTimeout(look, 20);
                  look();
                })
                """);
        assertThat(browser.run("document.title").asString()).isEqualTo("kiosk");
    }

    @Test
    void theMachinesOwnBrowserIsNotTouched() throws IOException {
        try (Chromium plain = Chromium.start(
                Path.of("/usr/bin/chromium"), Files.createTempDirectory(folder, "work"), System::nanoTime)) {
            openPage(plain, address(elsewhere));
        }
    }

    @Test
    void aPageCannotLeadElsewhere() throws IOException {
        try (Chromium browser = start()) {
            openKiosk(browser);

            browser.run("location.href = '" + address(elsewhere) + "'");

            String whereItIs = """
                    document.title !== "kiosk" ? "blocked" : location.port !== "%d" ? "left" : ""
                    """.formatted(kiosk.getAddress().getPort());
            // a question that comes while one page gives way to the next has no answer, and is asked again
            String where = await().ignoreException(IllegalStateException.class)
                    .until(() -> browser.run(whereItIs).asString(), it -> !it.isEmpty());
            assertThat(where).isEqualTo("blocked");
        }
    }

    @Test
    void nothingIsDownloaded() throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        try (Chromium browser = Chromium.start(chromium, work, System::nanoTime)) {
            openKiosk(browser);

            browser.run("document.getElementById('download').click()");
            browser.run("new Promise((resolve) => setTimeout(resolve, 2000))");

            try (var files = Files.walk(folder)) {
                assertThat(files.filter(file -> file.getFileName().toString().contains("file.bin")))
                        .isEmpty();
            }
        }
    }

    @Test
    void developerToolsAreClosed() throws IOException {
        Path program = managed.program(
                "without-tools", Map.of("\"RemoteDebuggingAllowed\": false", "\"RemoteDebuggingAllowed\": true"));

        assertThatThrownBy(() -> Chromium.start(program, Files.createTempDirectory(folder, "work"), System::nanoTime))
                .hasMessageContaining("Not allowed");
    }

    @Test
    void aBrowserAsInstalledCannotBeDebuggedFromOutside() throws Exception {
        Path profile = folder.resolve("profile");
        Process browser = new ProcessBuilder(
                        managed.program("as-installed", Map.of()).toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            boolean ended = browser.waitFor(8, TimeUnit.SECONDS);

            assertThat(profile.resolve("DevToolsActivePort")).doesNotExist();
            assertThat(Files.readString(folder.resolve("said")))
                    .as("ended: %s", ended)
                    .containsIgnoringCase("remote debugging");
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
        }
    }
}
