package org.uketsuke.kiosk.screen;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets only the kiosk's own page in (SEC-40, SEC-42, SEC-43). Every request passes the checks in this order: Host, against
 * rebound names; Origin and Sec-Fetch-Site, against pages of other sites in the same browser; method and content type, so
 * that no form can change anything; and a secret of this start, which the first URL carries and the browser then holds as a
 * cookie. Cookies are shared by all ports of an address, so the secret complements the other checks and replaces none.
 */
final class Guard {
    /** Header that the page sends with every change; another site cannot add it without a CORS preflight, which fails. */
    static final String OWN_HEADER = "X-Uketsuke";

    private static final int SECRET_BYTES = 32;
    /** Browsers leave it out of Host and Origin. */
    private static final int HTTP_PORT = 80;

    private final String host;
    private final String origin;
    private final String cookieName;
    private final String key;
    private final String cookieValue;

    Guard(int port, SecureRandom random) {
        this.host = port == HTTP_PORT ? "127.0.0.1" : "127.0.0.1:" + port;
        this.origin = "http://" + host;
        this.cookieName = "uketsuke-" + port;
        this.key = secret(random);
        this.cookieValue = secret(random);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The URL that opens the page for the first time; whoever has it can use the kiosk's page. */
    String firstUrl() {
        return origin + "/?key=" + key;
    }

    /** Passes a request or says why not. */
    Optional<Refusal> check(Context request) {
        addHeaders(request);
        if (!host.equals(request.header("Host"))) {
            return Optional.of(Refusal.HOST);
        }
        String from = request.header("Origin");
        if (from != null && !from.equals(origin)) {
            return Optional.of(Refusal.ORIGIN);
        }
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return Optional.of(Refusal.SITE);
        }
        if (request.method() == HandlerType.POST) {
            return holdsCookie(request) ? checkChange(request) : Optional.of(Refusal.SECRET);
        }
        if (request.method() != HandlerType.GET) {
            return Optional.of(Refusal.METHOD);
        }
        boolean open = request.path().equals("/health") || opensPage(request);
        return open || holdsCookie(request) ? Optional.empty() : Optional.of(Refusal.SECRET);
    }

    private static Optional<Refusal> checkChange(Context request) {
        if (request.header(OWN_HEADER) == null) {
            return Optional.of(Refusal.HEADER);
        }
        String wanted = request.path().equals("/frames") ? "application/octet-stream" : "application/json";
        String type = request.contentType();
        return type != null && type.split(";", 2)[0].strip().equals(wanted)
                ? Optional.empty()
                : Optional.of(Refusal.TYPE);
    }

    /** Whether this is the first URL, with this start's key. */
    boolean opensPage(Context request) {
        return request.path().equals("/") && same(request.queryParam("key"), key);
    }

    private boolean holdsCookie(Context request) {
        return same(request.cookie(cookieName), cookieValue);
    }

    private static boolean same(@Nullable String given, String secret) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands the browser the secret as a cookie. */
    void admit(Context response) {
        response.cookie(new Cookie(cookieName, cookieValue, "/", -1, false, true, null, SameSite.STRICT));
    }

    private static void addHeaders(Context response) {
        response.header(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("X-Frame-Options", "DENY");
        response.header("Cache-Control", "no-store");
        response.header("Referrer-Policy", "no-referrer");
        response.header(
                "Permissions-Policy", "camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=()");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Why a request was turned away, with the HTTP status of it. */
    enum Refusal {
        HOST(421, "This address does not serve that host"),
        ORIGIN(403, "Another site's page cannot use the kiosk"),
        SITE(403, "Another site's page cannot use the kiosk"),
        METHOD(405, "Only GET and POST are served"),
        SECRET(401, "Open the page with the address that the kiosk printed when it started"),
        HEADER(403, "The kiosk's own page sends the header " + OWN_HEADER),
        TYPE(415, "Changes are sent as application/json, camera pictures as application/octet-stream");

        final int status;
        final String detail;

        Refusal(int status, String detail) {
            this.status = status;
            this.detail = detail;
        }
    }
}
