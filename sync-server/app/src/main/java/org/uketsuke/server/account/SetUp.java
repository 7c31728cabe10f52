package org.uketsuke.server.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.account.AccountStore.Used;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;

/** Makes accounts, each from a one-time link: there is no account and no password that the program brings along. */
public final class SetUp {
    /** How long a link works. */
    public static final Duration LINK_LIFE = Duration.ofHours(24);

    private static final int ID_BYTES = 16;
    private static final int NAME_LENGTH_MAX = 60;
    private static final String LOGIN_PATTERN = "[a-z0-9][a-z0-9._@+-]{0,59}";

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    /** With accounts, the password hash, the audit trail, time and chance. */
    public SetUp(AccountStore accounts, Passwords passwords, Audit audit, Clock clock, SecureRandom random) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Path of a new link for the first administrator, while there is no account at all; an older one dies. */
    public Optional<String> firstLink() {
        if (accounts.anyAccount()) {
            return Optional.empty();
        }
        return Optional.of(link(Role.ADMINISTRATOR, ""));
    }

    /** Path of a new link made on the server's own command line; one that was made there before and not used dies. */
    public String linkFromCommand(Role role) {
        return link(role, "");
    }

    /** Path of a new link for a person who shall have that role. */
    String link(Role role, String madeBy) {
        SecretToken token = SecretToken.random(random);
        accounts.keepLink(token, role, madeBy, clock.instant().plus(LINK_LIFE));
        audit.record(madeBy.isEmpty() ? Audit.COMMAND : madeBy, Action.LINK_MADE, role.name(), "");
        return "/setup/" + token.text();
    }

    boolean alive(SecretToken token) {
        return accounts.link(token, clock.instant()).isPresent();
    }

    /**
     * What somebody typed.
     *
     * @param login wanted log-in name
     * @param name display name
     * @param password wanted password
     * @param again the same once more
     */
    record Wish(String login, String name, String password, String again) {}

    /** What came of a wish. */
    sealed interface Result {
        /** The account is there. */
        record Made(Account account) implements Result {}

        /** Something must be typed differently. */
        record NotYet(Text why) implements Result {}

        /** The link does not work any more. */
        record LinkDead() implements Result {}
    }

    Result make(SecretToken token, Wish wish) {
        Instant now = clock.instant();
        Optional<AccountStore.Link> link = accounts.link(token, now);
        if (link.isEmpty()) {
            return new Result.LinkDead();
        }
        String login = LogIn.normal(wish.login());
        Optional<Text> objection = objection(login, wish);
        if (objection.isPresent()) {
            return new Result.NotYet(objection.get());
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Account account = new Account(
                HexFormat.of().formatHex(id),
                login,
                wish.name().strip(),
                link.get().role(),
                false);
        Used used = accounts.make(token, account, passwords.hash(wish.password()), now);
        return switch (used) {
            case LINK_DEAD -> new Result.LinkDead();
            case LOGIN_TAKEN -> new Result.NotYet(new Text("このログイン名は使われています。", "This log-in name is taken."));
            case MADE -> {
                audit.record(
                        account.id(),
                        Action.ACCOUNT_MADE,
                        account.id(),
                        account.role().name());
                yield new Result.Made(account);
            }
        };
    }

    private static Optional<Text> objection(String login, Wish wish) {
        if (!login.matches(LOGIN_PATTERN)) {
            return Optional.of(new Text(
                    "ログイン名は半角の英数字と . _ @ + - で入力してください。", "A log-in name has letters a to z, digits, and . _ @ + -"));
        }
        String name = wish.name().strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            return Optional.of(new Text("お名前を入力してください。", "Enter your name."));
        }
        if (!wish.password().equals(wish.again())) {
            return Optional.of(new Text("2回のパスワードが一致しません。", "The two passwords differ."));
        }
        return PasswordRule.objection(wish.password(), login);
    }
}
