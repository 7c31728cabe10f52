package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaceTest {

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void whatIsNotDurableIsNeverGood(Outcome outcome) {
        for (Direction direction : Direction.values()) {
            Result lost = new Result(
                    BoothFixture.NOW,
                    outcome,
                    false,
                    direction,
                    Optional.of("山田 太◯"),
                    Optional.empty(),
                    Optional.empty(),
                    true);

            assertThat(Face.of(lost).good()).isFalse();
            assertThat(Face.of(lost) == Face.NOT_RECORDED).isEqualTo(!outcome.countedOnly());
            assertThat(PageMessage.Shown.of(lost).later()).isFalse();
        }
    }

    @Test
    void onlyRecordedGoodFacesPromiseToBeSentLater() {
        assertThat(PageMessage.Shown.of(BoothFixture.result(Outcome.ACCEPTED, false))
                        .later())
                .isTrue();
        assertThat(PageMessage.Shown.of(BoothFixture.result(Outcome.ACCEPTED, true))
                        .later())
                .isFalse();
        assertThat(PageMessage.Shown.of(BoothFixture.result(Outcome.UNREADABLE, false))
                        .later())
                .isFalse();
        assertThat(PageMessage.Shown.of(BoothFixture.result(Outcome.PASS_INVALID, false))
                        .later())
                .isFalse();
    }

    @Test
    void everyOutcomeHasAFaceOfItsOwnAndNoneOfTheFutureTurnsGreen() {
        EnumSet<Face> faces = EnumSet.noneOf(Face.class);
        for (Outcome outcome : Outcome.values()) {
            faces.add(Face.of(BoothFixture.result(outcome, true)));
        }

        assertThat(faces).hasSize(Outcome.values().length);
        assertThat(Face.of(BoothFixture.result(Outcome.UNRECOGNISED, true))).isEqualTo(Face.NOT_RECORDED);
    }

    @Test
    void genuinePassOfNobodyOnTheListIsNotCalledACard() throws IOException {
        assertThat(Face.of(BoothFixture.unknownPass())).isEqualTo(Face.UNKNOWN_PASS);
        assertThat(texts().get("faces").get("UNKNOWN_PASS").toString())
                .contains("QR")
                .doesNotContain("カード", "card");
        assertThat(texts().get("faces").get("PASS_INVALID").toString())
                .contains("QR")
                .doesNotContain("カード", "card");
    }

    @Test
    void phoneOnTheReaderIsToldThatItIsThePhone() throws IOException {
        JsonNode face = texts().get("faces").get("RANDOM_ID");

        assertThat(face.get("ja").get("title").asString()).startsWith("スマートフォン");
        assertThat(face.get("en").get("title").asString()).startsWith("Phone");
        assertThat(face.get("ja").toString()).doesNotContain("この機器");
    }

    @Test
    void whoHasNoTermIsRecordedWhateverWasHeldOut() throws IOException {
        JsonNode face = texts().get("faces").get("NO_TERM");

        assertThat(face.get("ja").get("title").asString()).startsWith("記録しました");
        assertThat(face.get("ja").get("hint").asString()).isEqualTo("認定期間を確認できませんでした");
        assertThat(face.toString()).doesNotContain("カード", "card");
    }

    @Test
    void helpIsSoundedAndPromisesOnlyWhatTheBoothCanDo() throws IOException {
        for (String face : new String[] {"STAFF_CALLED", "FORGOTTEN_CARD"}) {
            JsonNode entry = texts().get("faces").get(face);

            assertThat(entry.get("sound").asString()).as(face).isEqualTo("staff");
            assertThat(entry.get("ja").get("title").asString()).isEqualTo("係員にお声がけください");
            assertThat(entry.toString()).doesNotContain("呼びました", "has been called", "会員番号", "member number");
        }
    }

    private static JsonNode texts() throws IOException {
        try (InputStream in = FaceTest.class.getResourceAsStream("/screen/texts.json")) {
            assertThat(in).isNotNull();
            return JsonMapper.shared().readTree(in.readAllBytes());
        }
    }

    @Test
    void everyFaceHasWordsSignColourAndSoundInTheTexts() throws IOException {
        try (InputStream in = FaceTest.class.getResourceAsStream("/screen/texts.json")) {
            assertThat(in).isNotNull();
            JsonNode faces = JsonMapper.shared().readTree(in.readAllBytes()).get("faces");
            for (Face face : Face.values()) {
                JsonNode entry = faces.get(face.name());
                assertThat(entry).as(face.name()).isNotNull();
                for (String key : new String[] {"tone", "sign", "sound", "holdMillis"}) {
                    assertThat(entry.has(key)).as(face + "." + key).isTrue();
                }
                for (String language : new String[] {"ja", "en"}) {
                    String title = entry.get(language).get("title").asString();
                    String hint = entry.get(language).get("hint").asString();
                    assertThat(title).isNotBlank();
                    assertThat(hint).isNotBlank();
                    assertThat(title + hint).doesNotContain("付与", "エラー", "rror");
                }
            }
        }
    }
}
