package org.uketsuke.server.account;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Objects;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.SameOrigin;
import org.uketsuke.server.web.Visitor;

/** Lets people in who are logged in and have the role; forms only with their session's token, from this server's pages. */
public final class OfficeGate implements Gate {
    private static final String SESSION = "session";

    private final Sessions sessions;
    private final Cookies cookies;
    private final PublicAddress address;
    private final Role role;

    OfficeGate(Sessions sessions, Cookies cookies, PublicAddress address, Role role) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.address = address;
        this.role = role;
    }

    @Override
    public Who who() {
        return Who.OFFICE;
    }

    @Override
    public void admit(Context request) {
        Optional<Session> session = cookies.session(request).flatMap(sessions::find);
        if (session.isEmpty()) {
            throw new Refusal(
                    401,
                    "log-in",
                    new Text("ログインしてください", "Please log in"),
                    new Text("ログインが必要なページです。", "This page needs a log-in."));
        }
        Account account = session.get().account();
        new Visitor(
                        account.id(),
                        account.login(),
                        account.name(),
                        account.role().covers(Role.ADMINISTRATOR),
                        session.get().formToken())
                .enter(request);
        if (!account.role().covers(role)) {
            throw new Refusal(
                    403,
                    "role",
                    new Text("このページを開く権限がありません", "Your role does not cover this page"),
                    new Text("管理者にご相談ください。", "Ask an administrator."));
        }
        if (!request.method().equals(HandlerType.GET)) {
            SameOrigin.require(request, address);
            if (!Cookies.carries(request, session.get().formToken())) {
                throw SameOrigin.foreign();
            }
        }
        request.attribute(SESSION, session.get());
    }

    static Session session(Context request) {
        return Objects.requireNonNull(request.<Session>attribute(SESSION), "Only for routes behind an office gate");
    }
}
