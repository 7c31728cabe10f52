package org.uketsuke.server.member;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.storage.ManyRows;

/**
 * SQL of members.
 *
 * @param handle the transaction
 */
public record MemberStore(Handle handle) {
    private static final String SELECT = """
            SELECT id, member_no, family_name, given_name, family_kana, given_kana, email, affiliation, prefecture,
              birth_date, status, pass_id, pass_generation
            FROM member WHERE society = :society""";

    /** The member of that number. */
    public Optional<Member> byNumber(String society, String memberNo) {
        return Optional.ofNullable(byNumbers(society, List.of(memberNo)).get(memberNo));
    }

    /** The members of those numbers, as far as there are; at most some thousands at once. */
    public Map<String, Member> byNumbers(String society, Collection<String> memberNos) {
        Map<String, Member> found = new HashMap<>();
        if (!memberNos.isEmpty()) {
            handle.createQuery(SELECT + " AND member_no IN (<numbers>)")
                    .bind("society", society)
                    .bindList("numbers", List.copyOf(memberNos))
                    .map((row, context) -> member(row))
                    .forEach(member -> found.put(member.person().memberNo(), member));
        }
        return found;
    }

    /** How many members a society has. */
    public long count(String society) {
        return handle.createQuery("SELECT COUNT(*) FROM member WHERE society = ?")
                .bind(0, society)
                .mapTo(Long.class)
                .one();
    }

    /** Adds members who are not there yet. */
    public void insert(String society, List<Member> members) {
        ManyRows.write(handle, """
                INSERT INTO member (member_no, family_name, given_name, family_kana, given_kana, kana_key, email,
                  affiliation, prefecture, birth_date, status, society, id, pass_id, pass_generation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", members, (statement, member) -> {
            int next = bind(statement, member.person());
            statement.setString(next, society);
            statement.setString(next + 1, member.id());
            statement.setString(next + 2, member.passId());
            statement.setLong(next + 3, member.passGeneration());
        });
    }

    /** Writes what the office now knows of members who are there. */
    public void update(String society, List<Member> members) {
        ManyRows.write(handle, """
                UPDATE member SET member_no = ?, family_name = ?, given_name = ?, family_kana = ?, given_kana = ?,
                  kana_key = ?, email = ?, affiliation = ?, prefecture = ?, birth_date = ?, status = ?
                WHERE society = ? AND id = ?""", members, (statement, member) -> {
            int next = bind(statement, member.person());
            statement.setString(next, society);
            statement.setString(next + 1, member.id());
        });
    }

    private static int bind(PreparedStatement statement, Person person) throws SQLException {
        statement.setString(1, person.memberNo());
        statement.setString(2, person.familyName());
        statement.setString(3, person.givenName());
        statement.setString(4, person.familyKana());
        statement.setString(5, person.givenKana());
        statement.setString(6, person.kanaKey());
        statement.setString(7, person.email());
        statement.setString(8, person.affiliation());
        statement.setString(9, person.prefecture());
        statement.setString(10, person.birthDate().map(LocalDate::toString).orElse(""));
        statement.setString(11, person.status().word());
        return 12;
    }

    private static Member member(ResultSet row) throws SQLException {
        String birthDate = row.getString("birth_date");
        Person person = new Person(
                row.getString("member_no"),
                row.getString("family_name"),
                row.getString("given_name"),
                row.getString("family_kana"),
                row.getString("given_kana"),
                row.getString("email"),
                row.getString("affiliation"),
                row.getString("prefecture"),
                birthDate.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(birthDate)),
                MemberStatus.byWord(row.getString("status")).orElse(MemberStatus.ACTIVE));
        return new Member(row.getString("id"), person, row.getString("pass_id"), row.getInt("pass_generation"));
    }
}
