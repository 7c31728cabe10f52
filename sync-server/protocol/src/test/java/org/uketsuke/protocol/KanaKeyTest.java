package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KanaKeyTest {
    @ParameterizedTest
    @CsvSource({
        "タカハシ, たかはし",
        "タカハシ, ﾀｶﾊｼ",
        "ホツタ, ホッタ",
        "オオノ, おお の",
        "シヨウシ, ショウジ",
        "ハンタム, ヴァンダム",
        "イトウ, 'イ　トウ'",
        "ササキ, ササーキ",
        "smith, Smith",
        "oneil, O'Neil",
    })
    void writingsOfOneSoundMeet(String key, String writing) {
        assertThat(KanaKey.of(writing)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"タカハシ ヨシミ, たかはしよし", "ヴァンダム ジャン, ばんだ"})
    void whatStaffTypeIsAPrefixOfTheName(String name, String typed) {
        assertThat(KanaKey.of(name)).startsWith(KanaKey.of(typed));
    }
}
