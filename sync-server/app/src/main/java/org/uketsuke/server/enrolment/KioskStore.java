package org.uketsuke.server.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.enrolment.Enrolled.CodeExpired;
import org.uketsuke.server.enrolment.Enrolled.CodeUnknown;
import org.uketsuke.server.enrolment.Enrolled.CodeUsed;
import org.uketsuke.server.enrolment.Enrolled.KeyInUse;
import org.uketsuke.server.enrolment.Enrolled.Welcome;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.KioskKeys;
import org.uketsuke.server.web.KnownKiosk;

/** SQL of kiosks and their codes. */
public final class KioskStore implements KioskKeys {
    /** A kiosk pushes many times a minute; that it was heard is written once. */
    private static final Duration HEARD_EVERY = Duration.ofMinutes(1);

    private final Storage storage;

    /** Over the database. */
    public KioskStore(Storage storage) {
        this.storage = storage;
    }

    private record Code(String society, String meeting, String booth, Instant expiresAt, Optional<String> usedBy) {}

    /**
     * A kiosk that wants in.
     *
     * @param id the id it will have
     * @param publicKey Ed25519, 32 raw bytes
     * @param software its version
     */
    record Candidate(String id, byte[] publicKey, String software) {}

    @Override
    public Optional<KnownKiosk> find(String kioskId) {
        return storage.read(handle -> find(handle, kioskId));
    }

    static Optional<KnownKiosk> find(Handle handle, String kioskId) {
        return handle.createQuery("SELECT id, society, meeting, booth, public_key, revoked_at, last_seen_at"
                        + " FROM kiosk WHERE id = :id")
                .bind("id", kioskId)
                .map((row, context) -> new KnownKiosk(
                        row.getString("id"),
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getString("booth"),
                        row.getBytes("public_key"),
                        revokedAt(row),
                        Instant.ofEpochMilli(row.getLong("last_seen_at"))))
                .findOne();
    }

    /** The kiosks of the meetings of that id, in any society, by society, booth and time. */
    public List<EnrolledKiosk> ofMeeting(String meeting) {
        return storage.read(handle -> ofMeeting(handle, meeting));
    }

    /** The same within a transaction. */
    public static List<EnrolledKiosk> ofMeeting(Handle handle, String meeting) {
        return handle.createQuery("SELECT id, society, booth, enrolled_at, last_seen_at, revoked_at"
                        + " FROM kiosk WHERE meeting = :meeting ORDER BY society, booth, enrolled_at, id")
                .bind("meeting", meeting)
                .map((row, context) -> enrolled(row, new DoorStore(handle)))
                .list();
    }

    private static EnrolledKiosk enrolled(ResultSet row, DoorStore doors) throws SQLException {
        String id = row.getString("id");
        Optional<KeptDoor> door = doors.of(id);
        return new EnrolledKiosk(
                id,
                row.getString("society"),
                row.getString("booth"),
                Instant.ofEpochMilli(row.getLong("enrolled_at")),
                Instant.ofEpochMilli(row.getLong("last_seen_at")),
                revokedAt(row),
                door,
                doors.told(id).equals(door));
    }

