package org.uketsuke.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.storage.Storage;

/** SQL of accounts and the links that make them. */
public final class AccountStore {
    private static final String ACCOUNT = "a.id, a.login, a.name, a.role, a.disabled_at";

    private final Storage storage;

    /** Over the database. */
    public AccountStore(Storage storage) {
        this.storage = storage;
    }

    /**
     * An account with what proves its holder.
     *
     * @param account the account
     * @param passwordHash Argon2id
     */
    record Proof(Account account, String passwordHash) {}

    /** A one-time link that still works, and for which role. */
    record Link(Role role) {}

    static Account account(ResultSet row) throws SQLException {
        row.getLong("disabled_at");
        boolean disabled = !row.wasNull();
        return new Account(
                row.getString("id"),
                row.getString("login"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                disabled);
    }

    Optional<Proof> byLogin(String login) {
        return proof("login", login);
    }

    Optional<Proof> byId(String id) {
        return proof("id", id);
    }

    private Optional<Proof> proof(String column, String value) {
        String sql = column.equals("id") ? " WHERE a.id = :value" : " WHERE a.login = :value";
        return storage.read(handle -> handle.createQuery("SELECT " + ACCOUNT + ", a.password_hash FROM account a" + sql)
                .bind("value", value)
                .map((row, context) -> new Proof(account(row), row.getString("password_hash")))
                .findOne());
    }

    List<Account> all() {
        return storage.read(handle -> handle.createQuery("SELECT " + ACCOUNT + " FROM account a ORDER BY a.login")
                .map((row, context) -> account(row))
                .list());
    }

    boolean anyAccount() {
        return storage.read(handle -> handle.createQuery("SELECT count(*) FROM account")
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** Keeps a link; one that was made on the server itself, by nobody logged in, replaces the one before it. */
    void keepLink(SecretToken token, Role role, String madeBy, Instant expiresAt) {
        storage.change(handle -> {
            if (madeBy.isEmpty()) {
                handle.execute("DELETE FROM setup_link WHERE made_by = '' AND used_at IS NULL");
            }
            handle.createUpdate("INSERT INTO setup_link (token_hash, role, made_by, expires_at)"
                            + " VALUES (:hash, :role, :madeBy, :expires)")
                    .bind("hash", token.hash())
                    .bind("role", role.name())
                    .bind("madeBy", madeBy)
                    .bind("expires", expiresAt.toEpochMilli())
                    .execute();
        });
    }

    Optional<Link> link(SecretToken token, Instant now) {
        return storage.read(handle -> link(handle, token, now, ""));
    }

    private static Optional<Link> link(Handle handle, SecretToken token, Instant now, String lock) {
        return handle.createQuery("SELECT role FROM setup_link"
                        + " WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now" + lock)
                .bind("hash", token.hash())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Link(Role.valueOf(row.getString("role"))))
                .findOne();
    }

    /** What became of a link that somebody used. */
    enum Used {
        /** The account is there. */
        MADE,
        /** The link is spent, too old or was never made. */
        LINK_DEAD,
        /** Somebody has that log-in name. */
        LOGIN_TAKEN
    }

    /** Spends the link and makes the account, both or neither. */
    Used make(SecretToken token, Account wanted, String passwordHash, Instant now) {
        return storage.write(handle -> {
            Optional<Link> link = link(handle, token, now, storage.dialect().forUpdate());
            if (link.isEmpty()) {
                return Used.LINK_DEAD;
            }
            int inserted = handle.createUpdate("INSERT INTO account (id, login, name, password_hash, role, created_at)"
                            + " VALUES (:id, :login, :name, :hash, :role, :now) ON CONFLICT (login) DO NOTHING")
                    .bind("id", wanted.id())
                    .bind("login", wanted.login())
                    .bind("name", wanted.name())
                    .bind("hash", passwordHash)
                    .bind("role", link.get().role().name())
                    .bind("now", now.toEpochMilli())
                    .execute();
            if (inserted == 0) {
                return Used.LOGIN_TAKEN;
            }
            handle.createUpdate("UPDATE setup_link SET used_at = :now WHERE token_hash = :link")
                    .bind("now", now.toEpochMilli())
                    .bind("link", token.hash())
                    .execute();
            return Used.MADE;
        });
    }

    /**
     * Sets a password and ends every session of the account.
     *
     * @param told writes the audit line within the same transaction
     */
    void changePassword(String account, String passwordHash, Consumer<Handle> told) {
        storage.change(handle -> {
            handle.createUpdate("UPDATE account SET password_hash = :hash WHERE id = :id")
                    .bind("hash", passwordHash)
                    .bind("id", account)
                    .execute();
            endSessions(handle, account);
            told.accept(handle);
        });
    }

    /**
     * Puts an account out of use and ends every session of it; the last administrator stays, and stays logged in. The
     * administrators are held meanwhile, so that two of them cannot disable each other.
     *
     * @param told writes the audit line within the same transaction, if the account was in use
     */
    void disable(String account, Instant now, Consumer<Handle> told) {
        storage.change(handle -> {
            handle.createQuery("SELECT id FROM account WHERE role = 'ADMINISTRATOR' ORDER BY id"
                            + storage.dialect().forUpdate())
                    .mapTo(String.class)
                    .list();
            int disabled = handle.createUpdate("UPDATE account SET disabled_at = :now WHERE id = :id"
                            + " AND disabled_at IS NULL AND (role <> 'ADMINISTRATOR' OR EXISTS (SELECT 1 FROM account b"
                            + " WHERE b.id <> :id AND b.role = 'ADMINISTRATOR' AND b.disabled_at IS NULL))")
                    .bind("now", now.toEpochMilli())
                    .bind("id", account)
                    .execute();
            if (disabled == 1) {
                endSessions(handle, account);
                told.accept(handle);
            }
        });
    }

    private static void endSessions(Handle handle, String account) {
        handle.createUpdate("DELETE FROM account_session WHERE account = :id")
                .bind("id", account)
                .execute();
    }
}
