package org.uketsuke.kiosk.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/** How rows of a roster become records. A member comes with all terms in one row: one look-up is one statement. */
final class RosterRows {
    /** Columns of a member, from alias {@code m}. */
    static final String MEMBER_COLUMNS = """
            m.id, m.member_no, m.family_name, m.given_name, m.family_kana, m.given_kana, m.affiliation, m.pass_id,
            m.pass_generation, (SELECT group_concat(qualification || ' ' || start_date || ' ' || end_date, ',')
              FROM term WHERE member = m.id)""";

    /** Columns of a card, from alias {@code t}, after those of a member. */
    static final String TOKEN_COLUMNS = "t.token, t.card, t.medium, t.valid_from, t.valid_to, t.status";

    private static final int TERMS = 10;

    private RosterRows() {}

    static RosterMember member(ResultSet row) throws SQLException {
        return new RosterMember(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                terms(row.getString(TERMS)));
    }

    private static List<RosterTerm> terms(@Nullable String joined) {
        if (joined == null) {
            return List.of();
        }
        List<RosterTerm> terms = new ArrayList<>(2);
        for (String term : joined.split(",")) {
            String[] parts = term.split(" ");
            terms.add(new RosterTerm(parts[0], LocalDate.parse(parts[1]), LocalDate.parse(parts[2])));
        }
        return terms;
    }

    static CardHolder cardHolder(ResultSet row) throws SQLException {
        RosterMember member = member(row);
        RosterToken card = new RosterToken(
                row.getString(TERMS + 1),
                member.id(),
                row.getString(TERMS + 2),
                Medium.byWireName(row.getString(TERMS + 3)).orElse(Medium.UNRECOGNISED),
                LocalDate.parse(row.getString(TERMS + 4)),
                LocalDate.parse(row.getString(TERMS + 5)),
                status(row.getString(TERMS + 6)));
        return new CardHolder(card, member);
    }

    static PassKey passKey(ResultSet row) throws SQLException {
        return new PassKey(
                row.getInt(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }

    static String wireName(CardStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** A status that this version does not know stops the card. */
    private static CardStatus status(String wireName) {
        for (CardStatus status : CardStatus.values()) {
            if (wireName(status).equals(wireName)) {
                return status;
            }
        }
        return CardStatus.UNRECOGNISED;
    }
}
