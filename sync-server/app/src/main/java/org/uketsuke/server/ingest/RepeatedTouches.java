package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;

/**
 * Touches that are told in several places because their journal was carried over. One of them counts, the same whichever came
 * first: two copies may have different times, since each is corrected by what was known of its own journal's clock, and would
 * make a way in and a way out of one touch.
 */
final class RepeatedTouches {
    private final Setting setting;
    private final Stores stores;
    private final Map<Origin, List<JournalEntry>> noted = new LinkedHashMap<>();

    RepeatedTouches(Setting setting, Stores stores) {
        this.setting = setting;
        this.stores = stores;
    }

    /**
     * What makes one touch of several.
     *
     * @param counting the one that counts, or that says why none does
     * @param others those that do not
     */
    record OneOfMany(CopyStore.Touch counting, List<CopyStore.Touch> others) {}

    /**
     * Takes note of a touch that came or went, or may be kept in several places.
     *
     * @param named the journal that its kiosk itself knows
     * @param seq its number
     */
    void note(String named, long seq, JournalEntry entry) {
        noted.computeIfAbsent(Moments.first(entry, named, seq), first -> new ArrayList<>())
                .add(entry);
    }

    /** Those that were noted and are told in several places, with what counts of them by all that stands now. */
    List<OneOfMany> told() {
        Set<Origin> carried = carried();
        List<OneOfMany> told = new ArrayList<>();
        noted.forEach((first, entries) -> {
            if (carried.contains(first)) {
                List<CopyStore.Touch> all = stores.copies().touches(setting, first);
                entries.forEach(entry -> one(first, entry, all).ifPresent(told::add));
            }
        });
        return told;
    }

    private static Optional<OneOfMany> one(Origin first, JournalEntry entry, List<CopyStore.Touch> all) {
        List<CopyStore.Touch> same = all.stream()
                .filter(touch -> Moments.same(entry, touch.text()))
                .sorted(Comparator.comparing(CopyStore.Touch::place, Moments.rank(first)))
                .toList();
        return same.isEmpty()
                ? Optional.empty()
                : Optional.of(new OneOfMany(same.get(0), same.subList(1, same.size())));
    }

    /** One statement for each journal that the touches stood in first; it finds nothing as a rule. */
    private Set<Origin> carried() {
        Map<String, LongSummaryStatistics> numbers = new LinkedHashMap<>();
        noted.keySet()
                .forEach(first -> numbers.computeIfAbsent(first.journal(), id -> new LongSummaryStatistics())
                        .accept(first.seq()));
        Set<Origin> carried = new HashSet<>();
        numbers.forEach((id, seqs) -> stores.copies()
                .carried(setting.handle(), id, seqs.getMin(), seqs.getMax())
                .forEach(seq -> carried.add(new Origin(id, seq))));
        return carried;
    }
}
