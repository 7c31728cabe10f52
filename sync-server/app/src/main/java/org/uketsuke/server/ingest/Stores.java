package org.uketsuke.server.ingest;

import org.uketsuke.server.attendance.AttendanceStore;
import org.uketsuke.server.ledger.LedgerStore;
import org.uketsuke.server.reconcile.ExceptionStore;
import org.uketsuke.server.storage.Dialect;

/**
 * The tables that a push touches.
 *
 * @param dialect the engine
 * @param journals journals and entries
 * @param clocks clock offsets
 * @param facts what is read
 * @param decisions what became of entries
 * @param ledger credits
 * @param attendance who was there
 * @param exceptions what a person must look at
 */
record Stores(
        Dialect dialect,
        JournalStore journals,
        RunClockStore clocks,
        FactsStore facts,
        DecisionStore decisions,
        LedgerStore ledger,
        AttendanceStore attendance,
        ExceptionStore exceptions) {
    static Stores of(Dialect dialect) {
        return new Stores(
                dialect,
                new JournalStore(dialect),
                new RunClockStore(dialect),
                new FactsStore(dialect),
                new DecisionStore(),
                new LedgerStore(dialect),
                new AttendanceStore(),
                new ExceptionStore());
    }
}
