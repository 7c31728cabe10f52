package org.uketsuke.server.booth;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.BoothKey;

/**
 * SQL of booth keys.
 *
 * @param handle the transaction
 */
public record BoothKeyStore(Handle handle) {
    /** The key of a meeting's booths, if one was made. */
    Optional<BoothKey> find(String society, String meeting) {
        return handle.createQuery("SELECT key_text FROM booth_key WHERE society = ? AND meeting = ?")
                .bind(0, society)
                .bind(1, meeting)
                .mapTo(String.class)
                .findOne()
                .map(text -> BoothKey.read(text)
                        .orElseThrow(() -> new IllegalStateException("The stored booth key of " + society + "/"
                                + meeting + " is damaged; make a new one on the meeting's page")));
    }

    /** Gives a meeting a key unless it has one. */
    public void keepIfNone(String society, String meeting, BoothKey key) {
        handle.execute(
                "INSERT INTO booth_key (society, meeting, key_text) VALUES (?, ?, ?)"
                        + " ON CONFLICT (society, meeting) DO NOTHING",
                society,
                meeting,
                key.text());
    }

    /** Puts another key in the place of a meeting's. */
    void replace(String society, String meeting, BoothKey key) {
        handle.execute(
                "INSERT INTO booth_key (society, meeting, key_text) VALUES (?, ?, ?)"
                        + " ON CONFLICT (society, meeting) DO UPDATE SET key_text = excluded.key_text",
                society,
                meeting,
                key.text());
    }
}
