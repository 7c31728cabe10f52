package org.uketsuke.server.ingest;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
import org.uketsuke.server.reconcile.Credited;
import org.uketsuke.server.reconcile.RaisedAgainStore;

/**
 * Decides the scans of a token anew when a link of it came or went. First everything that counted otherwise is taken back, then
 * each scan is decided by the links that stand now: what comes out does not depend on the order in which journals arrive.
 */
final class TemporaryCards {
    private final Setting setting;
    private final Stores stores;
    private final RosterRefresh rosters;
    private final DoorTouches touches;
    private final RaisedAgainStore again = new RaisedAgainStore();

    /** Within a transaction that holds the meeting alone. */
    TemporaryCards(Setting setting, Stores stores, RosterRefresh rosters, DoorTouches touches) {
        this.setting = setting;
        this.stores = stores;
        this.rosters = rosters;
        this.touches = touches;
    }

    /**
     * Who changed a link.
     *
     * @param cause as {@link Detail.Value#CAUSE} says it
     * @param by staff id
     * @param reason why
     */
    private record Change(String cause, String by, String reason) {}

    /**
     * A scan that counts otherwise now.
     *
     * @param row its decision so far
     * @param link its entry
     * @param then the facts of that decision
     * @param before that decision
     * @param after the decision as it will be, but for whether the member has the credits already
     */
    private record Scan(DecisionRow row, Link link, Facts then, Decision before, Decision after) {}

    /** After a link was decided and noted. */
    void afterLink(Link link) {
        if (event(link) instanceof JournalEvent.Linked linked) {
            stores.temporaryCards()
                    .tokenAt(setting, new Origin(setting.journal().id(), link.seq()))
                    .ifPresent(token -> decideAgain(
                            token, new Change("link of a temporary card", linked.staff(), linked.reason())));
        }
    }

    /**
     * After entries were cancelled.
     *
     * @param cancelled their places
     * @param link the void
     */
    void afterVoid(Set<Origin> cancelled, Link link) {
        if (event(link) instanceof JournalEvent.Voided voided) {
            cancelled.stream()
                    .flatMap(place -> stores.temporaryCards().tokenAt(setting, place).stream())
                    .distinct()
                    .sorted()
                    .forEach(token ->
                            decideAgain(token, new Change("void of a temporary card", voided.by(), voided.reason())));
        }
    }

    private static JournalEvent event(Link link) {
        return ((Received.Readable) link.received()).entry().event();
    }

    private void decideAgain(String token, Change change) {
        List<Scan> scans = new ArrayList<>();
        for (DecisionRow row : stores.temporaryCards().scans(setting, token)) {
            changed(token, row).ifPresent(scans::add);
        }
        SessionPosting.Cause cause = new SessionPosting.Cause(change.cause(), change.by(), change.reason());
        for (Scan scan : scans) {
            touches.remove(scan.row(), cause);
            Facts nobodys = scan.then().withLent(Optional.empty(), Optional.empty());
            revise(scan.row(), decide(scan.link(), nobodys), nobodys);
            close(scan, change);
            again.forgetAwards(
                    setting.handle(), stores.exceptions(), setting.society(), setting.meetingId(), place(scan.row()));
        }
        TakenBack takenBack = new TakenBack(setting, stores, change.by(), change.reason());
        scans.stream()
                .filter(scan -> !(scan.before() instanceof Decision.Touched))
                .forEach(scan -> scan.before().member().ifPresent(member -> takenBack.from(member, scan.row())));
        scans.forEach(this::give);
    }

    /** The scan, if it counts otherwise now; one that only knows more about its links is noted. */
    private Optional<Scan> changed(String token, DecisionRow row) {
        Facts then = Wire.read(row.facts(), Facts.class);
        if (then.card().isPresent()) {
            return Optional.empty();
        }
        String text = stores.journals()
                .text(setting.handle(), row.journal(), row.seq())
                .orElseThrow();
        Link link = new Link(row.seq(), text, new byte[0], Received.read(text), new Evidence.Card(token));
        Facts now = asKnownNow(row, link, then, known(link));
        if (now.card().isEmpty() && now.lent().equals(then.lent())) {
            return Optional.empty();
        }
        var meetingThen = stores.decisions()
                .meetingFacts(setting.handle(), setting.society(), setting.meetingId(), row.meetingFacts());
        Decision before = Adjudication.decide(link.received(), meetingThen, then);
        Decision decision = decide(link, now);
        if (decision.equals(before)) {
            revise(row, decision, now);
            return Optional.empty();
        }
        return Optional.of(new Scan(row, link, then, before, decision));
    }

