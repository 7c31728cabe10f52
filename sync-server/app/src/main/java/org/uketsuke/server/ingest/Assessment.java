package org.uketsuke.server.ingest;

import java.util.List;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Received;

/**
 * Judges new entries in their order and posts what follows. Entries between two {@code void}s are judged together, with
 * statements for all of them at once; a {@code void} sees everything before it in the database.
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
            if (isVoid(links.get(i))) {
                together(setting, links.subList(from, i));
                new VoidEffect(setting, stores).apply(links.get(i));
                from = i + 1;
            }
        }
        together(setting, links.subList(from, links.size()));
    }

    /** Whether an entry cancels another one. */
    static boolean isVoid(Link link) {
        return isVoid(link.received());
    }

    static boolean isVoid(Received received) {
        return received instanceof Received.Readable readable
                && readable.entry().event() instanceof JournalEvent.Voided;
    }

    private void together(Setting setting, List<Link> links) {
        if (!links.isEmpty()) {
            Posting posting = new Posting(setting, stores, KnownFacts.of(setting, stores, rosters, links));
            links.forEach(posting::decide);
            posting.write();
        }
    }
}
