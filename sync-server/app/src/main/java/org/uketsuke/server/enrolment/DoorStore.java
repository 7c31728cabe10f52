package org.uketsuke.server.enrolment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Direction;

/**
 * SQL of the doors that kiosks keep.
 *
 * @param handle the transaction
 */
public record DoorStore(Handle handle) {
    /** The doors of a meeting's kiosks by kiosk id, also those of kiosks whose key was taken back. */
    public Map<String, KeptDoor> ofMeeting(String society, String meeting) {
        Map<String, KeptDoor> doors = new HashMap<>();
        handle.createQuery("SELECT kiosk, room, direction FROM kiosk_door WHERE society = ? AND meeting = ?")
                .bind(0, society)
                .bind(1, meeting)
                .map((row, context) -> doors.put(row.getString("kiosk"), door(row)))
                .list();
        return doors;
    }

    Optional<KeptDoor> of(String kiosk) {
        return handle.createQuery("SELECT room, direction FROM kiosk_door WHERE kiosk = ?")
                .bind(0, kiosk)
                .map((row, context) -> door(row))
                .findOne();
    }

    /** The door that a kiosk was told when it last asked; empty also if it never did. */
    Optional<KeptDoor> told(String kiosk) {
        return handle.createQuery("SELECT room, direction FROM kiosk_told WHERE kiosk = ?")
                .bind(0, kiosk)
                .map((row, context) -> door(row))
                .findOne();
    }

    /** Notes what a kiosk was told. */
    void noteTold(String kiosk, Optional<KeptDoor> door) {
        if (door.isEmpty()) {
            handle.execute("DELETE FROM kiosk_told WHERE kiosk = ?", kiosk);
            return;
        }
        handle.execute(
                "INSERT INTO kiosk_told (kiosk, room, direction) VALUES (?, ?, ?)"
                        + " ON CONFLICT (kiosk) DO UPDATE SET room = excluded.room, direction = excluded.direction",
                kiosk,
                door.get().room(),
                word(door.get().direction()));
    }

    /** Whether nobody else who may still register keeps a door of the room of this kiosk's door. */
    boolean alone(String kiosk) {
        return handle.createQuery("""
                        SELECT COUNT(*) FROM kiosk_door mine
                          JOIN kiosk_door other ON other.society = mine.society AND other.meeting = mine.meeting
                            AND other.room = mine.room AND other.kiosk <> mine.kiosk
                          JOIN kiosk k ON k.id = other.kiosk AND k.revoked_at IS NULL
                         WHERE mine.kiosk = ?""").bind(0, kiosk).mapTo(Long.class).one() == 0;
    }

    /** Gives a kiosk a door in place of the one that it kept. */
    void put(String society, String meeting, String kiosk, KeptDoor door) {
        handle.execute(
                "INSERT INTO kiosk_door (kiosk, society, meeting, room, direction) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (kiosk) DO UPDATE SET room = excluded.room, direction = excluded.direction",
                kiosk,
                society,
                meeting,
                door.room(),
                word(door.direction()));
    }

    /** Takes a kiosk's door away; whether it kept one. */
    boolean remove(String kiosk) {
        return handle.execute("DELETE FROM kiosk_door WHERE kiosk = ?", kiosk) == 1;
    }

    /** Keeps a door for whoever uses a code. */
    void promise(EnrolmentCode code, KeptDoor door) {
        handle.execute(
                "INSERT INTO enrolment_door (code_hash, room, direction) VALUES (?, ?, ?)",
                code.hash(),
                door.room(),
                word(door.direction()));
    }

    Optional<KeptDoor> promised(EnrolmentCode code) {
        return handle.createQuery("SELECT room, direction FROM enrolment_door WHERE code_hash = ?")
                .bind(0, code.hash())
                .map((row, context) -> door(row))
                .findOne();
    }

    private static String word(Direction direction) {
        return switch (direction) {
            case IN -> "in";
            case OUT -> "out";
            default -> "none";
        };
    }

    private static KeptDoor door(ResultSet row) throws SQLException {
        Direction direction = switch (row.getString("direction")) {
            case "in" -> Direction.IN;
            case "out" -> Direction.OUT;
            default -> Direction.NONE;
        };
        return new KeptDoor(row.getString("room"), direction);
    }
}
