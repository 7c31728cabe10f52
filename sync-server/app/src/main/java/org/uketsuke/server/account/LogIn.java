package org.uketsuke.server.account;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.uketsuke.server.account.AccountStore.Proof;
import org.uketsuke.server.attempt.Attempts;
import org.uketsuke.server.attempt.Limit;
import org.uketsuke.server.attempt.Watched;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;

/**
 * Checks who somebody is. Counts tries per account and address together, per address, per account, and in all; the first
 * slows down quickest, so that a stranger elsewhere cannot keep the account's holder out (SEC-55).
 */
public final class LogIn {
    private static final Limit PAIR = new Limit(5, Duration.ofSeconds(1), Duration.ofMinutes(15));
    private static final Limit ADDRESS = new Limit(20, Duration.ofSeconds(1), Duration.ofMinutes(15));
    private static final Limit ACCOUNT = new Limit(50, Duration.ofSeconds(1), Duration.ofMinutes(1));
    private static final Limit ALL = new Limit(500, Duration.ofSeconds(1), Duration.ofSeconds(5));
    private static final int LOGIN_LENGTH_MAX = 60;

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Audit audit;

    /** With accounts, the password check, the try counter and the audit trail. */
    public LogIn(AccountStore accounts, Passwords passwords, Attempts attempts, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.audit = audit;
    }

    /** What came of a try. */
    sealed interface Result {
        /** It is them. */
        record In(Account account) implements Result {}

        /** Log-in or password is wrong, or the account is disabled; nobody is told which. */
        record Wrong() implements Result {}

        /** Too many tries. */
        record Wait(Duration howLong) implements Result {}
    }

    /** One try. */
    Result tryIn(String typedLogin, String password, String caller) {
        String login = normal(typedLogin);
        Watched pair = new Watched("login-pair " + caller + " " + login, PAIR);
        List<Watched> others = List.of(
                new Watched("login-address " + caller, ADDRESS),
                new Watched("login-account " + login, ACCOUNT),
                new Watched("login-all", ALL));
        Optional<Duration> wait =
                attempts.begin(Stream.concat(Stream.of(pair), others.stream()).toList());
        if (wait.isPresent()) {
            return new Result.Wait(wait.get());
        }
        Optional<Proof> known =
                accounts.byLogin(login).filter(proof -> !proof.account().disabled());
        if (known.isEmpty()) {
            passwords.matchNobody(password);
        }
        if (known.isEmpty() || !passwords.matches(password, known.get().passwordHash())) {
            String subject = known.map(proof -> proof.account().id()).orElse("unknown");
            audit.record(Audit.NOBODY, Action.LOG_IN_FAILED, subject, "from " + caller);
            return new Result.Wrong();
        }
        attempts.succeeded(List.of(pair), others);
        Account account = known.get().account();
        audit.record(account.id(), Action.LOGGED_IN, account.id(), "from " + caller);
        return new Result.In(account);
    }

    /** A log-in name as it is stored: small letters, one form of each. */
    static String normal(String typed) {
        String bounded = typed.length() > LOGIN_LENGTH_MAX ? typed.substring(0, LOGIN_LENGTH_MAX) : typed;
        return Normalizer.normalize(bounded, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
