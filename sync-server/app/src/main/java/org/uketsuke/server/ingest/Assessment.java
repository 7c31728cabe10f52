package org.uketsuke.server.ingest;

import java.util.List;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.DoorClaim;
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
        DoorTouches touches = new DoorTouches(setting, stores);
        int from = 0;
        for (int i = 0; i < links.size(); i++) {
            if (changesOthers(links.get(i))) {
                together(setting, links.subList(from, i), touches);
                alone(setting, links.get(i), touches);
                from = i + 1;
            }
        }
        together(setting, links.subList(from, links.size()), touches);
        touches.judge();
    }

    /**
     * Whether no other push of the meeting may run beside one with this entry: what cancels or links looks for other entries that
     * count otherwise then, and a touch at a door for those that make a pair with it.
     */
    static boolean needsMeetingAlone(Link link) {
        return changesOthers(link)
                || link.received() instanceof Received.Readable readable
                        && DoorClaim.in(readable.entry().event()).isPresent();
    }

    /** Whether an entry cancels another one or links a temporary card, so that other entries may count otherwise. */
    private static boolean changesOthers(Link link) {
        return event(link.received(), JournalEvent.Voided.class) || event(link.received(), JournalEvent.Linked.class);
    }

    private static boolean event(Received received, Class<? extends JournalEvent> kind) {
        return received instanceof Received.Readable readable
                && kind.isInstance(readable.entry().event());
    }

    private void alone(Setting setting, Link link, DoorTouches touches) {
        TemporaryCards cards = new TemporaryCards(setting, stores, rosters, touches);
        if (event(link.received(), JournalEvent.Voided.class)) {
            Set<Origin> cancelled = new VoidEffect(setting, stores, touches).apply(link);
            cards.afterVoid(cancelled, link);
        } else {
            together(setting, List.of(link), touches);
            cards.afterLink(link);
        }
    }

    private void together(Setting setting, List<Link> links, DoorTouches touches) {
        if (!links.isEmpty()) {
            Posting posting = new Posting(setting, stores, KnownFacts.of(setting, stores, rosters, links), touches);
            links.forEach(posting::decide);
            posting.write();
        }
    }
}
