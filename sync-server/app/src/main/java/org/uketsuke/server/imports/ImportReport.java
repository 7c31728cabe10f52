package org.uketsuke.server.imports;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import did, or in a dry run would do.
 *
 * @param added rows that were not there
 * @param changed rows that were there with other values
 * @param unchanged rows that were there as they are
 * @param removed what was there and is not in the file; only an agenda, of which the file is all, loses anything
 * @param problems why rows were left out, by line
 */
public record ImportReport(int added, int changed, int unchanged, int removed, List<RowProblem> problems) {
    static final ImportReport NOTHING = new ImportReport(0, 0, 0, List.of());

    ImportReport(int added, int changed, int unchanged, List<RowProblem> problems) {
        this(added, changed, unchanged, 0, problems);
    }

    /** How many rows were left out; a row may have several problems. */
    public long rejected() {
        return problems.stream().mapToLong(RowProblem::line).distinct().count();
    }

    ImportReport plus(ImportReport other) {
        List<RowProblem> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new ImportReport(
                added + other.added,
                changed + other.changed,
                unchanged + other.unchanged,
                removed + other.removed,
                all);
    }

    boolean changedAnything() {
        return added + changed > 0;
    }
}
