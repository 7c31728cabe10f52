package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.DoorClaim;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.session.MemberTouch;

/**
 * The touches at the doors of rooms that come and go in one transaction, and whose they are. Whoever is concerned is judged once,
 * at the end, by all touches that stand then.
 */
final class DoorTouches {
    private final Setting setting;
    private final Stores stores;
    private final Map<String, SessionPosting.Cause> concerned = new TreeMap<>();

    DoorTouches(Setting setting, Stores stores) {
        this.setting = setting;
        this.stores = stores;
    }

    /**
     * A decision on an entry, with what was decided on.
     *
     * @param journal where the entry stands
     * @param seq its number there
     * @param received the entry
     * @param decision the decision
     * @param at corrected time
     */
    record Decided(JournalRow journal, long seq, Received received, Decision decision, Instant at) {}

    /** Notes those that are touches; after their decisions were written. */
    void add(Collection<Decided> decided) {
        List<MemberTouch> touches = new ArrayList<>();
        for (Decided one : decided) {
            if (one.decision() instanceof Decision.Touched touched
                    && one.received() instanceof Received.Readable readable) {
                touch(one, readable.entry()).ifPresent(touch -> touches.add(new MemberTouch(touched.who(), touch)));
            }
        }
        stores.touches().add(setting.handle(), setting.society(), setting.meetingId(), touches);
        touches.forEach(one -> concerned.putIfAbsent(one.member(), SessionPosting.Cause.ANOTHER_TOUCH));
    }

    private Optional<SessionTouch> touch(Decided one, JournalEntry entry) {
        Origin place = new Origin(one.journal().id(), one.seq());
        RescueStore.Standing standing = new RescueStore.Standing(
                place, one.journal().named(), one.journal().baseSeq());
        return DoorClaim.in(entry.event())
                .map(claim -> new SessionTouch(
                        place,
                        claim,
                        new RescueStore(setting.handle())
                                .touchedAt(standing, entry)
                                .orElse(one.at())));
    }

    /** Forgets the touch of an entry that no longer counts for the member it counted for. */
    void remove(DecisionRow row, SessionPosting.Cause cause) {
        if (row.kind() == DecisionRow.Kind.TOUCHED) {
            stores.touches().remove(setting.handle(), new Origin(row.journal(), row.seq()));
            SessionPosting.CASES.forEach(kind -> stores.exceptions()
                    .settle(
                            setting.handle(),
                            setting.society(),
                            setting.meetingId(),
                            row.journal(),
                            row.seq(),
                            Optional.of(kind),
                            cause.detail(setting.now())));
            row.member().ifPresent(member -> concerned.put(member, cause));
        }
    }

    /** Brings the ledger to where the touches are now; returns the number of ledger entries that it took. */
    int judge() {
        return concerned.isEmpty() ? 0 : new SessionPosting(setting, stores).judge(concerned);
    }
}
