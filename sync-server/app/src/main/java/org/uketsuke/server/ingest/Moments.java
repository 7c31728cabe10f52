package org.uketsuke.server.ingest;

import java.util.Comparator;
import java.util.Optional;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Received;

/**
 * Tells whether two entries, wherever they stand, are one that was carried over: the same event, in the same process run, at
 * the same moment of both its clocks. A journal id and a number alone do not tell: two copies of one data folder number alike.
 */
public final class Moments {
    private Moments() {}

    /**
     * Where an entry stood first, which all that say it again name as their origin, copies of copies too.
     *
     * @param journal the journal in which it stands, or whose other history that is
     * @param seq its number there
     */
    public static Origin first(JournalEntry entry, String journal, long seq) {
        return entry.origin().orElseGet(() -> new Origin(journal, seq));
    }

    /** Whether it registers a person or gives one a temporary card: only that can be cancelled. */
    public static boolean cancellable(JournalEntry entry) {
        return entry.event() instanceof JournalEvent.Scan
                || entry.event() instanceof JournalEvent.Manual
                || entry.event() instanceof JournalEvent.Linked;
    }

    /** Whether they are one; numbers that point within a journal may differ, because carrying over renumbers. */
    public static boolean same(JournalEntry one, JournalEntry other) {
        return one.at().equals(other.at())
                && one.run().equals(other.run())
                && one.upMillis() == other.upMillis()
                && unnumbered(one.event()).equals(unnumbered(other.event()));
    }

    /**
     * Of the places of one tap the one first that counts where only one can, whichever came first: where it stood first, else by
     * journal and number.
     *
     * @param first as {@link #first} tells it
     */
    public static Comparator<Origin> rank(Origin first) {
        return Comparator.comparing((Origin place) -> !isAt(place, first))
                .thenComparing(Origin::journal)
                .thenComparing(Origin::seq);
    }

    /**
     * Whether a place is where an entry stood first, in that journal or in another history of it.
     *
     * @param first as {@link #first} tells it
     */
    public static boolean isAt(Origin place, Origin first) {
        return place.seq() == first.seq()
                && (place.journal().equals(first.journal()) || place.journal().startsWith(first.journal() + "~"));
    }

    /** Whether a text is the same entry; one that cannot be read is not. */
    public static boolean same(JournalEntry one, String text) {
        return Received.read(text) instanceof Received.Readable other && same(one, other.entry());
    }

    private static JournalEvent unnumbered(JournalEvent event) {
        return event instanceof JournalEvent.Manual manual && manual.rescues().isPresent()
                ? new JournalEvent.Manual(
                        manual.meeting(),
                        manual.session(),
                        manual.direction(),
                        manual.room(),
                        manual.member(),
                        manual.staff(),
                        manual.reason(),
                        manual.evidence(),
                        Optional.empty())
                : event;
    }
}
