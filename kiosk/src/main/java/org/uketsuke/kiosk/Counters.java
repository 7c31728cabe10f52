package org.uketsuke.kiosk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.protocol.JournalEvent.Tally;
import org.uketsuke.protocol.Outcome;

/** How often what is only counted happened in this run, and how much of that the journal knows. For one thread at a time. */
final class Counters {
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private Map<Outcome, Long> recorded = Map.of();

    void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    /** What the journal does not know yet; empty if it knows all. */
    Optional<Tally> news() {
        if (counts.equals(recorded)) {
            return Optional.empty();
        }
        Map<String, Long> byName = new TreeMap<>();
        counts.forEach((outcome, count) -> byName.put(outcome.name(), count));
        return Optional.of(new Tally(byName));
    }

    /** The journal knows the latest {@link #news}. */
    void recorded() {
        recorded = new EnumMap<>(counts);
    }
}
