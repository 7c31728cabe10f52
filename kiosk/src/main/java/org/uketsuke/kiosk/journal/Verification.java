package org.uketsuke.kiosk.journal;

import java.util.List;

/**
 * What recomputing a journal gave.
 *
 * @param journal journal id
 * @param head its end
 * @param differences everything that is not as it should be, in plain words; empty if all is well
 */
public record Verification(String journal, Head head, List<String> differences) {
    /** Whether all is well. */
    public boolean whole() {
        return differences.isEmpty();
    }
}
