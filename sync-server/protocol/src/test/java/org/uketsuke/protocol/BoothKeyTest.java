package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class BoothKeyTest {
    private final BoothKey key = BoothKey.make(new SecureRandom());

    @Test
    void whatIsPrintedIsReadInAnyWayThatPeopleTypeIt() {
        String printed = key.text();

        assertThat(printed).matches("UKB1(-[A-Z2-7]{4}){7}");
        for (String typed : new String[] {
            printed,
            printed.toLowerCase(Locale.ROOT),
            printed.replace("-", ""),
            printed.substring(BoothKey.PREFIX.length() + 1).replace('-', ' '),
            printed.substring(BoothKey.PREFIX.length())
                    .replace('O', '0')
                    .replace('I', '1')
                    .replace('B', '8')
        }) {
            assertThat(BoothKey.read(typed).map(BoothKey::text)).contains(printed);
        }
    }

    @Test
    void aWrongOrMissingLetterIsFound() {
        String letters = key.text().substring(BoothKey.PREFIX.length()).replace("-", "");
        int missed = 0;
        for (int at = 0; at < letters.length(); at++) {
            char other = letters.charAt(at) == 'Q' ? 'R' : 'Q';
            String mistyped = letters.substring(0, at) + other + letters.substring(at + 1);
            missed += BoothKey.read(mistyped).isPresent() ? 1 : 0;
        }

        assertThat(missed).isZero();
        assertThat(BoothKey.read(letters.substring(1))).isEmpty();
        assertThat(BoothKey.read("")).isEmpty();
        assertThat(BoothKey.read("あいうえ")).isEmpty();
    }

    @Test
    void itsCheckAndItsRosterKeyBelongToOneMeetingAndOneKey() {
        BoothKey other = BoothKey.make(new SecureRandom());

        assertThat(key.check("annual-88")).isNotEqualTo(key.check("annual-89")).isNotEqualTo(other.check("annual-88"));
        assertThat(key.rosterKey("annual-88"))
                .hasSize(BoothKey.ROSTER_KEY_BYTES)
                .isNotEqualTo(key.rosterKey("annual-89"))
                .isNotEqualTo(other.rosterKey("annual-88"));
    }

    @Test
    void itNeverReachesALog() {
        assertThat(key).hasToString("BoothKey[hidden]");
    }

    @Test
    void aScannedKeyIsToldFromOtherCodesEvenWhenItIsWrong() {
        assertThat(BoothKey.isLike(key.text())).isTrue();
        assertThat(BoothKey.isLike(" ukb1-wrong")).isTrue();
        assertThat(BoothKey.isLike("UKP1ABC")).isFalse();
    }
}
