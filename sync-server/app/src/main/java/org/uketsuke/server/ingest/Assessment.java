package org.uketsuke.server.ingest;

import java.util.List;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Received;

/**
 * Judges new entries in their order and posts what follows. Entries between two that change how others count, a {@code void} or
 * a {@code link}, are judged together, with statements for all of them at once; those two see everything before them in the
 * database.
 */
final class Assessment {
    private final Stores stores;
    private final RosterRefresh rosters;

    Assessment(Stores stores, RosterRefresh rosters) {
        this.stores = stores;
        this.rosters = rosters;
    }

    void assess(Setting setting, List<Link> links) {
        int from = 0;
        for (int i = 0; i < links.size(); i++) {
            if (changesOthers(links.get(i))) {
                together(setting, links.subList(from, i));
                alone(setting, links.get(i));
                from = i + 1;
            }
        }
        together(setting, links.subList(from, links.size()));
    }

    /** Whether an entry cancels another one or links a temporary card, so that other entries may count otherwise. */
    static boolean changesOthers(Link link) {
        return event(link.received(), JournalEvent.Voided.class) || event(link.received(), JournalEvent.Linked.class);
    }

    private static boolean event(Received received, Class<? extends JournalEvent> kind) {
        return received instanceof Received.Readable readable
                && kind.isInstance(readable.entry().event());
    }

    private void alone(Setting setting, Link link) {
        TemporaryCards cards = new TemporaryCards(setting, stores, rosters);
        if (event(link.received(), JournalEvent.Voided.class)) {
            Set<Origin> cancelled = new VoidEffect(setting, stores).apply(link);
            cards.afterVoid(cancelled, link);
        } else {
            together(setting, List.of(link));
            cards.afterLink(link);
        }
    }

    private void together(Setting setting, List<Link> links) {
        if (!links.isEmpty()) {
            Posting posting = new Posting(setting, stores, KnownFacts.of(setting, stores, rosters, links));
            links.forEach(posting::decide);
            posting.write();
        }
    }
}
