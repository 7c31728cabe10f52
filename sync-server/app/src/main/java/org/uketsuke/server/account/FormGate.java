package org.uketsuke.server.account;

import io.javalin.http.Context;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.SameOrigin;

/** For forms that people send before they are logged in: from this server's pages only. */
final class FormGate implements Gate {
    private final Cookies cookies;
    private final PublicAddress address;

    FormGate(Cookies cookies, PublicAddress address) {
        this.cookies = cookies;
        this.address = address;
    }

    @Override
    public Who who() {
        return Who.ANYONE;
    }

    @Override
    public void admit(Context request) {
        SameOrigin.require(request, address);
        if (request.isMultipart()) {
            // nobody who is not logged in has a file to send; a large one would be taken in before it is refused
            throw Refusal.malformed();
        }
        if (!cookies.formTokenHolds(request)) {
            throw SameOrigin.foreign();
        }
    }
}
