package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.protocol.RosterMessages.RosterMember;

class MaskedNameTest {
    @ParameterizedTest
    @CsvSource({
        "山田, 太郎, 山田 太◯",
        "𠮷田, 𠮷彦, 𠮷田 𠮷◯",
        "髙橋, 純, 髙橋 純◯",
        "葛󠄀城, 葛󠄀子, 葛󠄀城 葛󠄀◯",
        "Van der Berg, Johannes, Van der Berg J◯",
        "Nguyễn, Ển, Nguyễn Ể◯",
        "Madonna, '', Madonna",
        "'', 太郎, 太◯",
        "山田, ' 太郎 ', 山田 太◯"
    })
    void showsTheFamilyNameAndOneCharacter(String family, String given, String masked) {
        RosterMember member = new RosterMember("m", "1", family, given, "", "", "", "0".repeat(16), 1, List.of());

        assertThat(MaskedName.of(member)).isEqualTo(masked);
    }
}
