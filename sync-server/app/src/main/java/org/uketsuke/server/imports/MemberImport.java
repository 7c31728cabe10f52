package org.uketsuke.server.imports;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.member.Member;
import org.uketsuke.server.member.MemberStatus;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.member.Person;

/**
 * {@code members.csv}.
 *
 * @param society society code
 * @param clock tells a birth date in the future
 * @param random makes the ids of new members
 */
record MemberImport(String society, Clock clock, SecureRandom random) implements RowImport<Person> {
    private static final int NUMBER_MAX = 32;
    private static final int NAME_MAX = 100;
    private static final int TEXT_MAX = 200;
    private static final int EMAIL_MAX = 254;

    @Override
    public List<String> columns() {
        return List.of(
                "member_no",
                "family_name",
                "given_name",
                "family_kana",
                "given_kana",
                "email",
                "affiliation",
                "prefecture",
                "birth_date",
                "status");
    }

    @Override
    public Person read(CsvRow row) {
        String familyName = row.required("family_name", NAME_MAX);
        String givenName = row.optional("given_name", NAME_MAX);
        return new Person(
                memberNo(row),
                familyName,
                givenName,
                reading(row, "family_kana", familyName),
                reading(row, "given_kana", givenName),
                email(row),
                row.optional("affiliation", TEXT_MAX),
                row.optional("prefecture", NAME_MAX),
                birthDate(row),
                row.choice("status", MemberStatus.ACTIVE, "active, leave, withdrawn, deceased", MemberStatus::byWord));
    }

    /** A member number as all files write it: full-width digits are digits. */
    static String memberNo(CsvRow row) {
        return row.required(
                "member_no",
                NUMBER_MAX,
                "",
                text -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC));
    }

    /** Staff search by the reading, so a name in Chinese characters needs one; a Latin name is its own. */
    private static String reading(CsvRow row, String column, String name) {
        String kana = Glyphs.katakana(row.optional(column, NAME_MAX));
        if (kana.isEmpty() && !name.isEmpty()) {
            if (!Glyphs.isLatin(name)) {
                row.problem(column, "is empty; booth staff search by it");
            }
            return Glyphs.katakana(name);
        }
        return kana;
    }

    private static String email(CsvRow row) {
        String email = row.optional("email", EMAIL_MAX);
        if (!email.isEmpty() && !email.matches("[^\\s@]+@[^\\s@]+")) {
            row.problem("email", "is not a mail address");
        }
        return email;
    }

    private Optional<LocalDate> birthDate(CsvRow row) {
        Optional<LocalDate> date = row.optionalDate("birth_date");
        if (date.isPresent() && date.get().isAfter(LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC))) {
            row.problem("birth_date", "lies in the future");
        }
        return date;
    }

    @Override
    public String key(Person row) {
        return row.memberNo();
    }

    @Override
    public String keyColumn() {
        return "member_no";
    }

    @Override
    public ImportReport apply(Handle handle, List<Numbered<Person>> rows, boolean dryRun) {
        MemberStore store = new MemberStore(handle);
        Map<String, Member> known = store.byNumbers(
                society, rows.stream().map(row -> row.value().memberNo()).toList());
        List<Member> added = new ArrayList<>();
        List<Member> changed = new ArrayList<>();
        for (Numbered<Person> row : rows) {
            Member before = known.get(row.value().memberNo());
            if (before == null) {
                added.add(Member.enrolled(row.value(), random));
            } else if (!before.person().equals(row.value())) {
                changed.add(before.with(row.value()));
            }
        }
        if (!dryRun) {
            store.insert(society, added);
            store.update(society, changed);
        }
        return new ImportReport(added.size(), changed.size(), rows.size() - added.size() - changed.size(), List.of());
    }
}
