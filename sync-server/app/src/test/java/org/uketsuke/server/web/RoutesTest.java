package org.uketsuke.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.Visit.Page;
import org.uketsuke.server.storage.Engine;

/** Walks the whole route table as everybody who should not come through. */
class RoutesTest {
    @TempDir
    private Path folder;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.start(Engine.SQLITE, folder);
        SmallSociety.into(server.storage());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Route> routes(Gate.Who who) {
        return server.server().routes().stream()
                .filter(route -> route.gate().who() == who)
                .toList();
    }

    private static String address(Route route) {
        return route.path().replaceAll("\\{[^}]*}", "x");
    }

    private Page send(Visit visit, Route route) {
        RequestBody body = route.method().equals(HandlerType.GET) ? null : new FormBody.Builder().build();
        return visit.send(new Request.Builder()
                .url(server.url() + address(route))
                .method(route.method().name(), body));
    }

    @Test
    void thereAreRoutesForEveryKindOfCaller() {
        assertThat(routes(Gate.Who.ANYONE)).hasSizeGreaterThan(3);
        assertThat(routes(Gate.Who.NEW_KIOSK)).hasSize(1);
        assertThat(routes(Gate.Who.KIOSK)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(routes(Gate.Who.OFFICE)).hasSizeGreaterThan(8);
    }

    @Test
    void nobodyComesThroughToWhatIsForKiosksOrTheOffice() {
        Visit nobody = new Visit(server);

        for (Route route : server.server().routes()) {
            if (route.gate().who() != Gate.Who.ANYONE) {
                assertThat(send(nobody, route).status()).as(route.path()).isEqualTo(401);
            }
        }
    }

    @Test
    void openRoutesAreOnlyTheseAndTheirFormsNeedTheirPage() {
        Visit nobody = new Visit(server);

        assertThat(routes(Gate.Who.ANYONE))
                .extracting(route -> route.method() + " " + route.path())
                .containsExactlyInAnyOrder(
                        "GET /assets/office.css",
                        "GET /assets/booth.css",
                        "GET /assets/icon.svg",
                        "GET /login",
                        "POST /login",
                        "GET /setup/{link}",
                        "POST /setup");
        for (Route route : routes(Gate.Who.ANYONE)) {
            if (route.method().equals(HandlerType.POST)) {
                assertThat(send(nobody, route).status()).as(route.path()).isEqualTo(403);
            }
        }
    }

    @Test
    void aKioskComesThroughToItsOwnRoutesOnly() {
        KioskClient kiosk = new KioskClient(server);
        kiosk.enrol(SmallSociety.code(server));

        for (Route route : routes(Gate.Who.OFFICE)) {
            String method = route.method().name();
            Request request = kiosk.signed(
                            method, "", new byte[0], server.clock().instant())
                    .url(server.url() + address(route))
                    .build();
            assertThat(kiosk.send(request).status()).as(route.path()).isEqualTo(401);
        }
    }

    @Test
    void theOfficeDoesNotComeThroughToWhatIsForKiosks() {
        Visit administrator = Visit.asAdministrator(server);

        for (Route route : server.server().routes()) {
            Gate.Who who = route.gate().who();
            if (who == Gate.Who.KIOSK || who == Gate.Who.NEW_KIOSK) {
                assertThat(send(administrator, route).status()).as(route.path()).isEqualTo(401);
            }
        }
    }

    @Test
    void everyFormOfTheOfficeNeedsItsTokenAndItsOwnPage() {
        Visit administrator = Visit.asAdministrator(server);
        administrator.get("/");
        String token = administrator.formToken().orElseThrow();

        for (Route route : routes(Gate.Who.OFFICE)) {
            if (!route.method().equals(HandlerType.GET)) {
                assertThat(send(administrator, route).status())
                        .as("no token: " + route.path())
                        .isEqualTo(403);
                assertThat(foreign(administrator, route, "x".repeat(43), Map.of())
                                .status())
                        .as("wrong token: " + route.path())
                        .isEqualTo(403);
                assertThat(foreign(administrator, route, token, Map.of("Origin", "https://evil.example"))
                                .status())
                        .as("foreign origin: " + route.path())
                        .isEqualTo(403);
                assertThat(foreign(administrator, route, token, Map.of("Sec-Fetch-Site", "cross-site"))
                                .status())
                        .as("foreign site: " + route.path())
                        .isEqualTo(403);
            }
        }
    }

    private Page foreign(Visit visit, Route route, String token, Map<String, String> headers) {
        Request.Builder request = new Request.Builder()
                .url(server.url() + address(route))
                .post(new FormBody.Builder().add("_form", token).build());
        headers.forEach(request::header);
        return visit.send(request);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        Visit administrator = Visit.asAdministrator(server);

        for (Route route : server.server().routes()) {
            Map<String, String> headers = send(administrator, route).headers();
            assertThat(headers.get("content-security-policy"))
                    .as(route.path())
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers).containsEntry("x-content-type-options", "nosniff");
            assertThat(headers).containsEntry("referrer-policy", "same-origin");
            assertThat(headers).containsKey("cache-control").doesNotContainKey("server");
            assertThat(headers).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void whatGoesWrongTellsNothingAboutTheInside() {
        Visit administrator = Visit.asAdministrator(server);
        List<String> addresses = List.of(
                "/nothing",
                "/api/v1/nothing",
                "/meetings/x/y",
                "/entries/x/y",
                "/entries/x/99999999999999999999",
                "/members/x/y",
                "/%00",
                "/meetings/%ff/%fe",
                "/meetings/jsh/tokai-9/entries?from=%27%20OR%201=1",
                "/meetings/jsh/tokai-9/exceptions?page=-1",
                "/..%2f..%2fetc/passwd",
                "/assets/../logback.xml");

        for (String address : addresses) {
            String body = administrator.get(address).body().toLowerCase(Locale.ROOT);
            assertThat(body)
                    .as(address)
                    .doesNotContain("javalin", "jetty", "at org.", "exception:", "java.lang", "sqlite");
        }
    }

    @Test
    void aFaultIsAnsweredWithAReferenceOnly() {
        Visit administrator = Visit.asAdministrator(server);
        server.storage().close();

        Page page = administrator.get("/");

        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body()).containsPattern("<code>[0-9a-f]{8}</code>");
        assertThat(page.body().toLowerCase(Locale.ROOT)).doesNotContain("javalin", "hikari", "at org.");
    }

    @Test
    void anOversizedFormIsRefused() {
        Visit nobody = new Visit(server);
        nobody.get("/login");

        Page page = nobody.post("/login", Map.of("login", "x".repeat(2 << 20), "password", "y"));

        assertThat(page.status()).isEqualTo(413);
    }

    @Test
    void aFileThatIsTooLargeIsSaidToBeAndNobodyElseMaySendOne() {
        Visit administrator = Visit.asAdministrator(server);
        administrator.get("/upload");
        Visit nobody = new Visit(server);
        nobody.get("/login");

        assertThat(administrator
                        .upload("/upload", new byte[WebServer.UPLOAD_BYTES_MAX + 1])
                        .status())
                .isEqualTo(413);
        assertThat(nobody.upload("/login", new byte[2 << 20]).status()).isIn(400, 403);
    }

    @Test
    void whoMustLogInFirstComesBackToWhatHeAskedForButNotToWhatAFormWouldHaveDone() {
        Visit nobody = new Visit(server);

        assertThat(nobody.get("/meetings/jsh/tokai-9/entries?kiosk=k1").body())
                .contains("value=\"/meetings/jsh/tokai-9/entries?kiosk=k1\"");
        assertThat(nobody.post("/logout", Map.of()).body()).contains("name=\"next\" value=\"/\"");
    }

    /** Some proxies add to the caller's own line, others a line of their own below it: the last word is always theirs. */
    @Test
    void aCallerCannotChooseHisAddressBehindAProxy() {
        try (RunningServer proxied = RunningServer.behindProxy(Engine.SQLITE, folder.resolve("proxied"))) {
            Visit visit = new Visit(proxied);
            visit.get("/login");
            Request.Builder tried = new Request.Builder()
                    .url(proxied.url() + "/login")
                    .header("Origin", proxied.url())
                    .addHeader("X-Forwarded-For", "9.9.9.9")
                    .addHeader("X-Forwarded-For", "9.9.9.9, 203.0.113.7")
                    .post(new FormBody.Builder()
                            .add("_form", visit.formToken().orElseThrow())
                            .add("login", "nobody")
                            .add("password", "wrong")
                            .build());

            assertThat(visit.send(tried).status()).isEqualTo(401);

            assertThat(proxied.storage()
                            .<String>read(handle -> handle.createQuery(
                                            "SELECT detail FROM audit WHERE action = 'LOG_IN_FAILED'")
                                    .mapTo(String.class)
                                    .one()))
                    .isEqualTo("from 203.0.113.7");
        }
    }
}
