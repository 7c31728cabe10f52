package org.uketsuke.kiosk.screen;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Wire;

/** Errors as RFC 9457 problem documents: what happened and what to do, never a stack trace or a library's text. */
final class Problems {
    private static final String TYPE = "application/problem+json";

    private Problems() {}

    /** Answers with a problem. */
    static void answer(Context response, int status, String title, String detail) {
        response.status(status);
        response.contentType(TYPE);
        response.result(Wire.write(new Problem("/problems/" + slug(title), title, status, detail)));
    }

    /** Answers for what the web library refused by itself, such as a body that is too long. */
    static void answer(HttpResponseException refused, Context response) {
        answer(response, refused.getStatus(), "Refused", "The kiosk does not take this request");
    }

    /** Answers for requests so malformed that they never reach a route. */
    static boolean answerJetty(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        String body =
                Wire.write(new Problem("/problems/refused", "Refused", status, "The kiosk does not take this request"));
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private static String slug(String title) {
        return title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }
}
