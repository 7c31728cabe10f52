package org.uketsuke.server.ledger;

import java.util.Optional;

/**
 * How one qualification stands with one meeting.
 *
 * @param generation generation of the next award
 * @param live whether an award counts now
 * @param evidence the journal entry that the live award rests on, if it rests on one
 */
public record Holding(long generation, boolean live, Optional<LedgerEntry.Evidence> evidence) {
    /** Nothing was ever posted. */
    public static final Holding NONE = new Holding(0, false, Optional.empty());

    /** After an award of the given generation. */
    public static Holding awarded(long generation, Optional<LedgerEntry.Evidence> evidence) {
        return new Holding(generation + 1, true, evidence);
    }

    /** After the live award was reversed. */
    public Holding reversed() {
        return new Holding(generation, false, Optional.empty());
    }

    /** Whether an award counts now that rests on another entry than this one. */
    public boolean byOtherThan(String journal, long seq) {
        return live
                && evidence.filter(at -> at.seq() == seq && at.journal().equals(journal))
                        .isEmpty();
    }
}
