package org.uketsuke.kiosk.journal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When entries were recorded, as far as somebody is likely to ask: the latest ones, and those that are asked for again and
 * again, such as the oldest that the server lacks. Bounded, for a booth runs for days. Thread-safe.
 */
final class EntryTimes {
    private static final int ENTRIES_MAX = 10_000;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Place, Instant> times = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Instant> eldest) {
            return size() > ENTRIES_MAX;
        }
    };

    private record Place(String journal, long seq) {}

    synchronized void note(String journal, long seq, Instant at) {
        times.put(new Place(journal, seq), at);
    }

    synchronized Optional<Instant> of(String journal, long seq) {
        return Optional.ofNullable(times.get(new Place(journal, seq)));
    }

    synchronized void forget() {
        times.clear();
    }
}
