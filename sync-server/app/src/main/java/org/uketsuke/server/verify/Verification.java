package org.uketsuke.server.verify;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.verify.VerifyStore.Journal;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/**
 * Builds everything that is derived from the journals once more, from their stored texts and the facts of the time, and
 * compares. Changes nothing; works beside a running server, on one snapshot.
 */
public final class Verification {
    private final Storage storage;
    private final Clock clock;
    private final VerifyStore store = new VerifyStore();
    private final Findings findings = new Findings();
    private final AtomicLong journals = new AtomicLong();
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong ledgerEntries = new AtomicLong();

    private Verification(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Verifies all that a database holds. */
    public static Report of(Storage storage, Clock clock) {
        return new Verification(storage, clock).run();
    }

    private Report run() {
        storage.damages().forEach(damage -> findings.add(Difference.Sort.STORAGE, storage.place(), damage));
        boolean read = storage.read(handle -> {
            store.meetings(handle).forEach(meeting -> check(handle, meeting));
            store.strays(handle)
                    .forEach(stray ->
                            findings.add(Difference.Sort.DECISION, stray, "belongs to nothing that is stored"));
            store.strayAwards(handle)
                    .forEach(stray -> findings.add(
                            Difference.Sort.AWARD,
                            "ledger entry " + stray,
                            "is of a meeting or journal that is not stored"));
            return true;
        });
        assert read;
        new Audit(new AuditStore(storage), clock)
                .firstBroken()
                .ifPresent(line ->
                        findings.add(Difference.Sort.AUDIT, "line " + line, "does not follow from the line before it"));
        return new Report(journals.get(), entries.get(), ledgerEntries.get(), findings.all());
    }

    private void check(Handle handle, Meeting meeting) {
        Recomputed recomputed = new Recomputed();
        for (Journal journal : store.journals(handle, meeting)) {
            journals.incrementAndGet();
            entries.addAndGet(new JournalCheck(journal, recomputed, findings).run(handle, store, storage.dialect()));
        }
        ledgerEntries.addAndGet(new MeetingCheck(handle, storage.dialect(), meeting, recomputed, findings).run());
    }
}
