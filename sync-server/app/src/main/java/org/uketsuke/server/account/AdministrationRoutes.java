package org.uketsuke.server.account;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.Visitor;

/** The own password, and for administrators all accounts. */
public final class AdministrationRoutes {
    private final AccountStore accounts;
    private final AccountRoutes front;
    private final LogIn logIn;
    private final SetUp setUp;
    private final Passwords passwords;
    private final Audit audit;
    private final Pages pages;
    private final PublicAddress address;
    private final Clock clock;

    /** What the pages need. */
    @SuppressWarnings("checkstyle:ParameterNumber") // wiring, once
    public AdministrationRoutes(
            AccountStore accounts,
            AccountRoutes front,
            LogIn logIn,
            SetUp setUp,
            Passwords passwords,
            Audit audit,
            Pages pages,
            PublicAddress address,
            Clock clock) {
        this.accounts = accounts;
        this.front = front;
        this.logIn = logIn;
        this.setUp = setUp;
        this.passwords = passwords;
        this.audit = audit;
        this.pages = pages;
        this.address = address;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/account/password", front.gate(Role.CLERK), this::askPassword),
                Route.post("/account/password", front.gate(Role.CLERK), this::changePassword),
                Route.get("/accounts", front.gate(Role.ADMINISTRATOR), this::accounts),
                Route.post("/accounts/links", front.gate(Role.ADMINISTRATOR), this::makeLink),
                Route.post("/accounts/{account}/disable", front.gate(Role.ADMINISTRATOR), this::disable));
    }

    private void askPassword(Context request) {
        pages.show(request, "password", new PasswordPage(Optional.empty(), false));
    }

    private void changePassword(Context request) {
        Account account = OfficeGate.session(request).account();
        String wanted = AccountRoutes.field(request, "password");
        Optional<Text> problem = wrongNow(request, account)
                .or(() -> wanted.equals(AccountRoutes.field(request, "again"))
                        ? PasswordRule.objection(wanted, account.login())
                        : Optional.of(new Text("2回のパスワードが一致しません。", "The two passwords differ.")));
        if (problem.isPresent()) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            pages.show(request, "password", new PasswordPage(problem, false));
            return;
        }
        accounts.changePassword(
                account.id(),
                passwords.hash(wanted),
                deed -> audit.record(deed, account.id(), Action.PASSWORD_CHANGED, account.id(), ""));
        front.enter(request, account);
        request.redirect("/", HttpStatus.SEE_OTHER);
    }

    private Optional<Text> wrongNow(Context request, Account account) {
        LogIn.Result now = logIn.tryIn(account.login(), AccountRoutes.field(request, "now"), address.caller(request));
        if (now instanceof LogIn.Result.Wait wait) {
            throw Refusal.tooMany(wait.howLong());
        }
        return now instanceof LogIn.Result.In
                ? Optional.empty()
                : Optional.of(new Text("現在のパスワードが違います。", "The present password is wrong."));
    }

    private void accounts(Context request) {
        pages.show(request, "accounts", new AccountsPage(accounts.all(), Optional.empty()));
    }

    private void makeLink(Context request) {
        String wanted = AccountRoutes.field(request, "role");
        Role role = Arrays.stream(Role.values())
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(Refusal::malformed);
        String link =
                address.origin(request) + setUp.link(role, Visitor.of(request).account());
        pages.show(request, "accounts", new AccountsPage(accounts.all(), Optional.of(link)));
    }

    private void disable(Context request) {
        String account = request.pathParam("account");
        String by = Visitor.of(request).account();
        accounts.disable(
                account, clock.instant(), deed -> audit.record(deed, by, Action.ACCOUNT_DISABLED, account, ""));
        request.redirect("/accounts", HttpStatus.SEE_OTHER);
    }
}
