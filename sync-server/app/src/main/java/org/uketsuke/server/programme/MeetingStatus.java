package org.uketsuke.server.programme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far along a meeting is (domain 3.2). */
public enum MeetingStatus {
    /** Credits can be registered for it. */
    REGISTERED,
    /** Its books are closed; what comes later is an exception (domain 3.5-11). */
    SETTLED,
    /** It did not take place. */
    CANCELLED;

    /** Its name in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds by {@link #word()}. */
    public static Optional<MeetingStatus> byWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
