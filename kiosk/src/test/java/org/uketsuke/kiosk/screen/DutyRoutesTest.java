package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be done at a booth whose roster lists no staff. */
final class DutyRoutesTest {
    private final BoothFixture booth = new BoothFixture();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void openPage() throws Exception {
        assertThat(send(HttpRequest.newBuilder(URI.create(booth.screen.firstUrl()))
                                .GET())
                        .statusCode())
                .isEqualTo(303);
    }

    @AfterEach
    void stop() {
        booth.close();
    }

    @Test
    void whoeverWorksThereOpensAndClosesAndNobodyWipes() throws Exception {
        assertThat(post("open", "{}")).isEqualTo(200);
        assertThat(post("close", "{\"lines\":3}")).isEqualTo(200);
        assertThat(post("export", "{}")).isEqualTo(200);
        assertThat(post("print", "{}")).isEqualTo(200);
        assertThat(post("wipe", "{}")).isEqualTo(401);

        assertThat(booth.duty.asked).containsExactly("open by unknown", "close by unknown with 3", "export", "print");
    }

    @Test
    void behindALockNothingIsClosedOrExportedBeforeTheKeyIsThere() throws Exception {
        booth.duty.keyWanted = true;

        assertThat(post("close", "{\"lines\":0}")).isEqualTo(401);
        assertThat(post("export", "{}")).isEqualTo(401);
        assertThat(post("key", "{\"text\":\"UKB1\"}")).isEqualTo(200);
        assertThat(post("open", "{}")).isEqualTo(200);

        assertThat(booth.duty.asked).containsExactly("key", "open by unknown");
    }

    @Test
    void whatIsNoNumberOfLinesIsRefused() throws Exception {
        for (String body : new String[] {"{\"lines\":-1}", "{\"lines\":100001}", "{}", "{\"lines\":\"many\"}", ""}) {
            assertThat(post("close", body)).as(body).isEqualTo(400);
        }
        assertThat(booth.duty.asked).isEmpty();
    }

    private int post(String what, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + booth.screen.port() + "/duty/" + what))
                        .header("X-Uketsuke", "1")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)))
                .statusCode();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
