package org.uketsuke.server.pass;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.RosterMessages.PassKey;

/**
 * SQL of the keys that sign passes.
 *
 * @param handle the transaction
 */
public record PassKeyStore(Handle handle) {
    /** The public halves of a society's keys, by id, for rosters. */
    public List<PassKey> forKiosks(String society) {
        return all(society).stream().map(PassSigningKey::forKiosks).toList();
    }

    List<PassSigningKey> all(String society) {
        return handle.createQuery(
                        "SELECT id, public_key, private_key, valid_from, valid_to FROM pass_key WHERE society = ? ORDER BY id")
                .bind(0, society)
                .map((row, context) -> new PassSigningKey(
                        row.getInt("id"),
                        row.getBytes("public_key"),
                        row.getBytes("private_key"),
                        Instant.ofEpochMilli(row.getLong("valid_from")),
                        Instant.ofEpochMilli(row.getLong("valid_to"))))
                .list();
    }

    void insert(String society, PassSigningKey key) {
        handle.execute(
                "INSERT INTO pass_key (society, id, public_key, private_key, valid_from, valid_to)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                society,
                key.id(),
                key.publicKey(),
                key.privateKey(),
                key.validFrom().toEpochMilli(),
                key.validTo().toEpochMilli());
    }

    /** Voids all passes of a member that were issued so far. */
    void raiseGeneration(String society, String member, int generation) {
        handle.execute(
                "UPDATE member SET pass_generation = ? WHERE society = ? AND id = ?", generation, society, member);
    }
}
