package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Uses a booth's page as the page itself does, without a browser. */
final class RemoteHand {
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    private final URI screen;

    /** Opens the page by its first address. */
    RemoteHand(String screenUrl) throws IOException, InterruptedException {
        this.screen = URI.create(screenUrl);
        assertThat(send(HttpRequest.newBuilder(screen).GET()).statusCode()).isEqualTo(200);
    }

    /** Presses a button of the sample panel. */
    void sample(int index) throws IOException, InterruptedException {
        post("/samples/" + index, "{}");
    }

    /** Types as a scanner does. */
    void scan(String text) throws IOException, InterruptedException {
        post("/typed", "{\"text\":\"" + text + "\"}");
    }

    /** Posts, and gives the answer's body. */
    String post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(screen.resolve(path))
                .header("X-Uketsuke", "1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.body();
    }

    /** Gets a text. */
    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(screen.resolve(path)).GET()).body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
