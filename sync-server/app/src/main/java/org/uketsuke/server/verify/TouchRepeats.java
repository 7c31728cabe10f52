package org.uketsuke.server.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.ingest.Moments;

/** Of touches that are told in several places, because their journal was carried over, all but one do not count. */
final class TouchRepeats {
    private TouchRepeats() {}

    /**
     * Those that do not count beside another.
     *
     * @param standing where those that may count stood first, by place
     */
    static Set<Origin> of(Handle handle, Map<Origin, Origin> standing) {
        Map<Origin, List<Origin>> places = new HashMap<>();
        standing.forEach((place, first) ->
                places.computeIfAbsent(first, any -> new ArrayList<>()).add(place));
        Set<Origin> repeats = new HashSet<>();
        places.forEach((first, several) -> {
            if (several.size() > 1) {
                repeats.addAll(repeats(handle, first, several));
            }
        });
        return repeats;
    }

    private static Set<Origin> repeats(Handle handle, Origin first, List<Origin> several) {
        VerifyStore store = new VerifyStore();
        Set<Origin> repeats = new HashSet<>();
        List<JournalEntry> counting = new ArrayList<>();
        several.stream()
                .sorted(Moments.rank(first))
                .forEach(place -> store.readable(handle, place).ifPresent(entry -> {
                    if (counting.stream().anyMatch(other -> Moments.same(other, entry))) {
                        repeats.add(place);
                    } else {
                        counting.add(entry);
                    }
                }));
        return repeats;
    }
}
