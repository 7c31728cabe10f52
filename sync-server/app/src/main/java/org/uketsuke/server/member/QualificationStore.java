package org.uketsuke.server.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.Term;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.storage.ManyRows;

/**
 * SQL of qualifications and terms.
 *
 * @param handle the transaction
 */
public record QualificationStore(Handle handle) {
    private static final String SELECT = """
            SELECT q.id, q.member, q.kind, q.number, t.start_date, t.end_date, t.required_credits
            FROM qualification q
            LEFT JOIN term t ON t.society = q.society AND t.qualification = q.id
            WHERE q.society = :society AND q.member IN (<members>)
            ORDER BY q.member, q.kind, t.start_date""";

    /**
     * A term of a qualification.
     *
     * @param qualification its id
     * @param term the term
     */
    public record HeldTerm(String qualification, Term term) {}

    /** The qualifications of those members, by member id; at most some thousands of members at once. */
    public Map<String, List<Qualification>> ofMembers(String society, Collection<String> members) {
        Map<String, Qualification> byId = new LinkedHashMap<>();
        if (!members.isEmpty()) {
            handle.createQuery(SELECT)
                    .bind("society", society)
                    .bindList("members", List.copyOf(members))
                    .map((row, context) -> qualification(row))
                    .forEach(one -> byId.merge(one.id(), one, QualificationStore::joined));
        }
        Map<String, List<Qualification>> byMember = new HashMap<>();
        byId.values()
                .forEach(one -> byMember.computeIfAbsent(one.member(), member -> new ArrayList<>())
                        .add(one));
        return byMember;
    }

    /** Adds qualifications, or changes the number of those that are there; terms are put by themselves. */
    public void put(String society, Collection<Qualification> qualifications) {
        ManyRows.write(handle, """
                INSERT INTO qualification (society, id, member, kind, number) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (society, id) DO UPDATE SET number = excluded.number""", List.copyOf(qualifications), (statement, qualification) -> {
            statement.setString(1, society);
            statement.setString(2, qualification.id());
            statement.setString(3, qualification.member());
            statement.setString(4, qualification.kind());
            statement.setString(5, qualification.number());
        });
    }

    /** Adds terms, or changes those that begin on the same day. */
    public void putTerms(String society, Collection<HeldTerm> terms) {
        ManyRows.write(handle, """
                INSERT INTO term (society, qualification, start_date, end_date, required_credits) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (society, qualification, start_date)
                DO UPDATE SET end_date = excluded.end_date, required_credits = excluded.required_credits""", List.copyOf(terms), (statement, held) -> {
            statement.setString(1, society);
            statement.setString(2, held.qualification());
            statement.setString(3, held.term().validity().from().toString());
            statement.setString(4, held.term().validity().to().toString());
            statement.setLong(5, held.term().required().hundredths());
        });
    }

    private static Qualification joined(Qualification one, Qualification other) {
        List<Term> terms = new ArrayList<>(one.terms());
        terms.addAll(other.terms());
        return new Qualification(one.id(), one.member(), one.kind(), one.number(), List.copyOf(terms));
    }

    private static Qualification qualification(ResultSet row) throws SQLException {
        String start = row.getString("start_date");
        List<Term> terms = start == null
                ? List.of()
                : List.of(new Term(
                        new Validity(LocalDate.parse(start), LocalDate.parse(row.getString("end_date"))),
                        new Credits(row.getLong("required_credits"))));
        return new Qualification(
                row.getString("id"), row.getString("member"), row.getString("kind"), row.getString("number"), terms);
    }
}
