package org.uketsuke.server.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sessions by the rules of SEC-53: a new random id with every log-in, an end when idle, an end after half a day. */
public final class Sessions {
    /** That a person is there is written once a minute, not with every request. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final SessionStore store;
    private final Clock clock;
    private final SecureRandom random;

    /** With its table, time and chance. */
    public Sessions(SessionStore store, Clock clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** Starts one; the token goes into the cookie and is not kept. */
    SecretToken open(Account account) {
        SecretToken token = SecretToken.random(random);
        store.open(token, account.id(), SecretToken.random(random).text(), clock.instant());
        return token;
    }

    /** The session of a cookie, if it still holds. */
    Optional<Session> find(SecretToken token) {
        Instant now = clock.instant();
        Optional<Session> session = store.find(token).filter(found -> found.live(now));
        session.filter(found -> found.lastSeenAt().plus(SEEN_EVERY).isBefore(now))
                .ifPresent(found -> store.seen(found, now));
        return session;
    }

    void end(Session session) {
        store.end(session);
    }
}
