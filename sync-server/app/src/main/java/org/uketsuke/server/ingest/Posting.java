package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;
import org.uketsuke.server.adjudicate.TemporaryCard;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ingest.TemporaryCardStore.Placed;
import org.uketsuke.server.ingest.TemporaryCardStore.Unlisted;
import org.uketsuke.server.ledger.Holding;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.reconcile.Credited;
import org.uketsuke.server.reconcile.ExceptionCase;
import org.uketsuke.server.storage.Dialect;

/** Decides the entries of a batch one after the other and writes what follows, table by table. */
final class Posting {
    private final Setting setting;
    private final Stores stores;
    private final KnownFacts known;
    private final DoorTouches touches;
    private final Map<Long, Judged> judged = new LinkedHashMap<>();

    Posting(Setting setting, Stores stores, KnownFacts known, DoorTouches touches) {
        this.setting = setting;
        this.stores = stores;
        this.known = known;
        this.touches = touches;
    }

    /**
     * An entry and what became of it.
     *
     * @param link the entry
     * @param facts what decided it
     * @param decision the decision
     * @param awards ledger entries that follow
     * @param at corrected time
     */
    private record Judged(Link link, Facts facts, Decision decision, List<LedgerEntry> awards, Instant at) {}

    void decide(Link link) {
        Facts facts = known.of(link);
        Decision decision = Adjudication.decide(link.received(), setting.meeting(), facts);
        Instant at = at(link, facts);
        List<LedgerEntry> awards = awards(setting, link.seq(), at, decision, known);
        awards.forEach(known::awarded);
        judged.put(link.seq(), new Judged(link, facts, decision, awards, at));
    }

    private Instant at(Link link, Facts facts) {
        return link.received() instanceof Received.Readable readable
                ? TapTime.of(readable.entry(), facts.runOffsetMillis()).at()
                : setting.now();
    }

    private static List<LedgerEntry> awards(
            Setting setting, long seq, Instant at, Decision decision, KnownFacts known) {
        if (!(decision instanceof Decision.Awarded awarded)) {
            return List.of();
        }
        LedgerEntry.Evidence evidence =
                new LedgerEntry.Evidence(setting.journal().id(), seq, at);
        return awarded.awards().stream()
                .map(award -> Awards.entry(
                        setting,
                        awarded.who(),
                        award,
                        evidence,
                        known.holding(award.qualification()).generation()))
                .toList();
    }

    void write() {
        List<LedgerEntry> entries =
                judged.values().stream().flatMap(one -> one.awards().stream()).toList();
        stores.ledger().post(setting.handle(), entries);
        if (stores.dialect() == Dialect.POSTGRESQL) {
            decideAgainWhatOthersHaveAwarded(entries);
        }
        writeDecisions();
        noteTouches();
        stores.attendance().note(setting.handle(), setting.society(), attendance());
        stores.exceptions().raise(setting.handle(), cases());
        stores.exceptions()
                .settleAwarded(setting.handle(), setting.society(), setting.meetingId(), credited(), setting.now());
        noteTemporaryCards();
        cancelWithTheOther();
        noteContinuation();
    }

    private void noteTouches() {
        touches.add(judged.values().stream()
                .map(one -> new DoorTouches.Decided(
                        setting.journal(), one.link().seq(), one.link().received(), one.decision(), one.at()))
                .toList());
    }

    /** Links that count, and scans that would count otherwise if a link came or went. */
    private void noteTemporaryCards() {
        List<Placed> links = new ArrayList<>();
        List<Unlisted> scans = new ArrayList<>();
        for (Judged one : judged.values()) {
            Origin place = new Origin(setting.journal().id(), one.link().seq());
            if (one.decision() instanceof Decision.Linked linked
                    && one.link().received() instanceof Received.Readable readable
                    && readable.entry().event() instanceof JournalEvent.Linked event) {
                Moment since = new Moment(
                        one.at(), readable.entry().run(), readable.entry().upMillis());
                TemporaryCard card =
                        new TemporaryCard(linked.who(), !event.evidence().isEmpty(), since);
                links.add(new Placed(event.token(), place, card));
            } else if (one.link().evidence() instanceof Evidence.Card card
                    && Adjudication.hangsOnLinks(one.link().received(), setting.meeting(), one.facts())) {
                scans.add(new Unlisted(card.token(), place));
            }
        }
        stores.temporaryCards().add(setting, links);
        stores.temporaryCards().note(setting, scans);
    }