    private KnownFacts known(Link link) {
        return KnownFacts.of(setting, stores, rosters, List.of(link));
    }

    private static Facts asKnownNow(DecisionRow row, Link link, Facts then, KnownFacts known) {
        Facts now = known.of(link, row.journal(), then.runOffsetMillis());
        return now.card().isPresent()
                ? then.withLent(Optional.empty(), Optional.empty()).withCard(now.card(), now.member())
                : then.withLent(now.lent(), now.member());
    }

    private Decision decide(Link link, Facts facts) {
        return Adjudication.decide(link.received(), setting.meeting(), facts);
    }

    private void revise(DecisionRow row, Decision decision, Facts facts) {
        stores.decisions()
                .revise(
                        setting.handle(),
                        new DecisionRow(
                                row.journal(),
                                row.seq(),
                                DecisionRow.Kind.of(decision),
                                DecisionRow.exception(decision),
                                decision.member(),
                                row.tappedAt(),
                                setting.meetingFacts(),
                                Wire.write(facts)));
    }

    private void give(Scan scan) {
        KnownFacts known = known(scan.link());
        Facts now = asKnownNow(scan.row(), scan.link(), scan.then(), known);
        Decision decision = decide(scan.link(), now);
        revise(scan.row(), decision, now);
        new RowPosting(setting, stores, touches).post(scan.row(), scan.link().received(), decision, known);
        raise(scan, decision);
        credited(scan, decision, now)
                .ifPresent(one -> stores.exceptions()
                        .settleAwarded(
                                setting.handle(), setting.society(), setting.meetingId(), List.of(one), setting.now()));
    }

    /** A wrong clock stays told: other taps of its run have no case of their own. */
    private static boolean isOfTheEntry(Notice notice) {
        return notice.kind() != ExceptionKind.CLOCK_SKEW;
    }

    private void close(Scan scan, Change change) {
        Detail why = Detail.of(
                Detail.What.DECIDED_ANEW,
                setting.now().truncatedTo(ChronoUnit.SECONDS),
                change.cause(),
                DecisionRow.Kind.of(scan.after()).name());
        scan.before().notices().stream()
                .filter(TemporaryCards::isOfTheEntry)
                .map(Notice::kind)
                .forEach(kind -> stores.exceptions()
                        .settle(
                                setting.handle(),
                                setting.society(),
                                setting.meetingId(),
                                scan.row().journal(),
                                scan.row().seq(),
                                Optional.of(kind),
                                why));
    }

    private void raise(Scan scan, Decision decision) {
        JournalRow journal =
                stores.journals().find(setting.handle(), scan.row().journal()).orElseThrow();
        decision.notices().stream()
                .filter(((Predicate<Notice>) TemporaryCards::isOfTheEntry).or(notice -> !told(journal, notice)))
                .map(notice -> Awards.exception(setting.in(journal), scan.link(), decision.member(), notice))
                .forEach(one -> again.raise(setting.handle(), stores.exceptions(), one));
    }

    private boolean told(JournalRow journal, Notice clock) {
        Set<String> runs = new HashSet<>();
        stores.exceptions()
                .details(setting.handle(), setting.society(), setting.meetingId(), journal.id(), clock.kind())
                .forEach(detail -> Detail.runWithWrongClock(detail).ifPresent(runs::add));
        return Detail.runWithWrongClock(clock.detail().text())
                .filter(runs::contains)
                .isPresent();
    }

    private static Optional<Credited> credited(Scan scan, Decision decision, Facts now) {
        if (decision instanceof Decision.Awarded given) {
            return Optional.of(
                    new Credited(given.who(), scan.row().journal(), scan.row().seq()));
        }
        return decision instanceof Decision.Raised
                ? now.member()
                        .filter(member -> member.qualifications().stream().anyMatch(Facts.Qualification::awarded))
                        .map(member -> new Credited(member.id(), "", 0))
                : Optional.empty();
    }

    private static Origin place(DecisionRow row) {
        return new Origin(row.journal(), row.seq());
    }
}
