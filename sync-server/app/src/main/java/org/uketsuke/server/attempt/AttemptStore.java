package org.uketsuke.server.attempt;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.storage.Storage;

/** SQL of the counters. */
public final class AttemptStore {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Storage storage;

    /** Over the database. */
    public AttemptStore(Storage storage) {
        this.storage = storage;
    }

    private record Count(long failures, long lastAt) {}

    Optional<Duration> begin(List<Watched> watched, Instant now) {
        List<Watched> inOrder =
                watched.stream().sorted(Comparator.comparing(Watched::key)).toList();
        return storage.write(handle -> {
            Duration longest = inOrder.stream()
                    .map(one -> wait(handle, one, now))
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            if (longest.compareTo(Duration.ZERO) > 0) {
                return Optional.of(longest);
            }
            inOrder.forEach(one -> count(handle, one, now));
            handle.createUpdate("DELETE FROM attempt WHERE last_at < :old")
                    .bind("old", now.minus(KEPT).toEpochMilli())
                    .execute();
            return Optional.empty();
        });
    }

    private Duration wait(Handle handle, Watched watched, Instant now) {
        handle.createUpdate("INSERT INTO attempt (subject, failures, last_at) VALUES (:subject, 0, :now)"
                        + " ON CONFLICT (subject) DO NOTHING")
                .bind("subject", watched.key())
                .bind("now", now.toEpochMilli())
                .execute();
        Count count = handle.createQuery("SELECT failures, last_at FROM attempt WHERE subject = :subject"
                        + storage.dialect().forUpdate())
                .bind("subject", watched.key())
                .map((row, context) -> new Count(row.getLong("failures"), row.getLong("last_at")))
                .one();
        return watched.limit().wait(count.failures(), Instant.ofEpochMilli(count.lastAt()), now);
    }

    private static void count(Handle handle, Watched watched, Instant now) {
        handle.createUpdate("UPDATE attempt SET failures = CASE WHEN last_at < :forgotten THEN 1 ELSE failures + 1 END,"
                        + " last_at = :now WHERE subject = :subject")
                .bind("forgotten", now.minus(Limit.FORGOTTEN_AFTER).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("subject", watched.key())
                .execute();
    }

    void forget(List<Watched> watched) {
        each("DELETE FROM attempt WHERE subject = :subject", watched);
    }

    void takeBack(List<Watched> watched) {
        each("UPDATE attempt SET failures = failures - 1 WHERE subject = :subject AND failures > 0", watched);
    }

    private void each(String sql, List<Watched> watched) {
        List<String> keys = watched.stream().map(Watched::key).sorted().toList();
        storage.change(handle -> keys.forEach(
                key -> handle.createUpdate(sql).bind("subject", key).execute()));
    }
}
