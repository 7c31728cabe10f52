package org.uketsuke.server.audit;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the audit trail. */
public final class Audit {
    /** The actor of what is done on the command line of the server. */
    public static final String COMMAND = "command";

    /** The actor where nobody is known. */
    public static final String NOBODY = "nobody";

    private final AuditStore store;
    private final Clock clock;

    /** With its table and the clock. */
    public Audit(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Adds a line, durably, before the caller goes on.
     *
     * @param actor account id, kiosk id, {@link #COMMAND} or {@link #NOBODY}
     * @param subject id of what it was done to
     * @param detail more, without names or secrets
     */
    public void record(String actor, Action action, String subject, String detail) {
        store.append(clock.instant().toEpochMilli(), actor, action.name(), subject, detail);
    }

    /**
     * Adds a line within the transaction of the deed that it tells of, so that there is neither without the other.
     *
     * @param actor account id, kiosk id, {@link #COMMAND} or {@link #NOBODY}
     * @param subject id of what it was done to
     * @param detail more, without names or secrets
     */
    public void record(Handle deed, String actor, Action action, String subject, String detail) {
        store.append(deed, clock.instant().toEpochMilli(), actor, action.name(), subject, detail);
    }

    /** The first line that does not follow from the one before it; empty when the whole trail holds. */
    public Optional<Long> firstBroken() {
        return store.firstBroken();
    }
}
