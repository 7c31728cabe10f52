package org.uketsuke.server.web;

import io.javalin.http.Context;
import org.uketsuke.protocol.Messages.Text;

/** Refuses requests that a page of another site makes a browser send (ASVS 3.5, SEC-52). */
public final class SameOrigin {
    private SameOrigin() {}

    /**
     * Checks {@code Origin} and {@code Sec-Fetch-Site}, where the browser sends them. The form token is checked besides.
     *
     * @throws Refusal if another site asked
     */
    public static void require(Context request, PublicAddress address) {
        String origin = request.header("Origin");
        String site = request.header("Sec-Fetch-Site");
        boolean ownOrigin = origin == null || origin.equals(address.origin(request));
        boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
        if (!ownOrigin || !ownSite) {
            throw foreign();
        }
    }

    /** The answer to a form that did not come from a page of this server, or from one that is too old. */
    public static Refusal foreign() {
        return new Refusal(
                403,
                "foreign-form",
                new Text("このフォームは受け付けられません", "This form cannot be accepted"),
                new Text("ページを開き直して、もう一度送信してください。", "Open the page again and send the form from there."));
    }
}
