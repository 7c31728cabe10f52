package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a room's name was typed, it is one; and what is kept is kept so once more. */
final class RoomNameTest {
    private static final String ZERO_WIDTH_JOINER = "\u200D";
    private static final String VOICED_MARK = "\u3099";

    private static Optional<String> name(String typed) {
        try {
            return Optional.of(RoomName.of(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource({"第１会場,第1会場", "ﾎｰﾙ　Ａ,ホール A", "'  Hall   B ',Hall B", "第㊀会場,第一会場"})
    void widthAndBlanksMakeNoOtherRoom(String typed, String kept) {
        assertThat(RoomName.of(typed)).isEqualTo(kept);
    }

    @Test
    void whatNobodyCanSeeDoesNotKeepAMarkFromItsLetter() {
        String typed = "か" + ZERO_WIDTH_JOINER + VOICED_MARK + "会場";

        assertThat(RoomName.of(typed)).isEqualTo("が会場");
    }

    @Test
    void nameThatIsKeptIsSpelledAsItIs() {
        IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .mapToObj(Character::toString)
                .forEach(one -> name("か" + one + VOICED_MARK + one)
                        .ifPresent(kept -> assertThat(name(kept)).as(kept).contains(kept)));
    }

    @Test
    void nameOfWhichNothingIsLeftIsRefused() {
        assertThatThrownBy(() -> RoomName.of(" " + ZERO_WIDTH_JOINER)).hasMessage("is empty");
    }
}
