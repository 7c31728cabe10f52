package org.uketsuke.server.ingest;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Brings a meeting's roster up to date with the society's books, within the caller's transaction. */
@FunctionalInterface
public interface RosterRefresh {
    /** Refreshes; false if nothing had changed, so that looking again is of no use. */
    boolean refresh(Handle handle, String society, String meeting, Instant now);
}
