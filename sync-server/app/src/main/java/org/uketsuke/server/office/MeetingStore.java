package org.uketsuke.server.office;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.office.MeetingPage.Totals;
import org.uketsuke.server.reconcile.BalanceSheetStore;
import org.uketsuke.server.storage.Dialect;

/** Reads one meeting. */
final class MeetingStore {
    private final Handle handle;
    private final Dialect dialect;

    MeetingStore(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    MeetingPage page(MeetingSummary meeting) {
        MeetingRef ref = meeting.ref();
        return new MeetingPage(
                meeting,
                PolicyWords.of(handle, ref.society()).meetingClass(meeting.meetingClass()),
                credits(meeting),
                new BalanceSheetStore().ofMeeting(handle, ref.society(), ref.meeting()),
                totals(ref),
                new StaysStore(handle, dialect).counts(ref),
                number(
                        "SELECT count(*) FROM exception_case WHERE society = :society AND meeting = :meeting"
                                + " AND state = 'open'",
                        ref),
                number(
                        "SELECT count(*) FROM exception_case x JOIN decision d ON d.journal = x.journal AND d.seq = x.seq"
                                + " WHERE x.society = :society AND x.meeting = :meeting AND x.state = 'open'"
                                + " AND d.kind = 'EXCEPTION'",
                        ref));
    }

    private Optional<Credits> credits(MeetingSummary meeting) {
        return handle.createQuery("SELECT credits FROM credit_rule WHERE society = :society AND kind = 'participation'"
                        + " AND qualification = 'specialist' AND card_enabled = 1 AND meeting_class = :class"
                        + " AND valid_from <= :day AND valid_to >= :day ORDER BY code LIMIT 1")
                .bind("society", meeting.ref().society())
                .bind("class", meeting.meetingClass())
                .bind("day", meeting.creditDate().toString())
                .map((row, context) -> new Credits(row.getLong("credits")))
                .findOne();
    }

    private Totals totals(MeetingRef ref) {
        return new Totals(
                number(
                        "SELECT count(DISTINCT member) FROM attendance"
                                + " WHERE society = :society AND meeting = :meeting",
                        ref),
                number(
                        "SELECT count(*) FROM (SELECT member FROM ledger_entry"
                                + " WHERE society = :society AND meeting = :meeting"
                                + " AND kind IN ('participation', 'reversal') GROUP BY member"
                                + " HAVING sum(credits) > 0) AS credited",
                        ref),
                credits(ref, "IN"),
                credits(ref, "NOT IN"));
    }

    /** The sum of what was given for the meeting as such, or of all else. */
    private Credits credits(MeetingRef ref, String among) {
        return new Credits(number(
                "SELECT COALESCE(sum(credits), 0) FROM ledger_entry WHERE society = :society AND meeting = :meeting"
                        + " AND kind " + among + " ('participation', 'reversal')",
                ref));
    }

    private long number(String sql, MeetingRef ref) {
        return handle.createQuery(sql)
                .bind("society", ref.society())
                .bind("meeting", ref.meeting())
                .mapTo(Long.class)
                .one();
    }
}
