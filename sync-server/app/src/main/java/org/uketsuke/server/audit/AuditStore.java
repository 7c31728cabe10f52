package org.uketsuke.server.audit;

import java.security.MessageDigest;
import java.util.Iterator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.uketsuke.server.storage.Storage;

/** SQL of the audit trail. */
public final class AuditStore {
    private static final String LOCK = "audit-lock";

    private final Storage storage;

    /** Over the database. */
    public AuditStore(Storage storage) {
        this.storage = storage;
    }

    private record Stored(AuditRow row, byte[] hash) {}

    private record Head(long seq, byte[] hash) {}

    void append(long atMillis, String actor, String action, String subject, String detail) {
        storage.change(handle -> append(handle, atMillis, actor, action, subject, detail));
    }

    void append(Handle handle, long atMillis, String actor, String action, String subject, String detail) {
        lock(handle);
        Head head = handle.createQuery("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
                .map((row, context) -> new Head(row.getLong("seq"), row.getBytes("hash")))
                .findOne()
                .orElse(new Head(0, AuditRow.FIRST));
        AuditRow next = new AuditRow(head.seq() + 1, atMillis, actor, action, subject, detail);
        handle.createUpdate("INSERT INTO audit (seq, at, actor, action, subject, detail, hash)"
                        + " VALUES (:seq, :at, :actor, :action, :subject, :detail, :hash)")
                .bind("seq", next.seq())
                .bind("at", atMillis)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", detail)
                .bind("hash", next.hash(head.hash()))
                .execute();
    }

    /** One line after the other, also where several servers share a database: this row's lock is the queue. */
    private void lock(Handle handle) {
        handle.createUpdate("INSERT INTO server_fact (key, value) VALUES (:key, '') ON CONFLICT (key) DO NOTHING")
                .bind("key", LOCK)
                .execute();
        handle.createQuery("SELECT key FROM server_fact WHERE key = :key"
                        + storage.dialect().forUpdate())
                .bind("key", LOCK)
                .mapTo(String.class)
                .one();
    }

    Optional<Long> firstBroken() {
        return storage.read(handle -> {
            try (ResultIterator<Stored> rows = handle.createQuery(
                            "SELECT seq, at, actor, action, subject, detail, hash FROM audit ORDER BY seq")
                    .setFetchSize(1000)
                    .map((row, context) -> new Stored(
                            new AuditRow(
                                    row.getLong("seq"),
                                    row.getLong("at"),
                                    row.getString("actor"),
                                    row.getString("action"),
                                    row.getString("subject"),
                                    row.getString("detail")),
                            row.getBytes("hash")))
                    .iterator()) {
                return firstBroken(rows);
            }
        });
    }

    private static Optional<Long> firstBroken(Iterator<Stored> rows) {
        byte[] previous = AuditRow.FIRST;
        for (long seq = 1; rows.hasNext(); seq++) {
            Stored stored = rows.next();
            boolean follows = stored.row().seq() == seq
                    && MessageDigest.isEqual(stored.hash(), stored.row().hash(previous));
            if (!follows) {
                return Optional.of(seq);
            }
            previous = stored.hash();
        }
        return Optional.empty();
    }
}
