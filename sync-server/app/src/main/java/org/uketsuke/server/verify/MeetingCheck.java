package org.uketsuke.server.verify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.attendance.AttendanceStore;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.ledger.LedgerStore;
import org.uketsuke.server.reconcile.BalanceSheet;
import org.uketsuke.server.reconcile.BalanceSheetStore;
import org.uketsuke.server.reconcile.ExceptionCase;
import org.uketsuke.server.reconcile.ExceptionStore;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/** Compares what is stored of a meeting with what its journals say. */
final class MeetingCheck {
    private final Handle handle;
    private final Dialect dialect;
    private final Meeting meeting;
    private final Recomputed recomputed;
    private final Findings findings;

    MeetingCheck(Handle handle, Dialect dialect, Meeting meeting, Recomputed recomputed, Findings findings) {
        this.handle = handle;
        this.dialect = dialect;
        this.meeting = meeting;
        this.recomputed = recomputed;
        this.findings = findings;
    }

    /** Checks; returns the number of ledger entries. */
    long run() {
        List<LedgerEntry> entries = new LedgerStore(dialect).ofMeeting(handle, meeting.society(), meeting.meeting());
        entries.forEach(this::origin);
        awards(live(entries.stream()
                .filter(entry -> entry.key().session().isEmpty())
                .toList()));
        recomputed.sessions().compare(handle, dialect, meeting, entries, recomputed, findings);
        balances(entries);
        attendance();
        cases();
        recomputed.voids().compare(handle, meeting, findings);
        recomputed.links().compare(handle, meeting, findings);
        new VerifyStore()
                .alteredMeetingFacts(handle, meeting)
                .forEach(id -> findings.add(
                        Difference.Sort.DECISION,
                        meeting.meeting() + " facts " + id,
                        "what is kept of the meeting is not what decisions were made by"));
        sheet();
        return entries.size();
    }

    /** Live awards by qualification; generations and reversals are checked on the way. */
    private Map<String, LedgerEntry> live(List<LedgerEntry> entries) {
        Map<String, LedgerEntry> live = new TreeMap<>();
        Map<String, Long> generations = new HashMap<>();
        for (LedgerEntry entry : entries) {
            String qualification = entry.key().qualification();
            if (entry.key().kind().equals(LedgerEntry.PARTICIPATION)) {
                long expected = generations.merge(qualification, 1L, Long::sum) - 1;
                findings.expect(
                        entry.key().generation() == expected && live.put(qualification, entry) == null,
                        Difference.Sort.AWARD,
                        place(entry),
                        "awarded although the award before it stands");
            } else {
                Optional<LedgerEntry> reversed = Optional.ofNullable(live.remove(qualification));
                findings.expect(
                        reversed.filter(award -> takesBack(entry, award)).isPresent(),
                        Difference.Sort.AWARD,
                        place(entry),
                        "reverses what does not stand, or not all of it");
            }
        }
        return live;
    }

    private void origin(LedgerEntry entry) {
        findings.expect(
                entry.source().equals(LedgerEntry.TAP),
                Difference.Sort.AWARD,
                place(entry),
                "comes from '" + entry.source() + "', from which nothing is posted");
        findings.expect(entry.id().equals(entry.key().id()), Difference.Sort.AWARD, place(entry), "has a foreign id");
    }

    /** Whether an entry takes back all of another. */
    static boolean takesBack(LedgerEntry reversal, LedgerEntry award) {
        return reversal.reverses().equals(Optional.of(award.id()))
                && reversal.hundredths() == -award.hundredths()
                && reversal.termStart().equals(award.termStart())
                && reversal.member().equals(award.member());
    }

