package org.uketsuke.server.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects differences; of very many the first say enough. */
final class Findings {
    /** Most differences that are named. */
    static final int MAX = 1000;

    private final List<Difference> differences = new ArrayList<>();

    void add(Difference.Sort sort, String place, String detail) {
        if (differences.size() < MAX) {
            differences.add(new Difference(sort, place, detail));
        }
    }

    void expect(boolean holds, Difference.Sort sort, String place, String detail) {
        if (!holds) {
            add(sort, place, detail);
        }
    }

    List<Difference> all() {
        return List.copyOf(differences);
    }
}
