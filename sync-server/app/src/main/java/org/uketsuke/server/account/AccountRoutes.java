package org.uketsuke.server.account;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;

/** Log-in, log-out, set-up by link. */
public final class AccountRoutes {
    private static final Text WRONG = new Text("ログイン名またはパスワードが違います。", "Log-in name or password is wrong.");

    private final LogIn logIn;
    private final SetUp setUp;
    private final Sessions sessions;
    private final Audit audit;
    private final Pages pages;
    private final PublicAddress address;
    private final Cookies cookies;

    /** With what the pages need. */
    public AccountRoutes(
            LogIn logIn,
            SetUp setUp,
            Sessions sessions,
            Audit audit,
            Pages pages,
            PublicAddress address,
            SecureRandom random) {
        this.logIn = logIn;
        this.setUp = setUp;
        this.sessions = sessions;
        this.audit = audit;
        this.pages = pages;
        this.address = address;
        this.cookies = new Cookies(address, random);
    }

    /** The gate for people of at least that role. */
    public Gate gate(Role role) {
        return new OfficeGate(sessions, cookies, address, role);
    }

    /** The routes. */
    public List<Route> routes() {
        Gate form = new FormGate(cookies, address);
        return List.of(
                Route.get("/login", Gate.OPEN, this::askLogIn),
                Route.post("/login", form, this::logIn),
                Route.post("/logout", gate(Role.CLERK), this::logOut),
                Route.get("/setup/{link}", Gate.OPEN, this::askSetUp),
                Route.post("/setup", form, this::setUp));
    }

    /** Starts a session under a new id, whatever cookie came with the request. */
    void enter(Context request, Account account) {
        cookies.session(request).flatMap(sessions::find).ifPresent(sessions::end);
        cookies.startSession(request, sessions.open(account));
    }

    /** Shows the log-in page, for the page that was asked for. */
    public void askLogIn(Context request) {
        String asked = request.queryParam("next");
        showLogIn(request, asked == null ? interrupted(request) : asked, "", Optional.empty());
    }

    /** Where somebody wanted to go who must log in first. What a form would have done is not done behind their back. */
    private static String interrupted(Context request) {
        if (!request.method().equals(HandlerType.GET) || request.path().equals("/login")) {
            return "/";
        }
        return request.queryString() == null ? request.path() : request.path() + "?" + request.queryString();
    }

    private void logIn(Context request) {
        String login = field(request, "login");
        LogIn.Result result = logIn.tryIn(login, field(request, "password"), address.caller(request));
        if (result instanceof LogIn.Result.In in) {
            enter(request, in.account());
            request.redirect(local(field(request, "next")), HttpStatus.SEE_OTHER);
        } else if (result instanceof LogIn.Result.Wait wait) {
            throw Refusal.tooMany(wait.howLong());
        } else {
            request.status(HttpStatus.UNAUTHORIZED);
            showLogIn(request, field(request, "next"), login, Optional.of(WRONG));
        }
    }

    private void logOut(Context request) {
        Session session = OfficeGate.session(request);
        sessions.end(session);
        cookies.endSession(request);
        audit.record(
                session.account().id(), Action.LOGGED_OUT, session.account().id(), "");
        request.redirect("/login", HttpStatus.SEE_OTHER);
    }

    private void askSetUp(Context request) {
        SecretToken link = new SecretToken(request.pathParam("link"));
        if (!setUp.alive(link)) {
            throw linkDead();
        }
        pages.show(request, "setup", new SetUpPage(cookies.formToken(request), link.text(), "", "", Optional.empty()));
    }

    private void setUp(Context request) {
        SecretToken link = new SecretToken(field(request, "link"));
        SetUp.Wish wish = new SetUp.Wish(
                field(request, "login"), field(request, "name"), field(request, "password"), field(request, "again"));
        SetUp.Result result = setUp.make(link, wish);
        if (result instanceof SetUp.Result.Made made) {
            enter(request, made.account());
            request.redirect("/", HttpStatus.SEE_OTHER);
        } else if (result instanceof SetUp.Result.NotYet notYet) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            SetUpPage view = new SetUpPage(
                    cookies.formToken(request), link.text(), wish.login(), wish.name(), Optional.of(notYet.why()));
            pages.show(request, "setup", view);
        } else {
            throw linkDead();
        }
    }

    private void showLogIn(Context request, String next, String login, Optional<Text> problem) {
        pages.show(request, "login", new LogInPage(cookies.formToken(request), local(next), login, problem));
    }

    /** Where to go within this server; anything else becomes the first page. */
    static String local(String next) {
        boolean path = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
        return path && next.chars().noneMatch(Character::isISOControl) ? next : "/";
    }

    static String field(Context request, String name) {
        String value = request.formParam(name);
        return value == null ? "" : value;
    }

    private static Refusal linkDead() {
        return new Refusal(
                410,
                "link-dead",
                new Text("このリンクは使えません", "This link does not work any more"),
                new Text(
                        "使用済みか、期限切れです。最初の設定ではサーバーを再起動すると新しいリンクが表示されます。そのほかは account-link コマンドで作れます。",
                        "It was used, or is too old. At first set-up, start the server again: it prints a new one. Otherwise"
                                + " the account-link command makes one."));
    }
}
