package org.uketsuke.server.verify;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.storage.Dialect;

/**
 * What the society's books say of whom an entry points at. Imports change none of this once it is there: a card is never
 * passed on, and a term keeps its first day.
 *
 * @param handle the transaction
 * @param dialect the engine
 * @param society society code
 */
record BooksStore(Handle handle, Dialect dialect, String society) {
    /** Cards by keyed token of a meeting. */
    Map<String, String> cardsByToken(String meeting, Collection<String> tokens) {
        return pairs(
                "SELECT key, subject FROM roster_row WHERE society = :society AND meeting = :meeting AND kind = 'token'"
                        + " AND key " + dialect.among(":keys"),
                meeting,
                tokens);
    }

    /** Holders of cards. */
    Map<String, String> holders(Collection<String> cards) {
        return pairs(
                "SELECT id, member FROM card WHERE society = :society AND id " + dialect.among(":keys"), "", cards);
    }

    /** Holders of passes. */
    Map<String, String> passHolders(Collection<String> passes) {
        return pairs(
                "SELECT pass_id, id FROM member WHERE society = :society AND pass_id " + dialect.among(":keys"),
                "",
                passes);
    }

    /** Whose qualifications are. */
    Map<String, String> qualified(Collection<String> qualifications) {
        return pairs(
                "SELECT id, member FROM qualification WHERE society = :society AND id " + dialect.among(":keys"),
                "",
                qualifications);
    }

    /** Terms that these qualifications have or had, each as id, a blank, and the first day. */
    Set<String> terms(Collection<String> qualifications) {
        return new HashSet<>(handle.createQuery("SELECT qualification || ' ' || start_date FROM term"
                        + " WHERE society = :society AND qualification " + dialect.among(":keys"))
                .bind("society", society)
                .bind("keys", Wire.write(qualifications))
                .mapTo(String.class)
                .list());
    }

    private Map<String, String> pairs(String query, String meeting, Collection<String> keys) {
        Map<String, String> pairs = new HashMap<>();
        var select = handle.createQuery(query).bind("society", society).bind("keys", Wire.write(keys));
        if (!meeting.isEmpty()) {
            select.bind("meeting", meeting);
        }
        select.map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
        return pairs;
    }
}
