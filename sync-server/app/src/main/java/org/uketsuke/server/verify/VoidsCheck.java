package org.uketsuke.server.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.ingest.Moments;
import org.uketsuke.server.verify.VerifyStore.Journal;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/**
 * What staff cancelled at the booths of one meeting, as its journals tell: the entry that was named, and all in the meeting
 * that say the same tap, whichever the server heard of first.
 */
final class VoidsCheck {
    /** Where they stood first, of what kiosks signed. */
    private final Map<Origin, Origin> registrations = new HashMap<>();

    private final Set<Origin> repeats = new HashSet<>();
    private final Set<Origin> cancelling = new HashSet<>();

    /**
     * Takes in an entry; only registrations matter.
     *
     * @param repeats whether it was decided to say again what stands elsewhere, so that nothing rests on it
     */
    void take(Journal journal, long seq, JournalEntry entry, boolean repeats) {
        if (Moments.cancellable(entry) && !journal.quarantine()) {
            Origin place = new Origin(journal.id(), seq);
            registrations.put(place, Moments.first(entry, journal.named(), seq));
            if (repeats) {
                this.repeats.add(place);
            }
        }
    }

    /** Takes in that an entry of a journal was decided to cancel another. */
    void cancels(Journal journal, long named) {
        cancelling.add(new Origin(named > journal.baseSeq() ? journal.id() : journal.named(), named));
    }

    /** Compares with what is held to be cancelled. Versions before this one left out what merely repeats the original. */
    void compare(Handle handle, Meeting meeting, Findings findings) {
        VerifyStore store = new VerifyStore();
        Set<Origin> reached = reached(handle, store);
        Set<Origin> stored = store.voided(handle, meeting);
        stored.stream()
                .filter(place -> !reached.contains(place))
                .forEach(place -> add(findings, place, "is held to be cancelled, and nobody cancelled it"));
        reached.stream()
                .filter(place -> !stored.contains(place))
                .filter(place -> cancelling.contains(place) || !repeats.contains(place))
                .forEach(place -> add(findings, place, "was cancelled, and is not held to be"));
    }

    private Set<Origin> reached(Handle handle, VerifyStore store) {
        Set<Origin> reached = new HashSet<>();
        Map<Origin, List<Origin>> places = placesOfCancelled();
        cancelling.stream().filter(registrations::containsKey).forEach(named -> {
            reached.add(named);
            Optional<JournalEntry> entry = store.readable(handle, named);
            places.getOrDefault(registrations.getOrDefault(named, named), List.of()).stream()
                    .filter(other -> entry.filter(one -> store.readable(handle, other)
                                    .filter(again -> Moments.same(one, again))
                                    .isPresent())
                            .isPresent())
                    .forEach(reached::add);
        });
        return reached;
    }

    /** All places that the cancelled entries may stand at, by where they stood first. */
    private Map<Origin, List<Origin>> placesOfCancelled() {
        Map<Origin, List<Origin>> places = new HashMap<>();
        cancelling.stream()
                .flatMap(named -> Optional.ofNullable(registrations.get(named)).stream())
                .forEach(first -> places.put(first, new ArrayList<>()));
        registrations.forEach(
                (place, first) -> Optional.ofNullable(places.get(first)).ifPresent(same -> same.add(place)));
        return places;
    }

    private static void add(Findings findings, Origin place, String what) {
        findings.add(Difference.Sort.DECISION, place.journal() + " entry " + place.seq(), what);
    }
}