    private void awards(Map<String, LedgerEntry> live) {
        Map<String, LedgerEntry> unexplained = new TreeMap<>(live);
        recomputed.awards().forEach((qualification, expected) -> {
            unexplained.remove(qualification);
            Optional<LedgerEntry> stored = Optional.ofNullable(live.get(qualification));
            String place = meeting.meeting() + " qualification " + qualification;
            if (stored.isEmpty()) {
                findings.add(
                        Difference.Sort.AWARD, place, "no live award, although " + evidence(expected) + " earns one");
            } else {
                findings.expect(
                        says(stored.get(), expected),
                        Difference.Sort.AWARD,
                        place,
                        "is not what " + evidence(expected) + " earns");
            }
        });
        unexplained
                .keySet()
                .forEach(qualification -> findings.add(
                        Difference.Sort.AWARD,
                        meeting.meeting() + " qualification " + qualification,
                        "rests on no entry"));
    }

    private static boolean says(LedgerEntry entry, Recomputed.Award expected) {
        return entry.member().equals(expected.member())
                && entry.rule().equals(expected.award().rule())
                && entry.hundredths() == expected.award().hundredths()
                && entry.termStart().equals(expected.award().termStart())
                && entry.earnedOn().equals(expected.award().earnedOn())
                && entry.fiscalYear() == expected.award().fiscalYear()
                && entry.evidence().equals(Optional.of(expected.evidence()));
    }

    private static String evidence(Recomputed.Award award) {
        return award.evidence().journal() + " entry " + award.evidence().seq();
    }

    private static String place(LedgerEntry entry) {
        return "ledger entry " + entry.id();
    }

    /** What the index says against what the entries add up to. */
    private void balances(List<LedgerEntry> entries) {
        Map<String, Long> sums = new TreeMap<>();
        entries.forEach(entry -> sums.merge(entry.key().qualification(), entry.hundredths(), Long::sum));
        Map<String, Long> indexed = new VerifyStore().balances(handle, meeting);
        findings.expect(
                sums.equals(indexed), Difference.Sort.BALANCE, meeting.meeting(), "the ledger's sums do not tie");
    }

    private void attendance() {
        Map<String, Attendance> stored = new TreeMap<>();
        new AttendanceStore()
                .ofMeeting(handle, meeting.society(), meeting.meeting())
                .forEach(day -> stored.put(day.member() + " " + day.day(), day));
        recomputed
                .firstTaps()
                .forEach((key, expected) -> findings.expect(
                        expected.equals(stored.remove(key)),
                        Difference.Sort.ATTENDANCE,
                        meeting.meeting() + " member and day " + key,
                        "missing, or not the first tap"));
        stored.keySet()
                .forEach(key -> findings.add(
                        Difference.Sort.ATTENDANCE, meeting.meeting() + " member and day " + key, "rests on no entry"));
    }

    private void cases() {
        Set<String> told = new HashSet<>();
        new ExceptionStore()
                .ofMeeting(handle, meeting.society(), meeting.meeting())
                .forEach(one -> {
                    String key = Recomputed.caseKey(one.journal(), one.seq(), one.kind(), one.detail());
                    told.add(key);
                    findings.expect(
                            one.state() == ExceptionCase.State.OPEN || !recomputed.waits(key, one.detail()),
                            Difference.Sort.EXCEPTION,
                            one.journal() + " entry " + one.seq(),
                            "its case (" + one.kind() + ") is closed, and nothing says why");
                });
        told.addAll(new ExceptionStore().attached(handle, meeting.society(), meeting.meeting()));
        recomputed
                .raised()
                .forEach((key, place) -> findings.expect(
                        told.contains(key),
                        Difference.Sort.EXCEPTION,
                        place,
                        "must be told of (" + key + "), and no case does"));
    }

    private void sheet() {
        for (BalanceSheet.Line line : new BalanceSheetStore()
                .ofMeeting(handle, meeting.society(), meeting.meeting())
                .lines()) {
            findings.expect(
                    line.counts().difference() == 0,
                    Difference.Sort.BALANCE,
                    meeting.meeting() + " journal " + line.journal(),
                    line.counts().difference() + " entries are not accounted for");
        }
    }
}
