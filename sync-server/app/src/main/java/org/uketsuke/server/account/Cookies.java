package org.uketsuke.server.account;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.WebServer;

/**
 * The two cookies of the office: the session, and before log-in a random value that forms must repeat. By https both have
 * the {@code __Host-} prefix, so that no neighbour can set them.
 */
final class Cookies {
    /** The field of every form that carries its token. */
    static final String FORM_FIELD = "_form";

    private final PublicAddress address;
    private final SecureRandom random;

    Cookies(PublicAddress address, SecureRandom random) {
        this.address = address;
        this.random = random;
    }

    Optional<SecretToken> session(Context request) {
        return read(request, "sid").map(SecretToken::new);
    }

    void startSession(Context request, SecretToken token) {
        write(request, "sid", token.text());
    }

    void endSession(Context request) {
        request.cookie(new Cookie(name("sid"), "", "/", 0, address.https(), true, null, SameSite.STRICT));
    }

    /** What a form before log-in carries; the cookie is set where it is missing. */
    String formToken(Context request) {
        return read(request, "form").filter(text -> text.length() == 43).orElseGet(() -> {
            String fresh = SecretToken.random(random).text();
            write(request, "form", fresh);
            return fresh;
        });
    }

    /** Whether the form repeats the cookie. */
    boolean formTokenHolds(Context request) {
        return read(request, "form").filter(text -> carries(request, text)).isPresent();
    }

    /** Whether a form carries that token. */
    static boolean carries(Context request, String token) {
        String sent = sent(request);
        return !sent.isEmpty()
                && !token.isEmpty()
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** The first look into a body: whatever the parser cannot take is the sender's to mend, not a fault of the server. */
    private static String sent(Context request) {
        try {
            return Optional.ofNullable(request.formParam(FORM_FIELD)).orElse("");
        } catch (HttpResponseException e) {
            throw e;
        } catch (Exception e) {
            // the servlet's own, too, which the library passes on undeclared
            boolean large = request.contentLength() > WebServer.UPLOAD_BYTES_MAX;
            throw large ? Refusal.tooLarge() : Refusal.malformed();
        }
    }

    private Optional<String> read(Context request, String name) {
        return Optional.ofNullable(request.cookie(name(name))).filter(text -> !text.isEmpty());
    }

    private void write(Context request, String name, String value) {
        request.cookie(new Cookie(name(name), value, "/", -1, address.https(), true, null, SameSite.STRICT));
    }

    private String name(String name) {
        return address.https() ? "__Host-" + name : name;
    }
}
