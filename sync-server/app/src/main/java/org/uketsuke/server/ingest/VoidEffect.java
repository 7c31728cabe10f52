package org.uketsuke.server.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;

/**
 * Staff cancel an entry, wherever it stands; what rests on it is {@link TakenBack}.
 */
final class VoidEffect {
    private final Setting setting;
    private final Stores stores;
    private final DoorTouches touches;

    VoidEffect(Setting setting, Stores stores, DoorTouches touches) {
        this.setting = setting;
        this.stores = stores;
        this.touches = touches;
    }

    /** Cancels; the places that were not cancelled before. */
    Set<Origin> apply(Link link) {
        JournalEntry entry = ((Received.Readable) link.received()).entry();
        long named = ((JournalEvent.Voided) entry.event()).voids();
        Origin place = new Origin(
                named > setting.journal().baseSeq()
                        ? setting.journal().id()
                        : setting.journal().named(),
                named);
        Optional<JournalEntry> target = named < link.seq() ? registration(place) : Optional.empty();
        Facts bare = Facts.bare(link.seq(), setting.trusted(), setting.clocks().offsetOf(entry));
        Facts facts = target.isPresent() ? bare.asVoidable() : bare;
        Decision decision = Adjudication.decide(link.received(), setting.meeting(), facts);
        store(link, entry, facts, decision);
        if (!(decision instanceof Decision.Voids voids)) {
            return Set.of();
        }
        Set<Origin> places = new LinkedHashSet<>(Set.of(place));
        target.ifPresent(one -> places.addAll(elsewhere(one, place, link.seq())));
        List<DecisionRow> cancelled =
                places.stream().flatMap(one -> cancel(one, link.seq()).stream()).toList();
        TakenBack takenBack = new TakenBack(setting, stores, voids.by(), voids.reason());
        SessionPosting.Cause cause = new SessionPosting.Cause("void of a touch", voids.by(), voids.reason());
        cancelled.forEach(row -> touches.remove(row, cause));
        cancelled.stream()
                .filter(row -> row.kind() != DecisionRow.Kind.NON_SCAN && row.kind() != DecisionRow.Kind.TOUCHED)
                .forEach(row -> row.member().ifPresent(member -> takenBack.from(member, row)));
        return cancelled.stream()
                .map(row -> new Origin(row.journal(), row.seq()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where the named entry stands besides: where it stood first, and wherever it was carried over from there. */
    private List<Origin> elsewhere(JournalEntry named, Origin place, long bySeq) {
        Origin first = Moments.first(named, setting.journal().named(), place.seq());
        List<Origin> originals = same(named, place, stores.copies().originals(setting, first));
        originals.stream().filter(one -> !ofThisMeeting(one)).forEach(one -> tellOfOther(one, bySeq));
        return Stream.concat(
                        originals.stream().filter(this::ofThisMeeting),
                        same(named, place, stores.copies().copies(setting, first)).stream())
                .toList();
    }

    /** Those that are the entry itself; not what else has its number. */
    private static List<Origin> same(JournalEntry named, Origin place, List<Copy> copies) {
        return copies.stream()
                .filter(one -> !one.place().equals(place) && Moments.same(named, one.text()))
                .map(Copy::place)
                .toList();
    }

    private void tellOfOther(Origin place, long bySeq) {
        if (!stores.decisions().cancelled(setting.handle(), place)) {
            Notice elsewhere = Notice.open(ExceptionKind.EVENT_CONFLICT, Detail.What.VOIDS_ELSEWHERE);
            stores.exceptions()
                    .raise(setting.handle(), List.of(Awards.exception(setting, bySeq, Optional.empty(), elsewhere)));
        }
    }

    private boolean ofThisMeeting(Origin place) {
        return stores.journals()
                .find(setting.handle(), place.journal())
                .filter(journal -> journal.society().equals(setting.society())
                        && journal.meeting().equals(setting.meetingId()))
                .isPresent();
    }

    private Optional<JournalEntry> registration(Origin place) {
        return stores.journals()
                .text(setting.handle(), place.journal(), place.seq())
                .flatMap(text -> Received.read(text) instanceof Received.Readable readable
                        ? Optional.of(readable.entry())
                        : Optional.empty())
                .filter(Moments::cancellable);
    }

    private void store(Link link, JournalEntry entry, Facts facts, Decision decision) {
        DecisionRow row = new DecisionRow(
                setting.journal().id(),
                link.seq(),
                DecisionRow.Kind.of(decision),
                DecisionRow.exception(decision),
                decision.member(),
                TapTime.of(entry, facts.runOffsetMillis()).at(),
                setting.meetingFacts(),
                Wire.write(facts));
        stores.decisions().add(setting.handle(), setting.society(), setting.meetingId(), List.of(row));
        stores.exceptions()
                .raise(
                        setting.handle(),
                        decision.notices().stream()
                                .map(notice -> Awards.exception(setting, link.seq(), decision.member(), notice))
                                .toList());
    }

    /** Cancels the entry at a place; its decision, unless it was cancelled before. */
    private Optional<DecisionRow> cancel(Origin place, long bySeq) {
        Origin by = new Origin(setting.journal().id(), bySeq);
        return stores.decisions()
                .find(setting.handle(), place.journal(), place.seq())
                .filter(row -> stores.cancel(setting, place, by));
    }
}
