package org.uketsuke.server.account;

import java.time.Duration;
import java.time.Instant;

/**
 * A person's time at the office.
 *
 * @param tokenHash hash of the cookie
 * @param account whose
 * @param formToken what its forms carry
 * @param createdAt log-in
 * @param lastSeenAt last request, to the minute
 */
record Session(String tokenHash, Account account, String formToken, Instant createdAt, Instant lastSeenAt) {
    /** Without a request for so long it ends. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** After so long it ends whatever happens. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** Whether it still holds. */
    boolean live(Instant now) {
        return !account.disabled() && now.isBefore(lastSeenAt.plus(IDLE)) && now.isBefore(createdAt.plus(LONGEST));
    }
}
