package org.uketsuke.kiosk.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

class RosterTest {
    @TempDir
    Path folder;

    private Roster roster;

    @BeforeEach
    void open() {
        roster = Roster.open(
                SampleRoster.make(folder.resolve("sample.db"), 100, 3).bytes());
    }

    @Test
    void aCardLeadsToItsHolder() {
        CardHolder found =
                roster.findByToken(roster.tokenOf(SampleRoster.card(3))).orElseThrow();

        LocalDate start = LocalDate.parse("2024-04-01");
        LocalDate end = LocalDate.parse("2029-03-31");
        String token = roster.tokenOf(SampleRoster.card(3)).hex();
        assertThat(found.card())
                .isEqualTo(
                        new RosterToken(token, "m00000003", "c00000003", Medium.FELICA, start, end, CardStatus.ACTIVE));
        assertThat(found.member())
                .isEqualTo(new RosterMember(
                        "m00000003",
                        "000003",
                        "𠮷田",
                        "太郎",
                        "ヨシダ",
                        "タロウ",
                        "第3病院",
                        "0000000000000003",
                        1,
                        List.of(new RosterTerm("specialist", start, end))));
    }

    @Test
    void aCardThatIsNotListedIsNotFound() {
        assertThat(roster.findByToken(roster.tokenOf(RawToken.of(Medium.FELICA, "01FFFFFFFFFFFFFF"))))
                .isEmpty();
    }

    @Test
    void theSameBytesOnAnotherMediumAreAnotherCard() {
        RawToken barcode = RawToken.of(Medium.BARCODE, SampleRoster.card(3).text());

        assertThat(roster.findByToken(roster.tokenOf(barcode))).isEmpty();
    }

    @Test
    void membersAreFoundByNumberPassAndId() {
        assertThat(roster.byMemberNo("000042").orElseThrow().id()).isEqualTo("m00000042");
        assertThat(roster.findByPass(SampleRoster.passId(42)).orElseThrow().id())
                .isEqualTo("m00000042");
        assertThat(roster.byId("m00000042").orElseThrow().memberNo()).isEqualTo("000042");
        assertThat(roster.byMemberNo("42")).isEmpty();
    }

    @Test
    void kanaIsFoundByItsBeginningHoweverItIsTyped() {
        List<RosterMember> expected = roster.searchKana("タカハシ", 50);

        assertThat(expected).hasSize(10).allMatch(member -> member.familyName().equals("髙橋"));
        assertThat(roster.searchKana("たかはし", 50)).isEqualTo(expected);
        assertThat(roster.searchKana("ﾀｶﾊｼ", 50)).isEqualTo(expected);
        assertThat(roster.searchKana("タカ", 50)).containsAll(expected);
        assertThat(roster.searchKana("タカハシ　たろ", 50))
                .isNotEmpty()
                .allMatch(member -> member.givenName().equals("太郎"));
        assertThat(roster.searchKana("ヴァン", 50)).hasSize(10);
        assertThat(roster.searchKana("ハシ", 50)).as("not the beginning").isEmpty();
    }

    @Test
    void aSearchIsLimitedAndAnEmptyOneFindsNothing() {
        assertThat(roster.searchKana("ヤ", 3)).hasSize(3);
        assertThat(roster.searchKana("", 10)).isEmpty();
        assertThat(roster.searchKana(" ー", 10)).isEmpty();
        assertThat(roster.searchKana("%", 10)).isEmpty();
    }

    @Test
    void itKnowsWhatTheKioskMustKnow() {
        assertThat(roster.meeting()).isEqualTo(SampleRoster.MEETING);
        assertThat(roster.version()).isEqualTo(3);
        assertThat(roster.societyNumber()).isEqualTo(SampleRoster.SOCIETY_NUMBER);
        assertThat(roster.cardMedia()).containsExactlyInAnyOrder(Medium.FELICA, Medium.BARCODE);
        assertThat(roster.recordsUnknownCards()).isTrue();
        assertThat(roster.passKey(1)).isPresent();
        assertThat(roster.passKey(2)).isEmpty();
    }
}
