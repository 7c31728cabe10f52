package org.uketsuke.server.booth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.RosterMessages.BoothStaff;

/**
 * SQL of the people at a meeting's booths.
 *
 * @param handle the transaction
 */
public record BoothStaffStore(Handle handle) {
    private static final String ID_PREFIX = "staff-";

    /**
     * The hashes of what a person proves themselves with.
     *
     * @param pin Argon2id, PHC format
     * @param code of the staff card, if one was printed
     */
    record Proof(String pin, Optional<String> code) {
        /** Says nothing: hashes belong in no log either. */
        @Override
        public String toString() {
            return "Proof[…]";
        }
    }

    /** Everybody for whom the staff desk of a meeting opens now, by id, for rosters. */
    public List<BoothStaff> active(String society, String meeting) {
        return handle.createQuery("SELECT id, name, lead, pin_hash, code_hash FROM booth_staff"
                        + " WHERE society = ? AND meeting = ? AND disabled_at IS NULL ORDER BY id")
                .bind(0, society)
                .bind(1, meeting)
                .map((row, context) -> new BoothStaff(
                        row.getString("id"),
                        row.getString("name"),
                        row.getInt("lead") == 1,
                        row.getString("pin_hash"),
                        Optional.ofNullable(row.getString("code_hash"))))
                .list();
    }

    /** Everybody who ever could, in the order in which they came. */
    List<StaffMember> all(String society, String meeting) {
        return handle.createQuery("SELECT id, name, lead, disabled_at FROM booth_staff"
                        + " WHERE society = ? AND meeting = ? ORDER BY LENGTH(id), id")
                .bind(0, society)
                .bind(1, meeting)
                .map((row, context) -> member(row))
                .list();
    }

    Optional<StaffMember> find(String society, String meeting, String id) {
        return handle.createQuery("SELECT id, name, lead, disabled_at FROM booth_staff"
                        + " WHERE society = ? AND meeting = ? AND id = ?")
                .bind(0, society)
                .bind(1, meeting)
                .bind(2, id)
                .map((row, context) -> member(row))
                .findOne();
    }

    /** Adds a person under the next id of the meeting, such as {@code staff-3}; the meeting must be held. */
    String add(String society, String meeting, String name, boolean lead, Proof proof, Instant now) {
        String id = ID_PREFIX + (all(society, meeting).size() + 1);
        handle.execute(
                "INSERT INTO booth_staff (society, meeting, id, name, lead, pin_hash, code_hash, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                society,
                meeting,
                id,
                name,
                lead ? 1 : 0,
                proof.pin(),
                proof.code().orElse(null),
                now.toEpochMilli());
        return id;
    }

    /** Gives a person another PIN and card; the old ones open nothing from the next roster on. */
    void prove(String society, String meeting, String id, Proof proof) {
        handle.execute(
                "UPDATE booth_staff SET pin_hash = ?, code_hash = ? WHERE society = ? AND meeting = ? AND id = ?",
                proof.pin(),
                proof.code().orElse(null),
                society,
                meeting,
                id);
    }

    /** Takes a person off; false if nobody of that id was on. */
    boolean stop(String society, String meeting, String id, Instant now) {
        return handle.execute(
                        "UPDATE booth_staff SET disabled_at = ?"
                                + " WHERE society = ? AND meeting = ? AND id = ? AND disabled_at IS NULL",
                        now.toEpochMilli(),
                        society,
                        meeting,
                        id)
                == 1;
    }

    private static StaffMember member(ResultSet row) throws SQLException {
        row.getLong("disabled_at");
        boolean active = row.wasNull();
        return new StaffMember(row.getString("id"), row.getString("name"), row.getInt("lead") == 1, active);
    }
}
