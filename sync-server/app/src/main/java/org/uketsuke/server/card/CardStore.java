package org.uketsuke.server.card;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.storage.ManyRows;

/**
 * SQL of cards.
 *
 * @param handle the transaction
 */
public record CardStore(Handle handle) {
    private static final String SELECT =
            "SELECT id, member, medium, token, valid_from, valid_to, status, status_since FROM card"
                    + " WHERE society = :society";

    /** The cards of those tokens, as far as there are; at most some thousands at once. */
    public Map<RawToken, Card> byTokens(String society, Collection<RawToken> tokens) {
        Map<RawToken, Card> found = new HashMap<>();
        for (Medium medium : Medium.values()) {
            List<String> texts = tokens.stream()
                    .filter(token -> token.medium() == medium)
                    .map(RawToken::text)
                    .toList();
            if (!texts.isEmpty()) {
                handle.createQuery(SELECT + " AND medium = :medium AND token IN (<tokens>)")
                        .bind("society", society)
                        .bind("medium", medium.wireName())
                        .bindList("tokens", texts)
                        .map((row, context) -> card(row))
                        .forEach(card -> found.put(card.token(), card));
            }
        }
        return found;
    }

    /** The cards of a member, newest first. */
    public List<Card> ofMember(String society, String member) {
        return handle.createQuery(SELECT + " AND member = :member ORDER BY valid_from DESC, id")
                .bind("society", society)
                .bind("member", member)
                .map((row, context) -> card(row))
                .list();
    }

    /** Adds cards, or changes validity and status of those that are there. */
    public void put(String society, Collection<Card> cards) {
        ManyRows.write(handle, """
                INSERT INTO card (society, id, member, medium, token, valid_from, valid_to, status, status_since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (society, id) DO UPDATE SET valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                  status = excluded.status, status_since = excluded.status_since""", List.copyOf(cards), (statement, card) -> {
            statement.setString(1, society);
            statement.setString(2, card.id());
            statement.setString(3, card.member());
            statement.setString(4, card.token().medium().wireName());
            statement.setString(5, card.token().text());
            statement.setString(6, card.validity().from().toString());
            statement.setString(7, card.validity().to().toString());
            statement.setString(8, card.status().name().toLowerCase(Locale.ROOT));
            statement.setLong(9, card.statusSince().toEpochMilli());
        });
    }

    private static Card card(ResultSet row) throws SQLException {
        return new Card(
                row.getString("id"),
                row.getString("member"),
                new RawToken(
                        Medium.byWireName(row.getString("medium")).orElse(Medium.UNRECOGNISED), row.getString("token")),
                new Validity(LocalDate.parse(row.getString("valid_from")), LocalDate.parse(row.getString("valid_to"))),
                CardStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong("status_since")));
    }
}
