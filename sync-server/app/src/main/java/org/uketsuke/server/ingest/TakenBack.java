package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ledger.Holding;
import org.uketsuke.server.ledger.LedgerEntry;

/**
 * What follows when an entry no longer counts for a member: credits that rest on it are reversed, and if another tap of the same
 * person counts, the earliest one takes its place.
 */
final class TakenBack {
    private static final int TEXT_LENGTH_MAX = 500;

    private final Setting setting;
    private final Stores stores;
    private final String by;
    private final String reason;

    /**
     * In the name of somebody.
     *
     * @param by staff id
     * @param reason why
     */
    TakenBack(Setting setting, Stores stores, String by, String reason) {
        this.setting = setting;
        this.stores = stores;
        this.by = by;
        this.reason = reason;
    }

    /**
     * Takes back what an entry gave a member.
     *
     * @param row the decision on the entry, which no longer stands for the member
     */
    void from(String member, DecisionRow row) {
        List<LedgerEntry> reversals = stores
                .ledger()
                .restingOn(setting.handle(), setting.society(), setting.meetingId(), member, row.journal(), row.seq())
                .stream()
                .map(award -> award.reversal(shortened(reason), shortened(by), setting.now()))
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
