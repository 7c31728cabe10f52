package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.health.ListeningManager;

/** The whole kiosk as systemd starts it: a process of its own, a real socket for its beats, a real file for the browser's restart. */
@EnabledOnOs(OS.LINUX)
final class KioskUnderServiceManagerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> heard = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void saysThatItIsReadyWellAndStoppingAndHasASilentBrowserRestarted() throws Exception {
        Path data = SampleBooth.enrol(folder, 50, Instant.now(), new SecureRandom());
        Path restart = folder.resolve("restart-browser");
        try (ListeningManager manager = ListeningManager.in(folder)) {
            Process kiosk = start(data, restart, manager);
            try {
                hear(manager, "READY=1");
                assertThat(heard).startsWith("READY=1");
                hear(manager, "WATCHDOG=1");

                beatOnce(URI.create(Files.readString(folder.resolve("address")).strip()));
                await().atMost(PATIENCE).until(() -> Files.exists(restart));
                heard.clear();
                hear(manager, "WATCHDOG=1");

                kiosk.destroy();
                hear(manager, "STOPPING=1");
                assertThat(kiosk.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                kiosk.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Path data, Path restart, ListeningManager manager) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                BoothProgram.thisJava(),
                "-cp",
                BoothProgram.thisClassPath(),
                Main.class.getName(),
                "run",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--address-file",
                folder.resolve("address").toString(),
                "--restart-browser",
                "/usr/bin/touch " + restart);
        builder.environment().putAll(manager.environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private void hear(ListeningManager manager, String wanted) {
        await(wanted).atMost(PATIENCE).until(() -> {
            heard.addAll(manager.heard());
            return heard.contains(wanted);
        });
    }

    /** What the page does once, before it is gone. */
    private static void beatOnce(URI address) throws Exception {
        HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();
        browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        int status = browser.send(
                        HttpRequest.newBuilder(address.resolve("/heartbeat"))
                                .header("X-Uketsuke", "1")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"tab\":\"one\",\"publicPage\":true}"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(204);
    }
}
