package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.List;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ledger.Holding;
import org.uketsuke.server.ledger.LedgerEntry;

/**
 * Posts the credits and the attendance that follow from another decision on an entry that was decided before.
 *
 * @param setting the circumstances
 * @param stores the tables
 * @param touches takes note of touches at the doors of rooms
 */
record RowPosting(Setting setting, Stores stores, DoorTouches touches) {
    /** Posts what is not there yet; {@code known} takes note of it. */
    void post(DecisionRow row, Received received, Decision decision, KnownFacts known) {
        if (decision instanceof Decision.Awarded given) {
            LedgerEntry.Evidence evidence = new LedgerEntry.Evidence(row.journal(), row.seq(), row.tappedAt());
            List<LedgerEntry> entries = new ArrayList<>();
            for (Decision.Award award : given.awards()) {
                Holding holding = known.holding(award.qualification());
                if (!holding.live()) {
                    entries.add(Awards.entry(setting, given.who(), award, evidence, holding.generation()));
                }
            }
            stores.ledger().post(setting.handle(), entries);
            entries.forEach(known::awarded);
        }
        if (decision instanceof Decision.Touched) {
            JournalRow journal =
                    stores.journals().find(setting.handle(), row.journal()).orElseThrow();
            touches.add(List.of(new DoorTouches.Decided(journal, row.seq(), received, decision, row.tappedAt())));
        }
        decision.attendee()
                .ifPresent(member -> stores.attendance()
                        .note(
                                setting.handle(),
                                setting.society(),
                                List.of(new Attendance(
                                        setting.meetingId(),
                                        member,
                                        row.tappedAt()
                                                .atZone(setting.meeting().zone())
                                                .toLocalDate(),
                                        row.tappedAt(),
                                        row.journal(),
                                        row.seq()))));
    }
}
