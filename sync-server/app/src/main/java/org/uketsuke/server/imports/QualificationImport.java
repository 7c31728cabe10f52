package org.uketsuke.server.imports;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.Term;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.member.Member;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.member.Qualification;
import org.uketsuke.server.member.QualificationStore;
import org.uketsuke.server.member.QualificationStore.HeldTerm;
import org.uketsuke.server.society.SocietyPolicy;

/** {@code qualifications.csv}: one row per term. */
final class QualificationImport implements RowImport<QualificationImport.Certified> {
    private static final int NUMBER_MAX = 64;
    private static final Credits MOST_CREDITS = Credits.whole(10_000);

    private final String society;
    private final SocietyPolicy policy;
    private final SecureRandom random;
    private final Map<String, String> numbers = new HashMap<>();

    QualificationImport(String society, SocietyPolicy policy, SecureRandom random) {
        this.society = society;
        this.policy = policy;
        this.random = random;
    }

    /**
     * A row.
     *
     * @param memberNo whose
     * @param kind which qualification
     * @param number of the certificate, may be empty
     * @param term the term
     */
    record Certified(String memberNo, String kind, String number, Term term) {}

    @Override
    public List<String> columns() {
        return List.of("member_no", "qualification", "number", "term_start", "term_end", "required_credits");
    }

    @Override
    public Certified read(CsvRow row) {
        String memberNo = MemberImport.memberNo(row);
        String kind = row.wordOf("qualification", policy.qualifications().keySet(), "");
        String number = row.optional("number", NUMBER_MAX);
        String before = numbers.putIfAbsent(memberNo + " " + kind, number);
        if (before != null && !before.equals(number)) {
            row.problem("number", "differs from that of the same qualification further up");
        }
        Validity validity = row.validity("term_start", "term_end");
        return new Certified(memberNo, kind, number, new Term(validity, requiredCredits(row)));
    }

    /** Empty stands for what the policy usually asks. */
    private Credits requiredCredits(CsvRow row) {
        if (row.optional("required_credits", NUMBER_MAX).isEmpty()) {
            return policy.requiredCredits();
        }
        return row.required("required_credits", NUMBER_MAX, Credits.ZERO, text -> {
            Credits credits = Credits.of(text);
            if (credits.compareTo(Credits.ZERO) < 0 || credits.compareTo(MOST_CREDITS) > 0) {
                throw new IllegalArgumentException("must lie between 0 and " + MOST_CREDITS);
            }
            return credits;
        });
    }

    @Override
    public String key(Certified row) {
        return row.memberNo() + " " + row.kind() + " " + row.term().validity().from();
    }

    @Override
    public String keyColumn() {
        return "term_start";
    }

    @Override
    public ImportReport apply(Handle handle, List<Numbered<Certified>> rows, boolean dryRun) {
        Map<String, Member> members = new MemberStore(handle)
                .byNumbers(
                        society,
                        rows.stream()
                                .map(row -> row.value().memberNo())
                                .distinct()
                                .toList());
        QualificationStore store = new QualificationStore(handle);
        Changes changes = new Changes(store.ofMembers(
                society, members.values().stream().map(Member::id).toList()));
        for (Numbered<Certified> row : rows) {
            Member member = members.get(row.value().memberNo());
            if (member == null) {
                changes.problem(
                        row.line(), "member_no", "is not a member of %s; import members first".formatted(society));
            } else {
                changes.take(row.line(), member.id(), row.value());
            }
        }
        if (!dryRun) {
            store.put(society, changes.qualifications.values());
            store.putTerms(society, changes.terms);
        }
        return changes.report();
    }

    /** What some rows change, row after row. */
    private final class Changes {
        private final Map<String, Qualification> current = new HashMap<>();
        private final Map<String, Qualification> qualifications = new LinkedHashMap<>();
        private final List<HeldTerm> terms = new ArrayList<>();
        private final List<RowProblem> problems = new ArrayList<>();
        private int added;
        private int changed;
        private int unchanged;

        Changes(Map<String, List<Qualification>> byMember) {
            byMember.values().forEach(list -> list.forEach(one -> current.put(one.member() + one.kind(), one)));
        }

        void problem(long line, String column, String reason) {
            problems.add(new RowProblem(line, column, reason));
        }

        void take(long line, String member, Certified row) {
            Qualification known = current.get(member + row.kind());
            Qualification before =
                    known != null ? known : Qualification.granted(member, row.kind(), row.number(), random);
            Optional<Term> sameStart = before.terms().stream()
                    .filter(term ->
                            term.validity().from().equals(row.term().validity().from()))
                    .findFirst();
            Optional<Term> overlapping = before.terms().stream()
                    .filter(term -> sameStart.isEmpty() || term != sameStart.get())
                    .filter(term -> term.validity().overlaps(row.term().validity()))
                    .findFirst();
            if (overlapping.isPresent()) {
                Validity other = overlapping.get().validity();
                problem(
                        line,
                        "term_start",
                        "the term overlaps with that from %s to %s".formatted(other.from(), other.to()));
                return;
            }
            boolean newNumber = known == null || !before.number().equals(row.number());
            boolean newTerm = sameStart.isEmpty() || !sameStart.get().equals(row.term());
            List<Term> all = new ArrayList<>(before.terms());
            sameStart.ifPresent(all::remove);
            all.add(row.term());
            Qualification after = new Qualification(before.id(), member, row.kind(), row.number(), List.copyOf(all));
            current.put(member + row.kind(), after);
            if (newNumber) {
                qualifications.put(after.id(), after);
            }
            if (newTerm) {
                terms.add(new HeldTerm(after.id(), row.term()));
            }
            added += sameStart.isEmpty() ? 1 : 0;
            changed += sameStart.isPresent() && (newTerm || newNumber) ? 1 : 0;
            unchanged += newTerm || newNumber ? 0 : 1;
        }

        ImportReport report() {
            return new ImportReport(added, changed, unchanged, problems);
        }
    }
}
