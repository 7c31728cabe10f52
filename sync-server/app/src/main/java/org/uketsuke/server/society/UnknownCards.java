package org.uketsuke.server.society;

import java.util.Arrays;
import java.util.Optional;

/** What a booth does with a well-formed card of the society's media that is not on the roster. */
public enum UnknownCards {
    /** Records it, so that the office can match it later (E01). */
    RECORD("record"),
    /** Only counts it and keeps no id: for societies whose medium many other cards share. */
    COUNT("count");

    private final String word;

    UnknownCards(String word) {
        this.word = word;
    }

    /** Its name in files, database and rosters. */
    public String word() {
        return word;
    }

    /** Finds by {@link #word()}. */
    public static Optional<UnknownCards> byWord(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }
}
