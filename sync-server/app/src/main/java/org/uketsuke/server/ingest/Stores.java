package org.uketsuke.server.ingest;

import java.util.Optional;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.attendance.AttendanceStore;
import org.uketsuke.server.ledger.LedgerStore;
import org.uketsuke.server.reconcile.ExceptionStore;
import org.uketsuke.server.reconcile.SessionCasesStore;
import org.uketsuke.server.session.AgendaIds;
import org.uketsuke.server.session.DoorTouchStore;
import org.uketsuke.server.storage.Dialect;

/**
 * The tables that a push touches.
 *
 * @param dialect the engine
 * @param journals journals and entries
 * @param copies what was carried over
 * @param temporaryCards links of temporary cards, and the scans that hang on them
 * @param clocks clock offsets
 * @param facts what is read
 * @param decisions what became of entries
 * @param ledger credits
 * @param attendance who was there
 * @param exceptions what a person must look at
 * @param touches touches at the doors of rooms
 * @param sessionCases what a person must look at of them
 * @param agendas remembers by which agendas touches were judged last
 */
record Stores(
        Dialect dialect,
        JournalStore journals,
        CopyStore copies,
        TemporaryCardStore temporaryCards,
        RunClockStore clocks,
        FactsStore facts,
        DecisionStore decisions,
        LedgerStore ledger,
        AttendanceStore attendance,
        ExceptionStore exceptions,
        DoorTouchStore touches,
        SessionCasesStore sessionCases,
        AgendaIds agendas) {
    static Stores of(Dialect dialect) {
        return new Stores(
                dialect,
                new JournalStore(dialect),
                new CopyStore(),
                new TemporaryCardStore(dialect),
                new RunClockStore(dialect),
                new FactsStore(dialect),
                new DecisionStore(),
                new LedgerStore(dialect),
                new AttendanceStore(),
                new ExceptionStore(),
                new DoorTouchStore(dialect),
                new SessionCasesStore(dialect),
                new AgendaIds());
    }

    /** Notes that an entry is cancelled, whose cases nobody need look at any more; false if it was cancelled before. */
    boolean cancel(Setting setting, Origin place, Origin by) {
        boolean cancelled = decisions.cancel(setting.handle(), place, by);
        if (cancelled) {
            exceptions.settle(
                    setting.handle(),
                    setting.society(),
                    setting.meetingId(),
                    place.journal(),
                    place.seq(),
                    Optional.empty(),
                    Detail.of(Detail.What.CANCELLED));
        }
        return cancelled;
    }
}
