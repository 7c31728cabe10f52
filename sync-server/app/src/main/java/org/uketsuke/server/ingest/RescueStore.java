package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.DoorClaim;
import org.uketsuke.server.adjudicate.Received;

/**
 * Finds the touch that a registration by hand at the door of a room rescues: the person was there when the card was not read, not
 * when staff had found the name.
 *
 * @param handle the transaction
 */
public record RescueStore(Handle handle) {
    private static final String ENTRY = "SELECT e.entry, d.tapped_at FROM journal_entry e"
            + " JOIN decision d ON d.journal = e.journal AND d.seq = e.seq WHERE e.journal = :journal AND e.seq = :seq";

    /**
     * Where a registration stands.
     *
     * @param place its entry
     * @param named the journal that the kiosk itself knows
     * @param baseSeq entry after which its history is its own
     */
    public record Standing(Origin place, String named, long baseSeq) {
        /** Where an earlier entry of the same history stands. */
        private Origin at(long seq) {
            return new Origin(seq > baseSeq ? place.journal() : named, seq);
        }
    }

    /** An entry that may be the touch. */
    private record Found(String text, Instant at) {}

    /** The corrected time of the touch; empty if the registration rescues none, or none at its door. */
    public Optional<Instant> touchedAt(Standing standing, JournalEntry entry) {
        return entry.event() instanceof JournalEvent.Manual manual
                ? manual.rescues()
                        .filter(rescued -> rescued < standing.place().seq())
                        .flatMap(rescued -> found(standing.at(rescued)))
                        .filter(found -> Received.read(found.text()) instanceof Received.Readable readable
                                && readable.entry().event() instanceof JournalEvent.Scan scan
                                && room(scan).equals(room(manual)))
                        .map(Found::at)
                : Optional.empty();
    }

    /** Of a reception none. */
    private static Optional<String> room(JournalEvent event) {
        return DoorClaim.in(event).map(DoorClaim::room);
    }

    private Optional<Found> found(Origin place) {
        return handle.createQuery(ENTRY)
                .bind("journal", place.journal())
                .bind("seq", place.seq())
                .map((row, context) -> new Found(
                        EntryText.original(row.getString("entry")), Instant.ofEpochMilli(row.getLong("tapped_at"))))
                .findOne();
    }
}
