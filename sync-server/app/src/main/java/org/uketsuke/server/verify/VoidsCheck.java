package org.uketsuke.server.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.verify.VerifyStore.Journal;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/** What staff cancelled at the booths of one meeting, as its journals tell. */
final class VoidsCheck {
    private final Map<Origin, Optional<Origin>> registrations = new HashMap<>();
    private final Set<Origin> cancelling = new HashSet<>();

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
        cancelling.add(new Origin(where, named));
    }

    /** Compares with what is held to be cancelled. */
    void compare(Handle handle, Meeting meeting, Findings findings) {
        VerifyStore store = new VerifyStore();
        Set<Origin> expected = expected(handle, store);
        Set<Origin> stored = store.voided(handle, meeting);
        stored.stream()
                .filter(place -> !expected.contains(place))
                .forEach(place -> add(findings, place, "is held to be cancelled, and nobody cancelled it"));
        expected.stream()
                .filter(place -> !stored.contains(place))
                .forEach(place -> add(findings, place, "was cancelled, and is not held to be"));
    }

    /** What was named, and where the same entry stands besides: what it was carried over from, and other copies of that. */
    private Set<Origin> expected(Handle handle, VerifyStore store) {
        Set<Origin> expected = new HashSet<>();
        cancelling.stream().filter(registrations::containsKey).forEach(place -> {
            expected.add(place);
            Stream<Origin> originals = registrations.getOrDefault(place, Optional.empty()).stream()
                    .flatMap(origin -> store.sameEntry(handle, place, origin));
            Stream.concat(originals, store.siblings(handle, place))
                    .filter(registrations::containsKey)
                    .forEach(expected::add);
        });
        return expected;
    }

    private static void add(Findings findings, Origin place, String what) {
        findings.add(Difference.Sort.DECISION, place.journal() + " entry " + place.seq(), what);
    }
}
