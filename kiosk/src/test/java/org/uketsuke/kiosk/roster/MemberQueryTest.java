package org.uketsuke.kiosk.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/** What staff type, and whom it finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemberQueryTest {
    private Roster roster;
    private List<RosterMember> everybody;

    @BeforeAll
    void makeRoster(@TempDir Path folder) {
        roster = Roster.open(
                SampleRoster.make(folder.resolve("roster.db"), 100, 1).bytes());
        everybody = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> roster.byId(SampleRoster.memberId(i)).orElseThrow())
                .toList();
    }

    private List<String> found(String typed) {
        return roster.search(MemberQuery.read(typed), 100).stream()
                .map(RosterMember::id)
                .sorted()
                .toList();
    }

    private List<String> those(java.util.function.Predicate<RosterMember> which) {
        return everybody.stream().filter(which).map(RosterMember::id).sorted().toList();
    }

    @Test
    void initialsOfBothNamesFindAPerson() {
        List<String> expected = those(member -> KanaKey.of(member.familyKana()).startsWith("タ")
                && KanaKey.of(member.givenKana()).startsWith("タ"));

        assertThat(expected).isNotEmpty();
        assertThat(found("た　た")).isEqualTo(expected);
        assertThat(found("ﾀ ﾀ")).isEqualTo(expected);
    }

    @Test
    void theBeginningOfANumberFindsAndTheWholeNumberFindsOne() {
        RosterMember one = everybody.get(7);

        assertThat(found(one.memberNo())).contains(one.id());
        assertThat(found(one.memberNo().substring(0, one.memberNo().length() - 1)))
                .hasSizeGreaterThan(1);
    }

    @Test
    void affiliationNarrowsAndFindsByItself() {
        RosterMember one = everybody.get(3);
        String place = one.affiliation().substring(0, 3);

        assertThat(found(place)).isEqualTo(those(member -> member.affiliation().contains(place)));
        assertThat(found(one.familyKana() + " " + place))
                .isEqualTo(those(member -> member.affiliation().contains(place)
                        && KanaKey.of(member.familyKana() + member.givenKana())
                                .startsWith(KanaKey.of(one.familyKana()))));
    }

    @Test
    void kanjiFindInAnyOfTheirForms() {
        assertThat(found("高橋")).isNotEmpty().isEqualTo(found("髙橋"));
    }

    @Test
    void nothingTypedFindsNobody() {
        assertThat(MemberQuery.read(" 　").isEmpty()).isTrue();
        assertThat(found("")).isEmpty();
        assertThat(found("%")).as("no pattern of the database's").isEmpty();
    }

    @Test
    void anEmptyOrHostileTextIsNoError() {
        for (String typed : new String[] {"'", "!", "_", "\"", "ー", "・", "a".repeat(300), "サ サ サ"}) {
            assertThat(found(typed)).isEmpty();
        }
    }
}
