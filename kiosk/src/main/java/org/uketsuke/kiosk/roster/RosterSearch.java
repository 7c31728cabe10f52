package org.uketsuke.kiosk.roster;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.uketsuke.protocol.KanjiKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/**
 * Finds members for staff. Kana and numbers are looked up in their indexes; words alone read all names, which takes a tenth
 * of a second for 100,000 members. For one thread at a time.
 */
final class RosterSearch {
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
    private static final String SELECT = "SELECT " + RosterRows.MEMBER + " FROM member m WHERE ";
    /** So many families share a beginning of one letter in a large society; further ones need a second letter. */
    private static final int ROWS_READ_MAX = 20_000;

    private final PreparedStatement byKana;
    private final PreparedStatement byNumber;
    private final PreparedStatement byWord;

    RosterSearch(SQLiteConnection memory) throws SQLException {
        this.byKana =
                memory.prepareStatement(SELECT + "m.kana_key >= ? AND m.kana_key < ? ORDER BY m.kana_key LIMIT ?");
        this.byNumber =
                memory.prepareStatement(SELECT + "m.member_no >= ? AND m.member_no < ? ORDER BY m.member_no LIMIT ?");
        this.byWord = memory.prepareStatement(SELECT + """
                (replace(m.family_name || m.given_name, ' ', '') LIKE ? ESCAPE '!'
                  OR replace(m.affiliation, ' ', '') LIKE ? ESCAPE '!') ORDER BY m.kana_key LIMIT ?""");
    }

    List<RosterMember> run(MemberQuery query, int limit) throws SQLException {
        if (!query.kana().isEmpty()) {
            return range(byKana, query.kana().get(0), query, limit);
        }
        if (!query.number().isEmpty()) {
            return range(byNumber, query.number(), query, limit);
        }
        if (query.words().isEmpty()) {
            return List.of();
        }
        String pattern = "%" + KanjiKey.pattern(query.words().get(0)) + "%";
        byWord.setString(1, pattern);
        byWord.setString(2, pattern);
        byWord.setInt(3, ROWS_READ_MAX);
        return found(byWord, query, limit);
    }

    private static List<RosterMember> range(PreparedStatement statement, String from, MemberQuery query, int limit)
            throws SQLException {
        statement.setString(1, from);
        statement.setString(2, from + LAST_CHARACTER);
        statement.setInt(3, ROWS_READ_MAX);
        return found(statement, query, limit);
    }

    private static List<RosterMember> found(PreparedStatement statement, MemberQuery query, int limit)
            throws SQLException {
        List<RosterMember> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (found.size() < limit && row.next()) {
                RosterMember member = RosterRows.member(row);
                if (query.finds(member)) {
                    found.add(member);
                }
            }
        }
        return found;
    }
}
