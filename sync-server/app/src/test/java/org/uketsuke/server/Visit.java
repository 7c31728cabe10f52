package org.uketsuke.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A person at a browser: keeps cookies, fills forms, follows nothing by itself. */
public final class Visit {
    /** A password that the rules take. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_form\" value=\"([^\"]*)\"");

    /** A busy build machine may take long; the tests never depend on how long. */
    private static final Duration ANSWER_WAIT = Duration.ofMinutes(3);

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .readTimeout(ANSWER_WAIT)
            .build();
    private final RunningServer server;
    private final Map<String, String> cookies = new HashMap<>();
    private String lastPage = "";

    /** Somebody who has not been here. */
    public Visit(RunningServer server) {
        this.server = server;
    }

    /**
     * A page.
     *
     * @param status HTTP status
     * @param body as received
     * @param headers by name in small letters
     * @param setCookies as received
     */
    public record Page(int status, String body, Map<String, String> headers, java.util.List<String> setCookies) {
        /** Where it sends the browser. */
        public String location() {
            return headers.getOrDefault("location", "");
        }
    }

    /** Uses the set-up link of a new server, and is logged in then. */
    public static Visit asAdministrator(RunningServer server) {
        Visit visit = new Visit(server);
        Page page = visit.setUp(server.server().setUpLink().orElseThrow(), "admin", "管理 花子");
        if (page.status() != 303) {
            throw new AssertionError("Set-up failed: " + page.status() + " " + page.body());
        }
        return visit;
    }

    /** Makes an account by a link. */
    public Page setUp(String link, String login, String name) {
        String path = link.substring(link.indexOf("/setup/"));
        get(path);
        return post(
                "/setup",
                Map.of(
                        "link",
                        path.substring("/setup/".length()),
                        "login",
                        login,
                        "name",
                        name,
                        "password",
                        PASSWORD,
                        "again",
                        PASSWORD));
    }

    /** Logs in. */
    public Page logIn(String login, String password) {
        get("/login");
        return post("/login", Map.of("login", login, "password", password, "next", "/"));
    }

    /** Opens a page. */
    public Page get(String path) {
        return send(new Request.Builder().url(server.url() + path));
    }

    /** Sends the form of the page that was opened last, with its token. */
    public Page post(String path, Map<String, String> fields) {
        FormBody.Builder form = new FormBody.Builder().add("_form", formToken().orElse(""));
        fields.forEach(form::add);
        return send(new Request.Builder()
                .url(server.url() + path)
                .header("Origin", server.url())
                .header("Sec-Fetch-Site", "same-origin")
                .post(form.build()));
    }

    /** Uploads a file by the form of the page that was opened last. */
    public Page upload(String path, byte[] content) {
        RequestBody body = new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("_form", formToken().orElse(""))
                .addFormDataPart(
                        "file", "export.gz", RequestBody.create(content, MediaType.get("application/octet-stream")))
                .build();
        return send(new Request.Builder().url(server.url() + path).post(body));
    }

    /** Sends any request with this person's cookies. */
    public Page send(Request.Builder request) {
        StringBuilder cookie = new StringBuilder();
        cookies.forEach(
                (name, value) -> cookie.append(name).append('=').append(value).append("; "));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie.toString());
        }
        try (Response response = http.newCall(request.build()).execute()) {
            Page page = page(response);
            page.setCookies().forEach(this::keep);
            lastPage = page.body();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page page(Response response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        response.headers()
                .forEach(header ->
                        headers.put(header.getFirst().toLowerCase(java.util.Locale.ROOT), header.getSecond()));
        return new Page(response.code(), response.body().string(), headers, response.headers("Set-Cookie"));
    }

    private void keep(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        int at = pair.indexOf('=');
        cookies.put(pair.substring(0, at), pair.substring(at + 1));
    }

    /** The token of the form on the page that was opened last. */
    public Optional<String> formToken() {
        Matcher matcher = FORM_TOKEN.matcher(lastPage);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The value of a cookie. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Plants a cookie, as somebody else might. */
    public void plant(String name, String value) {
        cookies.put(name, value);
    }
}
