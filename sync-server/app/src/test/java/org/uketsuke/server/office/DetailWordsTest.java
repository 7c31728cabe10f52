package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.Detail.What;
import org.uketsuke.server.office.DetailWords.Sentence;

/** Whatever a case tells, it tells in both languages. */
final class DetailWordsTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");
    private static final Pattern LETTERS = Pattern.compile("[a-z]{2}");

    private static Text say(String stored) {
        return DetailWords.of(stored, TOKYO).get(0).words();
    }

    private static Object sample(Detail.Value value) {
        return switch (value) {
            case PLAIN -> 7;
            case INSTANT -> "2026-10-20T01:00:00Z";
            case DECISION -> "AWARDED";
            case REFUSAL -> "PASS_EXPIRED";
            case CAUSE -> "import of qualifications";
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyDetailIsSaidInBothLanguages(What what) {
        String stored = Detail.of(
                        what, what.takes().stream().map(DetailWordsTest::sample).toArray())
                .text();

        Sentence sentence = DetailWords.of(stored, TOKYO).get(0);

        assertThat(sentence.asStored()).isFalse();
        assertThat(sentence.words().ja())
                .matches("[^@%]*。")
                .containsPattern(JAPANESE)
                .doesNotContainPattern(LETTERS);
        assertThat(sentence.words().en()).matches("[^@%]*\\.").doesNotContainPattern(JAPANESE);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonAgainstAPassIsSaidInBothLanguages(PassRefusal why) {
        for (String reason : new String[] {why.name(), why.outcome().name()}) {
            if (!reason.equals("UNKNOWN_CARD")) {
                Text words = say(Detail.of(What.PASS_REFUSED, reason).text());

                assertThat(words.ja()).doesNotContain(reason);
                assertThat(words.en()).doesNotContain(reason).doesNotContainPattern(JAPANESE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "qualifications", "cards", "meetings", "the policy"})
    void everyImportIsSaidInBothLanguages(String what) {
        Text words = say(Detail.of(What.DECIDED_ANEW, "2026-10-20T01:00:00Z", "import of " + what, "AWARDED")
                .text());

        assertThat(words.ja())
                .contains("の取り込みにより判定し直しました（2026/10/20 10:00:00、単位付与）")
                .doesNotContainPattern(LETTERS);
        assertThat(words.en())
                .isEqualTo("Decided anew after the import of " + what + " (2026-10-20 10:00:00, Awarded).");
    }

    @Test
    void whatAnEarlierVersionStoredIsShownAsItIs() {
        String old = "no member of the society holds it";

        assertThat(DetailWords.of(old + Detail.of(What.CANCELLED).addition(), TOKYO))
                .containsExactly(
                        new Sentence(new Text(old, old), true),
                        new Sentence(new Text("受付場所で取り消されました。", "Cancelled by staff at the booth."), false));
        assertThat(DetailWords.english(old + Detail.of(What.CANCELLED).addition(), TOKYO))
                .isEqualTo("no member of the society holds it Cancelled by staff at the booth.");
        assertThat(DetailWords.of("", TOKYO)).isEmpty();
    }

    @Test
    void valuesThatAreNotUnderstoodAreShownAsTheyAre() {
        assertThat(say(Detail.of(What.CREDITS_GIVEN, "yesterday").text()).en()).contains("(yesterday)");
        assertThat(say(Detail.of(What.PASS_REFUSED, "%1$s %n").text()).en()).contains("%1$s %n");
    }
}
