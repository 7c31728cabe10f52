package org.uketsuke.server.keys;

import org.jdbi.v3.core.Handle;

/**
 * SQL of what the server knows about itself.
 *
 * @param handle the transaction
 */
record ServerFactStore(Handle handle) {
    void putIfAbsent(String key, String value) {
        handle.execute("INSERT INTO server_fact (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", key, value);
    }

    String get(String key) {
        return handle.createQuery("SELECT value FROM server_fact WHERE key = ?")
                .bind(0, key)
                .mapTo(String.class)
                .one();
    }
}
