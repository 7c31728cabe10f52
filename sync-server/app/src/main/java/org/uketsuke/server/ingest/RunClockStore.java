package org.uketsuke.server.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.storage.Dialect;

/** How far the clocks of process runs are off. The first measurement of a run stays, so that decisions can be recomputed. */
final class RunClockStore {
    private final Dialect dialect;

    RunClockStore(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What is known of runs. */
    Map<String, RunClock> clocks(Handle handle, String journal, Collection<String> runs) {
        Map<String, RunClock> clocks = new HashMap<>();
        handle.createQuery("SELECT run, offset_millis, began_at, measured_at FROM run_clock"
                        + " WHERE journal = :journal AND run " + dialect.among(":runs"))
                .bind("journal", journal)
                .bind("runs", Wire.write(runs))
                .map((row, context) -> Map.entry(row.getString("run"), clock(row)))
                .forEach(run -> clocks.put(run.getKey(), run.getValue()));
        return clocks;
    }

    private static RunClock clock(ResultSet row) throws SQLException {
        long beganAt = row.getLong("began_at");
        return new RunClock(
                row.getLong("offset_millis"),
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(beganAt)),
                Instant.ofEpochMilli(row.getLong("measured_at")));
    }

    void add(Handle handle, String journal, String run, RunClock clock) {
        handle.execute(
                "INSERT INTO run_clock (journal, run, offset_millis, began_at, measured_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (journal, run) DO NOTHING",
                journal,
                run,
                clock.offsetMillis(),
                clock.beganAt().map(Instant::toEpochMilli).orElse(null),
                clock.measuredAt().toEpochMilli());
    }
}
