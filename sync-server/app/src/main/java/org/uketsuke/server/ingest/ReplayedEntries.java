package org.uketsuke.server.ingest;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.reconcile.Credited;

/**
 * Some standing decisions of one meeting, decided anew by what the books say now. What was settled at the time stays: place,
 * trust, clock offset, and the pass as it was then. A replay never takes credits or a person's attendance away.
 */
final class ReplayedEntries {
    private final Setting setting;
    private final Stores stores;
    private final SealedScans sealedScans;
    private final RosterRefresh rosters;
    private final String cause;
    private final DoorTouches touches;
    private final Map<String, JournalRow> journals = new HashMap<>();
    private final Map<String, MeetingFacts> meetings = new HashMap<>();

    ReplayedEntries(Setting setting, Stores stores, SealedScans sealedScans, RosterRefresh rosters, String cause) {
        this.setting = setting;
        this.stores = stores;
        this.sealedScans = sealedScans;
        this.rosters = rosters;
        this.cause = cause;
        this.touches = new DoorTouches(setting, stores);
    }

    Replay.Outcome decide(List<DecisionRow> rows) {
        List<Link> links = rows.stream().map(this::link).toList();
        KnownFacts known = KnownFacts.of(setting, stores, rosters, links);
        long changed = 0;
        long awarded = 0;
        for (int i = 0; i < rows.size(); i++) {
            Optional<Decision> decision = decide(rows.get(i), links.get(i), known);
            changed += decision.isPresent() ? 1 : 0;
            awarded += decision.filter(Decision.Awarded.class::isInstance).isPresent() ? 1 : 0;
        }
        return new Replay.Outcome(changed, awarded, touches.judge());
    }

    private Link link(DecisionRow row) {
        String text = stores.journals()
                .text(setting.handle(), row.journal(), row.seq())
                .orElseThrow();
        Received received = Received.read(text);
        Evidence evidence = Evidence.of(received, closed -> opener(row).open(closed));
        return new Link(row.seq(), text, new byte[0], received, evidence);
    }

    private Evidence.Opener opener(DecisionRow row) {
        return stores.journals()
                .kiosk(setting.handle(), journal(row).kiosk())
                .map(kiosk -> sealedScans.opener(setting.handle(), kiosk))
                .orElse(text -> new Evidence.Nobody());
    }

    private JournalRow journal(DecisionRow row) {
        return journals.computeIfAbsent(
                row.journal(),
                id -> stores.journals().find(setting.handle(), id).orElseThrow());
    }

    /** The new decision, if it is another one. */
    private Optional<Decision> decide(DecisionRow row, Link link, KnownFacts known) {
        MeetingFacts meetingThen = meetings.computeIfAbsent(
                row.meetingFacts(),
                id -> stores.decisions().meetingFacts(setting.handle(), setting.society(), setting.meetingId(), id));
        Facts then = Wire.read(row.facts(), Facts.class);
        Facts now = asKnownNow(then, known.of(link, row.journal(), then.runOffsetMillis()));
        Decision before = Adjudication.decide(link.received(), meetingThen, then);
        Decision decision = Adjudication.decide(link.received(), setting.meeting(), now);
        if (takesAway(row, before, decision)) {
            return Optional.empty();
        }
        if (decision.equals(before)) {
            if (row.kind() == DecisionRow.Kind.DUPLICATE) {
                revise(row, decision, now);
            }
            return Optional.empty();
        }
        revise(row, decision, now);
        new RowPosting(setting, stores, touches).post(row, link.received(), decision, known);
        tell(row, link, before, decision);
        return Optional.of(decision);
    }

    /** Also where the decision stays: a duplicate must know of the qualifications that it may have to stand for. */
    private void revise(DecisionRow row, Decision decision, Facts now) {
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
                                Wire.write(now)));
    }

    /** A replay adds: what an entry gave, and that the person was there, stays as it was told. */
    private static boolean takesAway(DecisionRow row, Decision before, Decision decision) {
        if (row.attends() && !decision.attendee().equals(row.member())) {
            return true;
        }
        boolean settled = row.kind() == DecisionRow.Kind.AWARDED || row.kind() == DecisionRow.Kind.DUPLICATE;
        return settled
                && !decision.equals(before)
                && !(decision instanceof Decision.Awarded given
                        && given.awards().containsAll(awards(before)));
    }

    private static List<Decision.Award> awards(Decision decision) {
        return decision instanceof Decision.Awarded given ? given.awards() : List.of();
    }

    private static Facts asKnownNow(Facts then, Facts now) {
        return new Facts(
                then.position(),
                then.kioskTrusted(),
                then.carriedOver(),
                then.runOffsetMillis(),
                then.voidable(),
                now.card(),
                then.pass().or(now::pass),
                then.refused(),
                now.member(),
                then.unsigned(),
                now.lent());
    }

    /** Closes the cases that have lost their reason, saying why and when, and opens those that have one now. */
    private void tell(DecisionRow row, Link link, Decision before, Decision decision) {
        Set<ExceptionKind> reasons =
                decision.notices().stream().map(Notice::kind).collect(Collectors.toSet());
        Detail why = Detail.of(
                Detail.What.DECIDED_ANEW,
                setting.now().truncatedTo(ChronoUnit.SECONDS),
                cause,
                DecisionRow.Kind.of(decision).name());
        before.notices().stream()
                .map(Notice::kind)
                .filter(kind -> !reasons.contains(kind))
                .forEach(kind -> stores.exceptions()
                        .settle(
                                setting.handle(),
                                setting.society(),
                                setting.meetingId(),
                                row.journal(),
                                row.seq(),
                                Optional.of(kind),
                                why));
        if (decision instanceof Decision.Awarded given) {
            stores.exceptions()
                    .settleAwarded(
                            setting.handle(),
                            setting.society(),
                            setting.meetingId(),
                            List.of(new Credited(given.who(), row.journal(), row.seq())),
                            setting.now());
        }
        Setting there = setting.in(journal(row));
        stores.exceptions()
                .raise(
                        setting.handle(),
                        decision.notices().stream()
                                .map(notice -> Awards.exception(there, link, decision.member(), notice))
                                .toList());
    }
}