    /** What says again a tap that staff cancelled at another place is cancelled by the same void. */
    private void cancelWithTheOther() {
        for (Judged one : judged.values()) {
            known.cancelledBy(one.link())
                    .ifPresent(by -> stores.cancel(
                            setting,
                            new Origin(setting.journal().id(), one.link().seq()),
                            by));
        }
    }

    /** Another transaction may have posted the same award since the facts were read; the key let only one of them in. */
    private void decideAgainWhatOthersHaveAwarded(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Holding> actual = stores.ledger()
                .holdings(
                        setting.handle(),
                        setting.society(),
                        setting.meetingId(),
                        entries.stream()
                                .map(entry -> entry.key().qualification())
                                .toList());
        known.corrected(actual);
        List<LedgerEntry> lost = entries.stream()
                .filter(entry -> !actual.getOrDefault(entry.key().qualification(), Holding.NONE)
                        .evidence()
                        .equals(entry.evidence()))
                .toList();
        for (LedgerEntry entry : lost) {
            Judged before = judged.get(entry.evidence().orElseThrow().seq());
            if (before != null) {
                decideAgain(before);
            }
        }
    }

    private void decideAgain(Judged before) {
        Facts facts = known.of(before.link());
        Decision decision = Adjudication.decide(before.link().received(), setting.meeting(), facts);
        judged.put(before.link().seq(), new Judged(before.link(), facts, decision, List.of(), before.at()));
    }

    private void writeDecisions() {
        List<DecisionRow> rows = judged.values().stream()
                .map(one -> new DecisionRow(
                        setting.journal().id(),
                        one.link().seq(),
                        DecisionRow.Kind.of(one.decision()),
                        DecisionRow.exception(one.decision()),
                        one.decision().member(),
                        one.at(),
                        setting.meetingFacts(),
                        FactsText.of(one.facts())))
                .toList();
        stores.decisions().add(setting.handle(), setting.society(), setting.meetingId(), rows);
    }

    /** Who has the credits by this batch, and of those who have them from before whom it raised anything about. */
    private List<Credited> credited() {
        List<Credited> credited = new ArrayList<>();
        for (Judged one : judged.values()) {
            if (one.decision() instanceof Decision.Awarded given) {
                credited.add(new Credited(
                        given.who(), setting.journal().id(), one.link().seq()));
            } else if (one.decision() instanceof Decision.Raised) {
                one.facts()
                        .member()
                        .filter(Posting::hasCredits)
                        .ifPresent(member -> credited.add(new Credited(member.id(), "", 0)));
            }
        }
        return credited;
    }

    private static boolean hasCredits(Facts.Member member) {
        return member.qualifications().stream().anyMatch(Facts.Qualification::awarded);
    }

    private List<Attendance> attendance() {
        List<Attendance> taps = new ArrayList<>();
        for (Judged one : judged.values()) {
            one.decision()
                    .attendee()
                    .ifPresent(member -> taps.add(new Attendance(
                            setting.meetingId(),
                            member,
                            one.at().atZone(setting.meeting().zone()).toLocalDate(),
                            one.at(),
                            setting.journal().id(),
                            one.link().seq())));
        }
        return taps;
    }

    /** One case per entry and kind; a wrong clock is told once per process run, not for each of its taps. */
    private List<ExceptionCase> cases() {
        List<ExceptionCase> cases = new ArrayList<>();
        Optional<Set<String>> skewsTold = Optional.empty();
        for (Judged one : judged.values()) {
            for (Notice notice : one.decision().notices()) {
                if (notice.kind() == ExceptionKind.CLOCK_SKEW) {
                    skewsTold = skewsTold.or(() -> Optional.of(skewsTold()));
                    if (!skewsTold.get().add(run(notice.detail().text()))) {
                        continue;
                    }
                }
                cases.add(Awards.exception(setting, one.link(), one.decision().member(), notice));
            }
        }
        return cases;
    }

    private Set<String> skewsTold() {
        Set<String> told = new HashSet<>();
        stores.exceptions()
                .details(
                        setting.handle(),
                        setting.society(),
                        setting.meetingId(),
                        setting.journal().id(),
                        ExceptionKind.CLOCK_SKEW)
                .forEach(stored -> told.add(run(stored)));
        return told;
    }

    private static String run(String stored) {
        return Detail.runWithWrongClock(stored).orElse(stored);
    }

    private void noteContinuation() {
        if (setting.journal().quarantine()) {
            return;
        }
        for (Judged one : judged.values()) {
            if (one.link().received() instanceof Received.Readable readable
                    && readable.entry().event() instanceof JournalEvent.Opened opened
                    && opened.continues().isPresent()) {
                stores.journals().continued(setting.handle(), opened.continues().get(), setting.journal());
            }
        }
    }
}