    /**
     * Takes back a kiosk's key; whether it had it until now.
     *
     * @param told writes the audit line within the same transaction, if it had
     */
    public boolean revoke(String kiosk, Instant now, Consumer<Handle> told) {
        return storage.write(handle -> {
            boolean had =
                    handle.createUpdate("UPDATE kiosk SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                                    .bind("now", now.toEpochMilli())
                                    .bind("id", kiosk)
                                    .execute()
                            == 1;
            if (had) {
                told.accept(handle);
            }
            return had;
        });
    }

    private static Optional<Instant> revokedAt(ResultSet row) throws SQLException {
        long revokedAt = row.getLong("revoked_at");
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revokedAt));
    }

    @Override
    public void heard(KnownKiosk kiosk, Instant at) {
        if (kiosk.lastSeenAt().plus(HEARD_EVERY).isAfter(at)) {
            return;
        }
        storage.change(handle -> handle.createUpdate(
                        "UPDATE kiosk SET last_seen_at = :at WHERE id = :id AND last_seen_at < :at")
                .bind("at", at.toEpochMilli())
                .bind("id", kiosk.id())
                .execute());
    }

    void keep(EnrolmentCode code, MeetingRow meeting, Codes.Wanted wanted, Instant madeAt) {
        storage.change(handle -> {
            handle.createUpdate("INSERT INTO enrolment_code (code_hash, society, meeting, booth, made_at, expires_at)"
                            + " VALUES (:hash, :society, :meeting, :booth, :made, :expires)")
                    .bind("hash", code.hash())
                    .bind("society", meeting.society())
                    .bind("meeting", meeting.id())
                    .bind("booth", wanted.booth().strip())
                    .bind("made", madeAt.toEpochMilli())
                    .bind("expires", madeAt.plus(wanted.life()).toEpochMilli())
                    .execute();
            wanted.door().ifPresent(door -> new DoorStore(handle).promise(code, door));
        });
    }

    /** Spends a code and takes the kiosk in, both or neither. */
    Enrolled enrol(EnrolmentCode code, Candidate candidate, Instant now) {
        return storage.write(handle -> {
            Optional<Code> known = code(handle, code);
            if (known.isEmpty()) {
                return new CodeUnknown();
            }
            if (known.get().usedBy().isPresent()) {
                return again(handle, known.get().usedBy().get(), candidate);
            }
            if (!known.get().expiresAt().isAfter(now)) {
                return new CodeExpired();
            }
            boolean inserted = insert(handle, known.get(), candidate, now);
            if (!inserted) {
                return new KeyInUse();
            }
            handle.createUpdate("UPDATE enrolment_code SET used_at = :now, used_by = :kiosk WHERE code_hash = :hash")
                    .bind("now", now.toEpochMilli())
                    .bind("kiosk", candidate.id())
                    .bind("hash", code.hash())
                    .execute();
            Code used = known.get();
            DoorStore doors = new DoorStore(handle);
            doors.promised(code).ifPresent(door -> doors.put(used.society(), used.meeting(), candidate.id(), door));
            return new Welcome(find(handle, candidate.id()).orElseThrow());
        });
    }

    private Optional<Code> code(Handle handle, EnrolmentCode code) {
        return handle.createQuery("SELECT society, meeting, booth, expires_at, used_by FROM enrolment_code"
                        + " WHERE code_hash = :hash" + storage.dialect().forUpdate())
                .bind("hash", code.hash())
                .map((row, context) -> new Code(
                        row.getString("society"),
                        row.getString("meeting"),
                        row.getString("booth"),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        Optional.ofNullable(row.getString("used_by"))))
                .findOne();
    }

    /** A kiosk that lost the answer to its enrolment asks again with the same key: it is the same enrolment. */
    private static Enrolled again(Handle handle, String kiosk, Candidate candidate) {
        return find(handle, kiosk)
                .filter(used -> Arrays.equals(used.publicKey(), candidate.publicKey()))
                .<Enrolled>map(Welcome::new)
                .orElseGet(CodeUsed::new);
    }

    private static boolean insert(Handle handle, Code code, Candidate candidate, Instant now) {
        return handle.createUpdate("INSERT INTO kiosk"
                                + " (id, society, meeting, booth, public_key, software, enrolled_at, last_seen_at)"
                                + " VALUES (:id, :society, :meeting, :booth, :key, :software, :now, :now)"
                                + " ON CONFLICT (public_key) DO NOTHING")
                        .bind("id", candidate.id())
                        .bind("society", code.society())
                        .bind("meeting", code.meeting())
                        .bind("booth", code.booth())
                        .bind("key", candidate.publicKey())
                        .bind("software", candidate.software())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }
}
