package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.server.adjudicate.Detail.What;

/** What is stored of a case comes back as the same data. */
final class DetailTest {
    private static final String OLD_SENTENCE =
            "process run 0011223344556677: the device clock was off, times were corrected";

    private static Detail sample(What what) {
        return Detail.of(what, what.takes().stream().map(Enum::name).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void everyDetailComesBackAsItWasStored(What what) {
        assertThat(Detail.read(sample(what).text())).contains(sample(what));
    }

    @Test
    void whatCameOfItIsALineOfItsOwn() {
        String stored =
                sample(What.NO_HOLDER).text() + sample(What.DECIDED_ANEW).addition();

        assertThat(Detail.lines(stored))
                .extracting(line -> Detail.read(line).orElseThrow().what())
                .containsExactly(What.NO_HOLDER, What.DECIDED_ANEW);
        assertThat(Detail.lines("")).isEmpty();
    }

    @Test
    void noValueCanPretendToBeAnother() {
        Detail detail = Detail.of(What.CLOCK_OFF, "run\t1\n@CAME_IN\r");

        assertThat(detail.values()).containsExactly("run 1 @CAME_IN ");
        assertThat(Detail.lines(detail.text())).hasSize(1);
        assertThat(Detail.read(detail.text())).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OLD_SENTENCE,
                "PASS_REFUSED",
                "BAD_SIGNATURE",
                "@",
                "@LEARNED_LATER",
                "@NO_HOLDER\tmore",
                "@CREDITS_GIVEN",
                "no member of the society holds it; came in since"
            })
    void sentencesOfEarlierVersionsAndCodesOfLaterOnesAreNoData(String line) {
        assertThat(Detail.read(line)).isEmpty();
    }

    @Test
    void aWrongClockIsKnownByItsRunInTheWordsOfEveryVersion() {
        String now = Detail.of(What.CLOCK_OFF, "0011223344556677").text();

        for (String stored : List.of(
                OLD_SENTENCE,
                OLD_SENTENCE + "; cancelled by staff at the booth",
                OLD_SENTENCE + sample(What.CANCELLED).addition(),
                now,
                now + sample(What.CANCELLED).addition())) {
            assertThat(Detail.runWithWrongClock(stored)).contains("0011223344556677");
        }
        assertThat(Detail.runWithWrongClock("process run")).isEmpty();
        assertThat(Detail.runWithWrongClock(sample(What.NO_HOLDER).text())).isEmpty();
    }

    @Test
    void valuesThatDoNotBelongAreRefused() {
        assertThatThrownBy(() -> Detail.of(What.NO_HOLDER, "somebody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 0 values, not 1");
    }
}
