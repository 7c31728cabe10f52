package org.uketsuke.server.member;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether someone is a member now. It flags, but does not block, the credit of a tap (domain 3.5-15). */
public enum MemberStatus {
    /** 在籍. */
    ACTIVE,
    /** 休会. */
    LEAVE,
    /** 退会. */
    WITHDRAWN,
    /** 物故. */
    DECEASED;

    /** Its name in files and database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds by {@link #word()}. */
    public static Optional<MemberStatus> byWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
