package org.uketsuke.server.ledger;

import java.util.Optional;

/**
 * How one qualification stands with one meeting.
 *
 * @param generation generation of the next award
 * @param live the award that counts now
 */
public record Holding(long generation, Optional<LedgerEntry> live) {
    /** Nothing was ever posted. */
    public static final Holding NONE = new Holding(0, Optional.empty());

    /** After an award. */
    public Holding with(LedgerEntry award) {
        return new Holding(award.key().generation() + 1, Optional.of(award));
    }

    /** After the live award was reversed. */
    public Holding reversed() {
        return new Holding(generation, Optional.empty());
    }
}
