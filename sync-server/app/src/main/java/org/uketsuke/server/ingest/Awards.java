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

    /** The case of a notice. */
    static ExceptionCase exception(Setting setting, long seq, Optional<String> member, Notice notice) {
        return new ExceptionCase(
                setting.society(),
                setting.meetingId(),
                notice.kind(),
                notice.settled() ? ExceptionCase.State.SETTLED : ExceptionCase.State.OPEN,
                setting.journal().id(),
                seq,
                member,
                notice.detail(),
                setting.now());
    }
}
