package org.uketsuke.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SettableClock;
import org.uketsuke.server.account.LogIn.Result;
import org.uketsuke.server.attempt.AttemptStore;
import org.uketsuke.server.attempt.Attempts;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

class LogInTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String HERE = "192.0.2.7";
    private static final String ELSEWHERE = "198.51.100.9";

    private final SettableClock clock = new SettableClock(RunningServer.MORNING);
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    private LogIn over(Storage storage) {
        Audit audit = new Audit(new AuditStore(storage), clock);
        AccountStore accounts = new AccountStore(storage);
        Passwords passwords = new Passwords(random);
        SetUp setUp = new SetUp(accounts, passwords, audit, clock, random);
        String link = setUp.firstLink().orElseThrow().substring("/setup/".length());
        SetUp.Result made = setUp.make(new SecretToken(link), new SetUp.Wish("office", "事務局", PASSWORD, PASSWORD));
        assertThat(made).isInstanceOf(SetUp.Result.Made.class);
        return new LogIn(accounts, passwords, new Attempts(new AttemptStore(storage), clock), audit);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void guessesSlowDownAndTheHolderGetsInFromElsewhere(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            LogIn logIn = over(storage);

            for (int guess = 0; guess < 5; guess++) {
                assertThat(logIn.tryIn("office", "wrong password " + guess, HERE))
                        .isInstanceOf(Result.Wrong.class);
            }
            Result sixth = logIn.tryIn("office", PASSWORD, HERE);
            Result holder = logIn.tryIn("office", PASSWORD, ELSEWHERE);
            clock.move(Duration.ofSeconds(1));
            Result later = logIn.tryIn("office", PASSWORD, HERE);

            assertThat(sixth).isEqualTo(new Result.Wait(Duration.ofSeconds(1)));
            assertThat(holder).isInstanceOf(Result.In.class);
            assertThat(later).isInstanceOf(Result.In.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoKnowsOnePasswordGainsNoTriesAtOthers(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            LogIn logIn = over(storage);

            int looked = 0;
            for (int victim = 0; victim < 40; victim++) {
                logIn.tryIn("office", PASSWORD, HERE);
                looked += logIn.tryIn("victim" + victim, "Password one", HERE) instanceof Result.Wrong ? 1 : 0;
            }

            assertThat(looked).isEqualTo(20);
        }
    }

    @Test
    void aFailureIsForgottenAfterAnHour() {
        try (Storage storage = Databases.open(Engine.SQLITE, folder)) {
            LogIn logIn = over(storage);
            for (int guess = 0; guess < 5; guess++) {
                logIn.tryIn("office", "wrong", HERE);
            }
            clock.move(Duration.ofMinutes(61));

            for (int guess = 0; guess < 5; guess++) {
                assertThat(logIn.tryIn("office", "wrong", HERE)).isInstanceOf(Result.Wrong.class);
            }
        }
    }

    @Test
    void aHashIsArgon2idAtTheCostThatIsAskedForAndSalted() {
        Passwords passwords = new Passwords(random);

        String hash = passwords.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash(PASSWORD));
        assertThat(passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(passwords.matches(PASSWORD + " ", hash)).isFalse();
    }

    @Test
    void aNameThatNobodyHasIsComparedWithAHashOfTheSameCost() {
        Passwords passwords = new Passwords(random);

        String nobodys = passwords.nobodysHash();

        assertThat(withoutSaltAndHash(nobodys)).isEqualTo(withoutSaltAndHash(passwords.hash(PASSWORD)));
        assertThat(nobodys).hasSameSizeAs(passwords.hash(PASSWORD)).isNotEqualTo(new Passwords(random).nobodysHash());
        assertThat(passwords.matches(PASSWORD, nobodys)).isFalse();
    }

    private static String withoutSaltAndHash(String hash) {
        return hash.substring(0, hash.lastIndexOf('$', hash.lastIndexOf('$') - 1));
    }

    @Test
    void longPasswordsCountToTheLastLetter() {
        Passwords passwords = new Passwords(random);
        String password = "パスワード".repeat(20);

        String hash = passwords.hash(password);

        assertThat(passwords.matches(password, hash)).isTrue();
        assertThat(passwords.matches(password.substring(0, password.length() - 1), hash))
                .isFalse();
    }

    @Test
    void shortAndCommonPasswordsAreRefused() {
        assertThat(PasswordRule.objection("elevenchars", "office")).isPresent();
        assertThat(PasswordRule.objection("Password12345!", "office")).isPresent();
        assertThat(PasswordRule.objection("123456789012", "office")).isPresent();
        assertThat(PasswordRule.objection("aaaaaaaaaaaaaa", "office")).isPresent();
        assertThat(PasswordRule.objection("office202611!!", "office")).isPresent();
        assertThat(PasswordRule.objection(PASSWORD, "office")).isEmpty();
        assertThat(PasswordRule.objection("いろはにほへとちりぬるを", "office")).isEmpty();
        assertThat(PasswordRule.objection("a long one ".repeat(7), "office")).isEmpty();
    }

    @Test
    void nothingTypedIsKeptInTheCountersOrTheTrail() {
        try (Storage storage = Databases.open(Engine.SQLITE, folder)) {
            LogIn logIn = over(storage);

            logIn.tryIn("my secret typed here", "wrong", HERE);

            String kept = storage.read(handle -> handle.createQuery(
                                    "SELECT subject FROM attempt UNION ALL SELECT subject || detail FROM audit")
                            .mapTo(String.class)
                            .list())
                    .toString();
            assertThat(kept).doesNotContain("secret");
        }
    }
}
