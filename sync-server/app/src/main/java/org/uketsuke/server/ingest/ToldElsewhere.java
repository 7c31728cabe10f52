package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Received;

/**
 * What the server holds at other places of the taps of a batch: where they were carried over from, and what staff cancelled.
 * Read with one statement for a journal's own taps, which finds nothing as a rule, one for each journal that taps were carried
 * over from, and one for each tap that was.
 */
final class ToldElsewhere {
    private final JournalRow journal;
    private final Map<Origin, List<Copy>> originals = new HashMap<>();
    private final Map<Origin, List<Copy>> cancelled = new HashMap<>();

    private ToldElsewhere(JournalRow journal) {
        this.journal = journal;
    }

    static ToldElsewhere of(Setting setting, CopyStore copies, List<Link> links) {
        ToldElsewhere elsewhere = new ToldElsewhere(setting.journal());
        Map<String, LongSummaryStatistics> numbers = new HashMap<>();
        for (Link link : links) {
            registration(link).ifPresent(entry -> {
                Origin first = elsewhere.first(entry, link);
                numbers.computeIfAbsent(first.journal(), id -> new LongSummaryStatistics())
                        .accept(first.seq());
                if (entry.origin().isPresent()) {
                    elsewhere.originals.put(first, copies.originals(setting, first));
                }
            });
        }
        if (!setting.journal().quarantine()) {
            numbers.forEach((id, seqs) -> copies.cancelled(setting, id, seqs.getMin(), seqs.getMax())
                    .forEach((seq, found) -> elsewhere.cancelled.put(new Origin(id, seq), found)));
        }
        return elsewhere;
    }

    private static Optional<JournalEntry> registration(Link link) {
        return link.received() instanceof Received.Readable readable && Moments.cancellable(readable.entry())
                ? Optional.of(readable.entry())
                : Optional.empty();
    }

    private Origin first(JournalEntry entry, Link link) {
        return Moments.first(entry, journal.named(), link.seq());
    }

    /**
     * Whether an entry says again what stands where it was carried over from; what names itself as that does not. What a kiosk
     * sent after its key was taken back tells nothing: a kiosk that carries its journal over under a key that stands says it
     * for the first time.
     */
    boolean tells(Link link) {
        Origin itself = new Origin(journal.id(), link.seq());
        return registration(link)
                .filter(entry -> same(entry, originals.getOrDefault(first(entry, link), List.of()))
                        .anyMatch(copy -> copy.vouchedFor() && !copy.place().equals(itself)))
                .isPresent();
    }

    /** Staff's void of the entry at another place. */
    Optional<Origin> cancelledBy(Link link) {
        return journal.quarantine()
                ? Optional.empty()
                : registration(link).flatMap(entry -> {
                    Origin first = first(entry, link);
                    List<Copy> copies = new ArrayList<>(originals.getOrDefault(first, List.of()));
                    copies.addAll(cancelled.getOrDefault(first, List.of()));
                    return same(entry, copies)
                            .flatMap(copy -> copy.cancelledBy().stream())
                            .findFirst();
                });
    }

    private static Stream<Copy> same(JournalEntry entry, List<Copy> copies) {
        return copies.stream().filter(copy -> Moments.same(entry, copy.text()));
    }
}
