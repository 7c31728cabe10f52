package org.uketsuke.server.ingest;

import java.util.Optional;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.reconcile.ExceptionCase;

/** Turns what a decision says into rows. */
final class Awards {
    private Awards() {}

    /** The ledger entry of an award. */
    static LedgerEntry entry(
            Setting setting, String member, Decision.Award award, LedgerEntry.Evidence evidence, long generation) {
        LedgerEntry.Key key = new LedgerEntry.Key(
                setting.society(), setting.meetingId(), award.qualification(), LedgerEntry.PARTICIPATION, generation);
        return entry(setting, key, member, award, evidence);
    }

    /** The ledger entry of an award under a key. */
    static LedgerEntry entry(
            Setting setting, LedgerEntry.Key key, String member, Decision.Award award, LedgerEntry.Evidence evidence) {
        return new LedgerEntry(
                key.id(),
                key,
                member,
                award.termStart(),
                award.rule(),
                award.hundredths(),
                award.earnedOn(),
                award.fiscalYear(),
                LedgerEntry.TAP,
                Optional.of(evidence),
                Optional.empty(),
                "",
                LedgerEntry.ADJUDICATION,
                setting.now());
    }

    /** The case of a notice on an entry. */
    static ExceptionCase exception(Setting setting, Link link, Optional<String> member, Notice notice) {
        return exception(setting, link.seq(), member, member.or(() -> token(link)), notice);
    }

    private static Optional<String> token(Link link) {
        return link.evidence() instanceof Evidence.Card card ? Optional.of(card.token()) : Optional.empty();
    }

    /** The case of a notice on an entry of which no more is known than the member. */
    static ExceptionCase exception(Setting setting, long seq, Optional<String> member, Notice notice) {
        return exception(setting, seq, member, member, notice);
    }

    private static ExceptionCase exception(
            Setting setting, long seq, Optional<String> member, Optional<String> person, Notice notice) {
        return new ExceptionCase(
                setting.society(),
                setting.meetingId(),
                notice.kind(),
                notice.settled() ? ExceptionCase.State.SETTLED : ExceptionCase.State.OPEN,
                setting.journal().id(),
                seq,
                member,
                notice.detail().text(),
                setting.now(),
                subject(setting, person, notice));
    }

    private static String subject(Setting setting, Optional<String> person, Notice notice) {
        return notice.perJournal()
                ? setting.journal().id()
                : person.filter(one -> notice.kind().perPerson()).orElse("");
    }
}
