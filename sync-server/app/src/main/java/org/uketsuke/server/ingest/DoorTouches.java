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
    private final RepeatedTouches repeated;
    private final Map<String, SessionPosting.Cause> concerned = new TreeMap<>();

    DoorTouches(Setting setting, Stores stores) {
        this.setting = setting;
        this.stores = stores;
        this.repeated = new RepeatedTouches(setting, stores);
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
                touch(one.journal(), one.seq(), readable.entry(), one.at())
                        .ifPresent(touch -> touches.add(new MemberTouch(touched.who(), touch)));
            }
        }
        decided.forEach(this::note);
        stores.touches().add(setting.handle(), setting.society(), setting.meetingId(), touches);
        touches.forEach(one -> concerned.putIfAbsent(one.member(), SessionPosting.Cause.ANOTHER_TOUCH));
    }

    /** Also of what counts for nobody: it stands for its copies. */
    private void note(Decided one) {
        if (one.received() instanceof Received.Readable readable
                && DoorClaim.in(readable.entry().event()).isPresent()) {
            repeated.note(one.journal().named(), one.seq(), readable.entry());
        }
    }

    private Optional<SessionTouch> touch(JournalRow journal, long seq, JournalEntry entry, Instant at) {
        Origin place = new Origin(journal.id(), seq);
        RescueStore.Standing standing = new RescueStore.Standing(place, journal.named(), journal.baseSeq());
        return DoorClaim.in(entry.event())
                .map(claim -> new SessionTouch(
                        place,
                        claim,
                        new RescueStore(setting.handle())
                                .touchedAt(standing, entry)
                                .orElse(at)));
    }

    /** Forgets the touch of an entry that no longer counts for the member it counted for. */
    void remove(DecisionRow row, SessionPosting.Cause cause) {
        if (row.kind() == DecisionRow.Kind.TOUCHED) {
            Origin place = new Origin(row.journal(), row.seq());
            forget(place, cause);
            row.member().ifPresent(member -> concerned.put(member, cause));
            String named = journal(place).named();
            readable(stores.journals()
                            .text(setting.handle(), place.journal(), place.seq())
                            .orElseThrow())
                    .ifPresent(entry -> repeated.note(named, place.seq(), entry));
        }
    }

    /**
     * Has members judged anew who touched before. An earlier build may have kept a touch of theirs in several places.
     *
     * @param members all who touched, from one id to another, in order
     */
    void again(List<String> members, SessionPosting.Cause cause) {
        members.forEach(member -> concerned.put(member, cause));
        stores.copies()
                .keptAndCarried(setting, members.get(0), members.get(members.size() - 1))
                .forEach(kept -> readable(kept.text())
                        .ifPresent(entry ->
                                repeated.note(kept.named(), kept.place().seq(), entry)));
    }

    private void forget(Origin place, SessionPosting.Cause cause) {
        stores.touches().remove(setting.handle(), place);
        SessionPosting.CASES.forEach(kind -> stores.exceptions()
                .settle(
                        setting.handle(),
                        setting.society(),
                        setting.meetingId(),
                        place.journal(),
                        place.seq(),
                        Optional.of(kind),
                        cause.detail(setting.now())));
    }

    private JournalRow journal(Origin place) {
        return stores.journals().find(setting.handle(), place.journal()).orElseThrow();
    }

    private static Optional<JournalEntry> readable(String text) {
        return Received.read(text) instanceof Received.Readable readable
                ? Optional.of(readable.entry())
                : Optional.empty();
    }

    /** Of a touch that is told in several places one counts. */
    private void countOnce(RepeatedTouches.OneOfMany one) {
        one.others().stream().filter(CopyStore.Touch::kept).forEach(other -> {
            forget(other.place(), SessionPosting.Cause.ANOTHER_TOUCH);
            other.member().ifPresent(member -> concerned.putIfAbsent(member, SessionPosting.Cause.ANOTHER_TOUCH));
        });
        CopyStore.Touch counting = one.counting();
        if (!counting.kept() && counting.member().isPresent()) {
            String member = counting.member().get();
            readable(counting.text())
                    .flatMap(entry ->
                            touch(journal(counting.place()), counting.place().seq(), entry, counting.at()))
                    .ifPresent(touch -> stores.touches()
                            .add(
                                    setting.handle(),
                                    setting.society(),
                                    setting.meetingId(),
                                    List.of(new MemberTouch(member, touch))));
            concerned.putIfAbsent(member, SessionPosting.Cause.ANOTHER_TOUCH);
        }
    }

    /** Brings the ledger to where the touches are now; returns the number of ledger entries that it took. */
    int judge() {
        if (!setting.meeting().frozen()) {
            repeated.told().forEach(this::countOnce);
        }
        return concerned.isEmpty() ? 0 : new SessionPosting(setting, stores).judge(concerned);
    }
}
