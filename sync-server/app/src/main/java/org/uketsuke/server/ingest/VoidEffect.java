package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ledger.Holding;
import org.uketsuke.server.ledger.LedgerEntry;

/**
 * What follows when staff cancel an entry: credits that rest on it are reversed, and if another tap of the same person
 * counts, the earliest one takes its place.
 */
final class VoidEffect {
    private static final int TEXT_LENGTH_MAX = 500;

    private final Setting setting;
    private final Stores stores;

    VoidEffect(Setting setting, Stores stores) {
        this.setting = setting;
        this.stores = stores;
    }

    void apply(Link link) {
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
        if (decision instanceof Decision.Voids voids) {
            Set<Origin> places = new LinkedHashSet<>(Set.of(place));
            target.ifPresent(one -> places.addAll(elsewhere(one, place, link.seq())));
            List<DecisionRow> cancelled = places.stream()
                    .flatMap(one -> cancel(one, link.seq()).stream())
                    .toList();
            cancelled.forEach(row -> row.member().ifPresent(member -> undo(member, row, voids)));
        }
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
                .filter(Moments::registers);
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

    private void undo(String member, DecisionRow row, Decision.Voids voids) {
        List<LedgerEntry> reversals = stores
                .ledger()
                .restingOn(setting.handle(), setting.society(), setting.meetingId(), member, row.journal(), row.seq())
                .stream()
                .map(award -> award.reversal(shortened(voids.reason()), shortened(voids.by()), setting.now()))
                .toList();
        stores.ledger().post(setting.handle(), reversals);
        Set<String> freed = new HashSet<>();
        reversals.forEach(reversal -> freed.add(reversal.key().qualification()));
        for (DecisionRow other : standing(member)) {
            if (!freed.isEmpty()
                    && (other.kind() == DecisionRow.Kind.DUPLICATE || other.kind() == DecisionRow.Kind.AWARDED)) {
                promote(other, freed);
            }
        }
        List<DecisionRow> left = standing(member);
        noteDaysAgain(member, left);
        if (!freed.isEmpty() || left.stream().noneMatch(other -> other.kind() == DecisionRow.Kind.AWARDED)) {
            stores.exceptions().reopen(setting.handle(), setting.society(), setting.meetingId(), member, setting.now());
        }
    }

    private List<DecisionRow> standing(String member) {
        return stores.decisions().standing(setting.handle(), setting.society(), setting.meetingId(), member);
    }

    /** Decides another tap anew now that these qualifications have nothing; what rests on that tap already stays. */
    private void promote(DecisionRow other, Set<String> freed) {
        Received received = Received.read(stores.journals()
                .text(setting.handle(), other.journal(), other.seq())
                .orElseThrow());
        MeetingFacts meeting = stores.decisions()
                .meetingFacts(setting.handle(), setting.society(), setting.meetingId(), other.meetingFacts());
        Facts then = Wire.read(other.facts(), Facts.class);
        Map<String, Holding> holdings = holdings(then);
        Facts now = asHeld(then, holdings, other);
        if (Adjudication.decide(received, meeting, now) instanceof Decision.Awarded awarded
                && awarded.awards().stream().anyMatch(award -> freed.contains(award.qualification()))) {
            LedgerEntry.Evidence evidence = new LedgerEntry.Evidence(other.journal(), other.seq(), other.tappedAt());
            List<LedgerEntry> entries = new ArrayList<>();
            for (Decision.Award award : awarded.awards()) {
                if (!freed.remove(award.qualification())) {
                    continue;
                }
                long generation = holdings.getOrDefault(award.qualification(), Holding.NONE)
                        .generation();
                entries.add(Awards.entry(setting, awarded.who(), award, evidence, generation));
            }
            stores.ledger().post(setting.handle(), entries);
            stores.decisions().revise(setting.handle(), other.awardedBy(Wire.write(now)));
            tell(other, awarded);
        }
    }

    private void tell(DecisionRow other, Decision decision) {
        Setting there = setting.in(
                stores.journals().find(setting.handle(), other.journal()).orElseThrow());
        stores.exceptions()
                .raise(
                        setting.handle(),
                        decision.notices().stream()
                                .map(notice -> Awards.exception(there, other.seq(), decision.member(), notice))
                                .toList());
    }

    private static Facts asHeld(Facts then, Map<String, Holding> holdings, DecisionRow row) {
        return then.withMember(then.member()
                .map(member -> new Facts.Member(
                        member.id(),
                        member.status(),
                        member.qualifications().stream()
                                .map(held -> held.withAwarded(holdings.getOrDefault(held.id(), Holding.NONE)
                                        .byOtherThan(row.journal(), row.seq())))
                                .toList())));
    }

    private Map<String, Holding> holdings(Facts facts) {
        List<String> qualifications = facts.member().stream()
                .flatMap(member -> member.qualifications().stream())
                .map(Facts.Qualification::id)
                .toList();
        return stores.ledger().holdings(setting.handle(), setting.society(), setting.meetingId(), qualifications);
    }

    private void noteDaysAgain(String member, List<DecisionRow> standing) {
        stores.attendance().forget(setting.handle(), setting.society(), setting.meetingId(), member);
        List<Attendance> taps = standing.stream()
                .filter(DecisionRow::attends)
                .map(row -> new Attendance(
                        setting.meetingId(),
                        member,
                        row.tappedAt().atZone(setting.meeting().zone()).toLocalDate(),
                        row.tappedAt(),
                        row.journal(),
                        row.seq()))
                .toList();
        stores.attendance().note(setting.handle(), setting.society(), taps);
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
    }
}
