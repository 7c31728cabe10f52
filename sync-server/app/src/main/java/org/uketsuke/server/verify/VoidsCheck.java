package org.uketsuke.server.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.verify.VerifyStore.Journal;

/** What staff cancelled at the booths of one meeting, as its journals tell. */
final class VoidsCheck {
    private final Map<String, Journal> journals = new HashMap<>();
    private final Map<Origin, Optional<Origin>> registrations = new HashMap<>();
    private final Map<Origin, String> cancelling = new HashMap<>();

    void take(Journal journal) {
        journals.put(journal.id(), journal);
    }

    /** Takes in an entry; only registrations and where they were carried over from matter. */
    void take(Journal journal, long seq, JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Scan || entry.event() instanceof JournalEvent.Manual) {
            registrations.put(new Origin(journal.id(), seq), entry.origin());
        }
    }

    /** Takes in that an entry of a journal was decided to cancel another. */
    void cancels(Journal journal, long named) {
        String where =
                named > journal.baseSeq() ? journal.id() : journal.forkOf().orElse(journal.id());
        cancelling.put(new Origin(where, named), journal.kiosk());
    }

    /** Compares with what is held to be cancelled. */
    void compare(Set<Origin> stored, Findings findings) {
        Set<Origin> expected = new HashSet<>();
        cancelling.forEach((place, kiosk) -> {
            add(expected, place, kiosk);
            registrations.getOrDefault(place, Optional.empty()).ifPresent(origin -> add(expected, origin, kiosk));
        });
        stored.stream()
                .filter(place -> !expected.contains(place))
                .forEach(place -> add(findings, place, "is held to be cancelled, and nobody cancelled it"));
        expected.stream()
                .filter(place -> !stored.contains(place))
                .forEach(place -> add(findings, place, "was cancelled, and is not held to be"));
    }

    private static void add(Findings findings, Origin place, String what) {
        findings.add(Difference.Sort.DECISION, place.journal() + " entry " + place.seq(), what);
    }

    /** A kiosk cancels its own entries of this meeting, no others. */
    private void add(Set<Origin> expected, Origin place, String kiosk) {
        Journal journal = journals.get(place.journal());
        if (journal != null && journal.kiosk().equals(kiosk) && registrations.containsKey(place)) {
            expected.add(place);
        }
    }
}
