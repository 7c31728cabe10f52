package org.uketsuke.server.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Wire;

/**
 * How the server answers: messages as JSON, errors as a problem document (RFC 9457) for kiosks and as a page for people.
 * Nothing of the inside comes out; what only the server's keeper may see is in the log, found by a reference (SEC-60).
 */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Text FAULT = new Text("サーバーで問題が起きました", "Something went wrong at the server");
    private static final Text FAULT_DETAIL = new Text(
            "しばらくしてからもう一度お試しください。続く場合は、下の番号を担当者にお知らせください。",
            "Try again in a while. If it stays, tell the person who looks after the server the number below.");

    private final Pages pages;
    private final SecureRandom random;

    /** With the templates, and the randomness of references. */
    public Answers(Pages pages, SecureRandom random) {
        this.pages = pages;
        this.random = random;
    }

    /** Answers with a message. */
    public static void json(Context request, Object message) {
        request.contentType("application/json").result(Wire.write(message));
    }

    void refuse(Context request, Refusal refusal) {
        request.status(refusal.status());
        refusal.headers().forEach(request::header);
        show(request, new ErrorPage(refusal.status(), refusal.title(), refusal.detail(), ""), refusal.type());
    }

    /** What the HTTP library refuses by itself, by status alone: its own words stay inside. */
    void refuse(Context request, HttpResponseException thrown) {
        int status = thrown.getStatus();
        if (status >= 500) {
            fail(request, thrown);
        } else if (status == 404) {
            refuse(request, Refusal.notFound());
        } else if (status == 413) {
            refuse(request, Refusal.tooLarge());
        } else if (status == 405) {
            refuse(request, methodNotAllowed());
        } else {
            refuse(request, Refusal.malformed());
        }
    }

    /**
     * A fault. The log gets where it happened but no exception message: those of database drivers repeat values.
     */
    void fail(Context request, Exception thrown) {
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        String reference = HexFormat.of().formatHex(bytes);
        LOG.error("{} {} {} failed: {}", reference, request.method(), request.endpoint().path, FaultTrace.of(thrown));
        request.status(500);
        show(request, new ErrorPage(500, FAULT, FAULT_DETAIL, reference), "/problems/fault");
    }

    private void show(Context request, ErrorPage view, String type) {
        if (request.path().startsWith("/api/")) {
            String detail = view.detail().en() + (view.reference().isEmpty() ? "" : " Reference: " + view.reference());
            Problem problem = new Problem(type, view.title().en(), view.status(), detail);
            request.contentType("application/problem+json").result(Wire.write(problem));
            return;
        }
        pages.show(request, "error", view);
    }

    private static Refusal methodNotAllowed() {
        return new Refusal(
                405,
                "method",
                new Text("この操作はできません", "This cannot be done here"),
                new Text("アドレスを確かめてください。", "Check the address."));
    }

    /** The API's base path, for routes. */
    public static String api(String path) {
        return Messages.BASE_PATH + path;
    }

    /** Bodies of the API are JSON; this is how long they may be without a reason of their own. */
    public static final int MESSAGE_BYTES_MAX = 64 * 1024;
}
