package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kiosk's page lets in, asked over a bare socket so that every header can be forged (SEC-40, 42, 43). */
class GuardTest {
    private final BoothFixture booth = new BoothFixture();
    private final int port = booth.screen.port();

    @AfterEach
    void stop() {
        booth.close();
    }

    @Test
    void onPortEightyTheAddressIsThatWhichBrowsersMakeOfIt() {
        assertThat(new Guard(80, new SecureRandom()).firstUrl()).startsWith("http://127.0.0.1/?key=");
        assertThat(new Guard(8080, new SecureRandom()).firstUrl()).startsWith("http://127.0.0.1:8080/?key=");
    }

    @Test
    void firstUrlIsSwappedForStrictCookieAndLeavesTheAddressBar() throws IOException {
        String answer = get("/?key=" + key(), host());

        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /\r\n");
        assertThat(answer).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Strict");
        assertThat(get("/", host(), cookie())).startsWith("HTTP/1.1 200").contains("<!doctype html>");
    }

    @Test
    void pageHasItsIcon() throws IOException {
        assertThat(get("/", host(), cookie()))
                .contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg\">");
        assertThat(get("/icon.svg", host(), cookie()))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Type: image/svg+xml", "<svg ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/texts.json",
                "/setup",
                "/events",
                "/main.js",
                "/icon.svg",
                "/opening",
                "/closing",
                "/duty",
                "/duty/day"
            })
    void nothingIsServedWithoutTheSecret(String path) throws IOException {
        assertThat(get(path, host())).startsWith("HTTP/1.1 401");
        assertThat(get(path, host(), "Cookie: uketsuke-" + port + "=0000")).startsWith("HTTP/1.1 401");
        assertThat(get("/?key=0000", host())).startsWith("HTTP/1.1 401").doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost:%d", "127.0.0.1", "127.0.0.1:1", "[::1]:%d", "evil.example:%d"})
    void reboundHostIsMisdirectedEvenWithTheSecret(String host) throws IOException {
        String header = "Host: " + host.formatted(port);

        assertThat(get("/", header, cookie())).startsWith("HTTP/1.1 421");
        assertThat(get("/health", header)).startsWith("HTTP/1.1 421");
        assertThat(get("/?key=" + key(), header)).startsWith("HTTP/1.1 421").doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "https://127.0.0.1:%d",
                "http://localhost:%d"
            })
    void otherOriginIsForbiddenEvenWithTheSecret(String origin) throws IOException {
        String header = "Origin: " + origin.formatted(port);

        assertThat(get("/events", host(), cookie(), header)).startsWith("HTTP/1.1 403");
        assertThat(post("/typed", "{\"text\":\"X\"}", host(), cookie(), own(), json(), header))
                .startsWith("HTTP/1.1 403");
        assertThat(booth.typed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything"})
    void otherSiteIsForbiddenEvenWithTheSecret(String site) throws IOException {
        assertThat(get("/", host(), cookie(), "Sec-Fetch-Site: " + site)).startsWith("HTTP/1.1 403");
        assertThat(get("/?key=" + key(), host(), "Sec-Fetch-Site: " + site)).startsWith("HTTP/1.1 403");
    }

    @Test
    void changeNeedsOwnHeaderJsonAndPost() throws IOException {
        String body = "{\"text\":\"X\"}";

        assertThat(post("/typed", body, host(), cookie(), json())).startsWith("HTTP/1.1 403");
        assertThat(post("/typed", body, host(), cookie(), own())).startsWith("HTTP/1.1 415");
        assertThat(post("/typed", body, host(), cookie(), own(), "Content-Type: text/plain"))
                .startsWith("HTTP/1.1 415");
        assertThat(post("/typed", body, host(), own(), json())).startsWith("HTTP/1.1 401");
        assertThat(get("/typed", host(), cookie())).startsWith("HTTP/1.1 404");
        assertThat(booth.typed).isEmpty();

        assertThat(post("/typed", body, host(), cookie(), own(), json())).startsWith("HTTP/1.1 200");
        assertThat(booth.typed).containsExactly("X");
    }

    @Test
    void countingWhatCannotBeReadIsAChangeToo() throws IOException {
        assertThat(post("/typed/unreadable", "{}", host(), cookie(), json())).startsWith("HTTP/1.1 403");
        assertThat(post("/typed/unreadable", "{}", host(), own(), json())).startsWith("HTTP/1.1 401");
        assertThat(booth.unreadable.availablePermits()).isZero();

        assertThat(post("/typed/unreadable", "{}", host(), cookie(), own(), json()))
                .startsWith("HTTP/1.1 204");
        assertThat(booth.unreadable.availablePermits()).isEqualTo(1);
    }

    @Test
    void preflightGetsNoLeave() throws IOException {
        String answer = ask(
                "OPTIONS",
                "/typed",
                "",
                host(),
                cookie(),
                "Access-Control-Request-Method: POST",
                "Origin: http://evil.example");

        assertThat(answer).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("Access-Control-Allow");
        assertThat(ask("OPTIONS", "/typed", "", host(), cookie()))
                .startsWith("HTTP/1.1 405")
                .doesNotContainIgnoringCase("Access-Control-Allow");
    }

    @Test
    void secretsOfAnEarlierStartAreWorthNothing() throws IOException {
        String oldKey = key();
        String oldCookie = cookie();

        try (BoothFixture restarted = new BoothFixture()) {
            int newPort = restarted.screen.port();
            String host = "Host: 127.0.0.1:" + newPort;
            String value = oldCookie.substring(oldCookie.indexOf('=') + 1);
            assertThat(askOn(newPort, "GET", "/?key=" + oldKey, "", host)).startsWith("HTTP/1.1 401");
            assertThat(askOn(newPort, "GET", "/setup", "", host, "Cookie: uketsuke-" + newPort + "=" + value))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void everyAnswerForbidsScriptsFramesAndCaches() throws IOException {
        for (String answer : List.of(get("/", host(), cookie()), get("/nowhere", host(), cookie()), get("/", host()))) {
            assertThat(answer)
                    .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("Cache-Control: no-store")
                    .contains("Permissions-Policy: camera=(self)")
                    .doesNotContain("unsafe")
                    .doesNotContain("Server:")
                    .doesNotContain("Access-Control-Allow");
        }
    }

    @Test
    void badRequestsGetShortProblemsWithoutInnards() throws IOException {
        List<String> answers = Stream.of(
                        post("/typed", "{\"text\":", host(), cookie(), own(), json()),
                        post("/typed", "[]", host(), cookie(), own(), json()),
                        post("/typed", "{}", host(), cookie(), own(), json()),
                        post("/help", "{\"call\":\"SECRET-TEXT\"}", host(), cookie(), own(), json()),
                        post("/typed", "x".repeat(9_000), host(), cookie(), own(), json()),
                        post("/frames?width=2&height=2", "abc", host(), cookie(), own(), octets()),
                        post("/frames?width=0&height=-1", "", host(), cookie(), own(), octets()),
                        post("/samples/0", "{}", host(), cookie(), own(), json()),
                        post("/samples/-1", "{}", host(), cookie(), own(), json()),
                        get("/../../etc/passwd", host(), cookie()),
                        get("/%2e%2e/texts.json", host(), cookie()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .containsPattern("^HTTP/1.1 4\\d\\d")
                        .contains("application/problem+json")
                        .doesNotContain(
                                "Exception", "javalin", "Javalin", "jetty", "at org.", "SECRET-TEXT", "Caused"));
        assertThat(booth.typed).isEmpty();
        assertThat(booth.frames).isEmpty();
        assertThat(booth.helpCalls).isEmpty();
    }

    @Test
    void faultBehindARouteGivesNoStackTrace() throws IOException {
        booth.fault = true;

        String answer = post("/typed", "{\"text\":\"X\"}", host(), cookie(), own(), json());

        assertThat(answer)
                .startsWith("HTTP/1.1 500")
                .contains("/problems/fault")
                .doesNotContain("broken on purpose");
    }

    @Test
    void pictureLargerThanFullHdIsNotTaken() throws IOException {
        String tooLarge = "x".repeat(ScreenRoutes.FRAME_BYTES_MAX + 1);

        String answer = post("/frames?width=1921&height=1080", tooLarge, host(), cookie(), own(), octets());

        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(booth.frames).isEmpty();
    }

    private String key() {
        String query = URI.create(booth.screen.firstUrl()).getQuery();
        return query.substring("key=".length());
    }

    private String cookie() throws IOException {
        String answer = get("/?key=" + key(), host());
        String set = answer.substring(answer.indexOf("Set-Cookie: ") + "Set-Cookie: ".length());
        return "Cookie: " + set.substring(0, set.indexOf(';'));
    }

    private String host() {
        return "Host: 127.0.0.1:" + port;
    }

    private static String own() {
        return "X-Uketsuke: 1";
    }

    private static String json() {
        return "Content-Type: application/json";
    }

    private static String octets() {
        return "Content-Type: application/octet-stream";
    }

    private String get(String path, String... headers) throws IOException {
        return ask("GET", path, "", headers);
    }

    private String post(String path, String body, String... headers) throws IOException {
        return ask("POST", path, body, headers);
    }

    private String ask(String method, String path, String body, String... headers) throws IOException {
        return askOn(port, method, path, body, headers);
    }

    private static String askOn(int port, String method, String path, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            String head = method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + (method.equals("POST") ? "\r\nContent-Length: " + bytes.length : "")
                    + "\r\nConnection: close\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
