package org.uketsuke.server.account;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.server.storage.Storage;

/** SQL of sessions. */
public final class SessionStore {
    private final Storage storage;

    /** Over the database. */
    public SessionStore(Storage storage) {
        this.storage = storage;
    }

    void open(SecretToken token, String account, String formToken, Instant now) {
        storage.change(handle -> {
            handle.createUpdate("DELETE FROM account_session WHERE created_at < :old OR last_seen_at < :idle")
                    .bind("old", now.minus(Session.LONGEST).toEpochMilli())
                    .bind("idle", now.minus(Session.IDLE).toEpochMilli())
                    .execute();
            handle.createUpdate(
                            "INSERT INTO account_session (token_hash, account, form_token, created_at, last_seen_at)"
                                    + " VALUES (:hash, :account, :form, :now, :now)")
                    .bind("hash", token.hash())
                    .bind("account", account)
                    .bind("form", formToken)
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }

    Optional<Session> find(SecretToken token) {
        return storage.read(handle -> handle.createQuery(
                        "SELECT s.token_hash, s.form_token, s.created_at, s.last_seen_at,"
                                + " a.id, a.login, a.name, a.role, a.disabled_at"
                                + " FROM account_session s JOIN account a ON a.id = s.account WHERE s.token_hash = :hash")
                .bind("hash", token.hash())
                .map((row, context) -> new Session(
                        row.getString("token_hash"),
                        AccountStore.account(row),
                        row.getString("form_token"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at"))))
                .findOne());
    }

    void seen(Session session, Instant now) {
        storage.change(
                handle -> handle.createUpdate("UPDATE account_session SET last_seen_at = :now WHERE token_hash = :hash")
                        .bind("now", now.toEpochMilli())
                        .bind("hash", session.tokenHash())
                        .execute());
    }

    void end(Session session) {
        storage.change(handle -> handle.createUpdate("DELETE FROM account_session WHERE token_hash = :hash")
                .bind("hash", session.tokenHash())
                .execute());
    }
}
