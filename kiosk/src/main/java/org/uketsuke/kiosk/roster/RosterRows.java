package org.uketsuke.kiosk.roster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/**
 * How rows of a roster become records. A member comes with all terms, and a card with its holder, in one row of one column:
 * every column fetched costs a call into native code, which made a look-up three times as slow.
 */
final class RosterRows {
    /** The values of a member, from alias {@code m}. */
    private static final String MEMBER_VALUES = """
            m.id, m.member_no, m.family_name, m.given_name, m.family_kana, m.given_kana, m.affiliation, m.pass_id,
            m.pass_generation,
            coalesce((SELECT group_concat(qualification || ' ' || start_date || ' ' || end_date, ',')
               FROM term WHERE member = m.id), '')""";

    /** The one column of a member, from alias {@code m}. */
    static final String MEMBER = joined(MEMBER_VALUES);

    /** The one column of a card and its holder, from aliases {@code t} and {@code m}. */
    static final String CARD_HOLDER =
            joined(MEMBER_VALUES + ", t.token, t.card, t.medium, t.valid_from, t.valid_to, t.status");

    private static final String SEPARATOR = "\u001F";
    private static final int MEMBER_FIELDS = 10;
    private static final int CARD_HOLDER_FIELDS = 16;

    private static final int ISO_DATE_LENGTH = 10;
    private static final Map<String, Medium> MEDIA =
            Arrays.stream(Medium.values()).collect(Collectors.toUnmodifiableMap(Medium::wireName, Function.identity()));

    /** A status that is not among them stops the card. */
    private static final Map<String, CardStatus> STATUSES = Arrays.stream(CardStatus.values())
            .collect(Collectors.toUnmodifiableMap(RosterRows::wireName, Function.identity()));

    private RosterRows() {}

    /** In one go: a chain of {@code ||} copies the text anew at every link. */
    private static String joined(String values) {
        return "concat_ws('" + SEPARATOR + "', " + values + ")";
    }

    static RosterMember member(ResultSet row) throws SQLException {
        return member(fields(row, MEMBER_FIELDS));
    }

    static CardHolder cardHolder(ResultSet row) throws SQLException {
        String[] field = fields(row, CARD_HOLDER_FIELDS);
        RosterMember member = member(field);
        RosterToken card = new RosterToken(
                field[MEMBER_FIELDS],
                member.id(),
                field[MEMBER_FIELDS + 1],
                MEDIA.getOrDefault(field[MEMBER_FIELDS + 2], Medium.UNRECOGNISED),
                date(field[MEMBER_FIELDS + 3]),
                date(field[MEMBER_FIELDS + 4]),
                STATUSES.getOrDefault(field[MEMBER_FIELDS + 5], CardStatus.UNRECOGNISED));
        return new CardHolder(card, member);
    }

    private static String[] fields(ResultSet row, int count) throws SQLException {
        String[] fields = row.getString(1).split(SEPARATOR, -1);
        if (fields.length != count) {
            throw new SQLException("A row has " + fields.length + " fields instead of " + count);
        }
        return fields;
    }

    private static RosterMember member(String[] field) {
        return new RosterMember(
                field[0],
                field[1],
                field[2],
                field[3],
                field[4],
                field[5],
                field[6],
                field[7],
                Integer.parseInt(field[8]),
                terms(field[9]));
    }

    private static List<RosterTerm> terms(String joined) {
        List<RosterTerm> terms = new ArrayList<>(2);
        if (!joined.isEmpty()) {
            for (String term : joined.split(",", -1)) {
                String[] parts = term.split(" ", -1);
                terms.add(new RosterTerm(parts[0], date(parts[1]), date(parts[2])));
            }
        }
        return terms;
    }

    static PassKey passKey(ResultSet row) throws SQLException {
        return new PassKey(
                row.getInt(1),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }

    /** None in a roster from before there was a staff desk. */
    static List<BoothStaff> staff(Connection memory) throws SQLException {
        List<BoothStaff> staff = new ArrayList<>();
        try (Statement statement = memory.createStatement()) {
            try (ResultSet table =
                    statement.executeQuery("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'staff'")) {
                if (!table.next()) {
                    return staff;
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT id, name, lead, pin_hash, code_hash FROM staff ORDER BY lead DESC, name, id")) {
                while (row.next()) {
                    staff.add(new BoothStaff(
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3) != 0,
                            row.getString(4),
                            Optional.ofNullable(row.getString(5))));
                }
            }
        }
        return List.copyOf(staff);
    }

    static String wireName(CardStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** An ISO date, without the cost of a formatter on the way of a tap. */
    private static LocalDate date(String iso) {
        if (iso.length() != ISO_DATE_LENGTH || iso.charAt(4) != '-' || iso.charAt(7) != '-') {
            throw new IllegalArgumentException("Not a date: " + iso);
        }
        return LocalDate.of(
                Integer.parseInt(iso, 0, 4, 10), Integer.parseInt(iso, 5, 7, 10), Integer.parseInt(iso, 8, 10, 10));
    }
}
