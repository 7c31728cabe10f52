package org.uketsuke.server.verify;

import java.util.List;

/**
 * What verification found.
 *
 * @param journals journals read
 * @param entries journal entries read
 * @param ledgerEntries ledger entries read
 * @param differences all that is not as it must be, in the order found, at most {@link Findings#MAX}
 */
public record Report(long journals, long entries, long ledgerEntries, List<Difference> differences) {
    /** Whether all is as it must be. */
    public boolean sound() {
        return differences.isEmpty();
    }
}
