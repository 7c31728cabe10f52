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
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;
import org.uketsuke.server.adjudicate.TemporaryCard;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;
import org.uketsuke.server.verify.LinksStore.Kept;
import org.uketsuke.server.verify.VerifyStore.Entry;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/**
 * Whose each scan of a temporary card is, as the links in one meeting's journals tell, whichever the server heard of first. What
 * a kiosk sealed only the server can read; of that the token is taken as it was kept.
 */
final class LinksCheck {
    private final Map<Origin, Kept> links = new HashMap<>();
    private final Map<String, List<TemporaryCard>> standing = new HashMap<>();
    private final List<Scan> scans = new ArrayList<>();

    /**
     * A scan that hangs on links.
     *
     * @param place its entry
     * @param token keyed token, hex; empty if it was sealed
     * @param tap when
     * @param lent what was decided
     */
    private record Scan(Origin place, Optional<String> token, Moment tap, Optional<Facts.Lent> lent) {}

    /** Takes in an entry with its decision; only links and scans that hang on some matter. */
    void take(Origin place, Entry entry, Received received, MeetingFacts meeting, Facts facts, Decision decision) {
        if (!(received instanceof Received.Readable readable)) {
            return;
        }
        JournalEntry said = readable.entry();
        Moment at = new Moment(TapTime.of(said, facts.runOffsetMillis()).at(), said.run(), said.upMillis());
        if (decision instanceof Decision.Linked linked && said.event() instanceof JournalEvent.Linked event) {
            TemporaryCard card =
                    new TemporaryCard(linked.who(), !event.evidence().isEmpty(), at);
            links.put(place, new Kept(event.token(), card));
            if (!entry.voided()) {
                standing.computeIfAbsent(event.token(), token -> new ArrayList<>())
                        .add(card);
            }
        } else if (!entry.voided()
                && said.event() instanceof JournalEvent.Scan scan
                && Adjudication.hangsOnLinks(readable, meeting, facts)) {
            scans.add(new Scan(place, scan.token(), at, facts.lent()));
        }
    }

    /** Compares with what is kept, and what was decided with what follows. */
    void compare(Handle handle, Meeting meeting, Findings findings) {
        LinksStore store = new LinksStore(handle);
        Map<Origin, Kept> kept = store.links(meeting);
        Set<Origin> places = new HashSet<>(links.keySet());
        places.addAll(kept.keySet());
        places.stream()
                .filter(place -> !Optional.ofNullable(kept.get(place)).equals(Optional.ofNullable(links.get(place))))
                .forEach(place -> add(findings, place, "what is kept of its temporary card is not what it says"));
        Map<Origin, String> tokens = store.scans(meeting);
        scans.forEach(scan -> compare(scan, Optional.ofNullable(tokens.get(scan.place())), findings));
    }

    private void compare(Scan scan, Optional<String> kept, Findings findings) {
        if (kept.isEmpty() && scan.token().isEmpty() && scan.lent().isEmpty()) {
            return;
        }
        if (kept.isEmpty() || scan.token().isPresent() && !scan.token().equals(kept)) {
            add(findings, scan.place(), "a link of its card would not be found to be of it");
            return;
        }
        List<TemporaryCard> cards = standing.getOrDefault(kept.get(), List.of());
        if (!scan.lent().equals(TemporaryCard.inForce(cards, scan.tap()))) {
            add(findings, scan.place(), "its facts name another holder of the temporary card than the links tell");
        }
    }

    private static void add(Findings findings, Origin place, String what) {
        findings.add(Difference.Sort.DECISION, place.journal() + " entry " + place.seq(), what);
    }
}
