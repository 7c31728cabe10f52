package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.storage.Dialect;

/** How far the clocks of process runs are off. The first measurement of a run stays, so that decisions can be recomputed. */
final class RunClockStore {
    private final Dialect dialect;

    RunClockStore(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Known offsets of runs, in milliseconds. */
    Map<String, Long> offsets(Handle handle, String journal, Collection<String> runs) {
        Map<String, Long> offsets = new HashMap<>();
        handle.createQuery("SELECT run, offset_millis FROM run_clock WHERE journal = :journal AND run "
                        + dialect.among(":runs"))
                .bind("journal", journal)
                .bind("runs", Wire.write(runs))
                .map((row, context) -> Map.entry(row.getString("run"), row.getLong("offset_millis")))
                .forEach(run -> offsets.put(run.getKey(), run.getValue()));
        return offsets;
    }

    void add(Handle handle, String journal, String run, long offsetMillis, Instant now) {
        handle.execute(
                "INSERT INTO run_clock (journal, run, offset_millis, measured_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (journal, run) DO NOTHING",
                journal,
                run,
                offsetMillis,
                now.toEpochMilli());
    }
}
