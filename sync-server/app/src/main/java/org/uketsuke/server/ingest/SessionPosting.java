package org.uketsuke.server.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.SessionJudgement;
import org.uketsuke.server.adjudicate.SessionTouch;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.ledger.SessionHolding;
import org.uketsuke.server.reconcile.ExceptionCase;
import org.uketsuke.server.reconcile.RaisedAgainStore;
import org.uketsuke.server.session.SessionBooks;

/**
 * Brings what the ledger says of members' sessions at a meeting to what follows from their touches, the agenda and the books now:
 * by reversals and awards, and by cases that open and close. What says the same stays, whichever touch it rests on.
 */
final class SessionPosting {
    private static final int TEXT_LENGTH_MAX = 500;

    /** What it raises about touches. */
    static final List<ExceptionKind> CASES = List.of(ExceptionKind.OUT_OF_HOURS, ExceptionKind.IMPOSSIBLE_TRAVEL);

    private final Setting setting;
    private final Stores stores;
    private final RaisedAgainStore again = new RaisedAgainStore();
    private final Map<List<String>, SessionHolding> holdings = new HashMap<>();

    /** Within a transaction that holds the meeting alone. */
    SessionPosting(Setting setting, Stores stores) {
        this.setting = setting;
        this.stores = stores;
    }

    /**
     * Why members are judged again.
     *
     * @param words as {@link Detail.Value#CAUSE} says it
     * @param by who: staff id, or {@link LedgerEntry#ADJUDICATION}
     * @param reason why, in the words of that person
     */
    record Cause(String words, String by, String reason) {
        static final Cause ANOTHER_TOUCH = of("another touch");

        static Cause of(String words) {
            return new Cause(words, LedgerEntry.ADJUDICATION, words);
        }

        /** What is added to a case that closes by it. */
        Detail detail(Instant now) {
            return Detail.of(
                    Detail.What.DECIDED_ANEW,
                    now.truncatedTo(ChronoUnit.SECONDS),
                    words,
                    DecisionRow.Kind.TOUCHED.name());
        }
    }

    /** An award as it shall stand. */
    private record Wanted(String member, Decision.Award award, SessionTouch evidence) {
        private boolean isSaidBy(LedgerEntry entry) {
            return entry.member().equals(member)
                    && entry.rule().equals(award.rule())
                    && entry.hundredths() == award.hundredths()
                    && entry.termStart().equals(award.termStart())
                    && entry.earnedOn().equals(award.earnedOn())
                    && entry.fiscalYear() == award.fiscalYear();
        }
    }

    /** Judges members, each for a cause; returns the number of ledger entries that it took. */
    int judge(Map<String, Cause> members) {
        if (setting.meeting().frozen()) {
            return 0;
        }
        SessionBooks books = new SessionBooks(stores.dialect());
        SessionBooks.Judged judged =
                books.judge(setting.handle(), setting.society(), setting.meetingId(), members.keySet());
        books.keep(setting.handle(), setting.society(), setting.meetingId(), judged, stores.agendas());
        stores.ledger()
                .sessionHoldings(setting.handle(), setting.society(), setting.meetingId(), judged.qualificationIds())
                .forEach(held -> holdings.put(List.of(held.qualification(), held.session()), held));
        List<LedgerEntry> entries = new ArrayList<>();
        judged.judgements().forEach((member, judgement) -> {
            Map<List<String>, Wanted> wanted = wanted(member, judgement);
            Set<List<String>> keys = new HashSet<>(wanted.keySet());
            judged.qualifications()
                    .getOrDefault(member, List.of())
                    .forEach(qualification -> holdings.keySet().stream()
                            .filter(key -> key.get(0).equals(qualification.id()))
                            .forEach(keys::add));
            keys.forEach(key -> entries.addAll(change(
                    key, Optional.ofNullable(wanted.get(key)), members.getOrDefault(member, Cause.ANOTHER_TOUCH))));
        });
        stores.ledger().post(setting.handle(), entries);
        tell(members, judged);
        return entries.size();
    }

    private static Map<List<String>, Wanted> wanted(String member, SessionJudgement judgement) {
        Map<List<String>, Wanted> wanted = new HashMap<>();
        judgement
                .stays()
                .forEach(stay -> stay.entitlements()
                        .forEach(entitlement -> entitlement
                                .award()
                                .ifPresent(award -> wanted.put(
                                        List.of(
                                                award.qualification(),
                                                stay.session().id()),
                                        new Wanted(member, award, stay.evidence())))));
        return wanted;
    }

    private List<LedgerEntry> change(List<String> key, Optional<Wanted> wanted, Cause cause) {
        SessionHolding held =
                Optional.ofNullable(holdings.get(key)).orElseGet(() -> SessionHolding.none(key.get(0), key.get(1)));
        if (held.live().isPresent()
                && wanted.isPresent()
                && wanted.get().isSaidBy(held.live().get())) {
            return List.of();
        }
        List<LedgerEntry> entries = new ArrayList<>();
        held.live()
                .map(award -> award.reversal(shortened(cause.reason()), shortened(cause.by()), setting.now()))
                .ifPresent(entries::add);
        wanted.map(one -> award(one, held)).ifPresent(entries::add);
        return entries;
    }

    private LedgerEntry award(Wanted wanted, SessionHolding held) {
        LedgerEntry.Key key = LedgerEntry.Key.ofSession(
                setting.society(), setting.meetingId(), held.qualification(), held.session(), held.generation());
        Origin place = wanted.evidence().place();
        LedgerEntry.Evidence evidence = new LedgerEntry.Evidence(
                place.journal(), place.seq(), wanted.evidence().at());
        return Awards.entry(setting, key, wanted.member(), wanted.award(), evidence);
    }

    /** Opens the cases that have a reason now, and closes those that have lost theirs. */
    private void tell(Map<String, Cause> members, SessionBooks.Judged judged) {
        Map<List<Object>, ExceptionCase> open = new HashMap<>();
        stores.sessionCases()
                .open(setting.handle(), setting.society(), setting.meetingId(), members.keySet())
                .forEach(one -> open.put(List.of(one.journal(), one.seq(), one.kind()), one));
        judged.judgements()
                .forEach((member, judgement) -> judgement.remarks().forEach(remark -> {
                    Origin place = remark.place();
                    List<Object> key = List.of(
                            place.journal(), place.seq(), remark.notice().kind());
                    if (open.remove(key) == null) {
                        again.raise(setting.handle(), stores.exceptions(), raised(member, remark));
                    }
                }));
        open.values().forEach(one -> settle(one, members));
    }

    private ExceptionCase raised(String member, SessionJudgement.Remark remark) {
        return new ExceptionCase(
                setting.society(),
                setting.meetingId(),
                remark.notice().kind(),
                ExceptionCase.State.OPEN,
                remark.place().journal(),
                remark.place().seq(),
                Optional.of(member),
                remark.notice().detail().text(),
                setting.now(),
                "");
    }

    private void settle(ExceptionCase one, Map<String, Cause> members) {
        Cause cause = one.member()
                .map(member -> members.getOrDefault(member, Cause.ANOTHER_TOUCH))
                .orElse(Cause.ANOTHER_TOUCH);
        stores.exceptions()
                .settle(
                        setting.handle(),
                        setting.society(),
                        setting.meetingId(),
                        one.journal(),
                        one.seq(),
                        Optional.of(one.kind()),
                        cause.detail(setting.now()));
    }

    private static String shortened(String text) {
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
    }
}
