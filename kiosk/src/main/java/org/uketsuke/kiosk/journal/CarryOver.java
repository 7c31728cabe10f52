package org.uketsuke.kiosk.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Wire;

/**
 * The entries of a journal that follows another: {@code opened} with the old journal's id, then everything of the old one
 * after a safe point, with its old place as origin. An older entry that a carried one points at comes along, so that
 * nothing points outside of the new journal. Made in steps, so that the old one can be written meanwhile.
 */
final class CarryOver {
    private final JournalReader old;
    private final Map<Long, Long> newSeqs = new HashMap<>();
    private long oldSeq;
    private long newSeq;
    private byte[] hash;

    CarryOver(JournalReader old, long safe, String newId) {
        this.old = old;
        this.oldSeq = safe;
        this.hash = JournalChain.first(newId);
    }

    /** New numbers of the carried entries, by their old ones. */
    Map<Long, Long> newSeqs() {
        return Map.copyOf(newSeqs);
    }

    /** Where the new journal ends with the rows that were made so far. */
    Head end() {
        return new Head(newSeq, HexFormat.of().formatHex(hash));
    }

    /** What the {@code opened} of the new journal says: the last one of the old journal, continued. */
    JournalEvent.Opened opened(String software) {
        JournalEvent.Opened[] last = {new JournalEvent.Opened("", "", Optional.empty(), software, Optional.empty())};
        old.forEach(0, entry -> {
            if (entry.event() instanceof JournalEvent.Opened opened) {
                last[0] = opened;
            }
        });
        return new JournalEvent.Opened(
                last[0].meeting(), last[0].booth(), last[0].roster(), software, Optional.of(old.id()));
    }

    /** The first row of the new journal. */
    JournalStore.Row first(JournalEntry opened) {
        return row(opened);
    }

    /** The rows of what the old journal took since the last call. */
    List<JournalStore.Row> next() {
        List<JournalStore.Row> rows = new ArrayList<>();
        for (JournalEntry entry : carried()) {
            newSeqs.put(entry.seq(), newSeq + 1);
            rows.add(row(new JournalEntry(
                    newSeq + 1,
                    entry.at(),
                    entry.upMillis(),
                    entry.run(),
                    entry.offset(),
                    Optional.of(entry.origin().orElse(new Origin(old.id(), entry.seq()))),
                    pointingAnew(entry.event(), newSeqs))));
        }
        return rows;
    }

    private JournalStore.Row row(JournalEntry entry) {
        String text = Wire.write(entry);
        hash = JournalChain.next(hash, text);
        newSeq = entry.seq();
        return new JournalStore.Row(entry.seq(), text, hash);
    }

    private List<JournalEntry> carried() {
        Map<Long, JournalEntry> carried = new TreeMap<>();
        List<Long> targets = new ArrayList<>();
        old.forEach(oldSeq, entry -> {
            carried.put(entry.seq(), entry);
            oldSeq = entry.seq();
            pointsAt(entry.event()).ifPresent(targets::add);
        });
        for (long target : targets) {
            if (!carried.containsKey(target) && !newSeqs.containsKey(target)) {
                old.after(target - 1, 1, Integer.MAX_VALUE).stream()
                        .filter(line -> line.seq() == target)
                        .findFirst()
                        .ifPresent(line -> carried.put(target, JournalReader.entryOf(line)));
            }
        }
        return List.copyOf(carried.values());
    }

    private static Optional<Long> pointsAt(JournalEvent event) {
        if (event instanceof JournalEvent.Voided voided) {
            return Optional.of(voided.voids());
        }
        return event instanceof JournalEvent.Manual manual ? manual.rescues() : Optional.empty();
    }

    private static JournalEvent pointingAnew(JournalEvent event, Map<Long, Long> newSeqs) {
        if (event instanceof JournalEvent.Voided voided) {
            long target = newSeqs.getOrDefault(voided.voids(), voided.voids());
            return new JournalEvent.Voided(target, voided.by(), voided.reason());
        }
        if (event instanceof JournalEvent.Manual manual) {
            return new JournalEvent.Manual(
                    manual.meeting(),
                    manual.session(),
                    manual.direction(),
                    manual.room(),
                    manual.member(),
                    manual.staff(),
                    manual.reason(),
                    manual.evidence(),
                    manual.rescues().map(seq -> newSeqs.getOrDefault(seq, seq)));
        }
        return event;
    }
}
