package org.uketsuke.kiosk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.kiosk.sync.SyncTrouble;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaceTest {
    private static final List<String> LANGUAGES = List.of("ja", "en");

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
                    true,
                    Optional.empty());

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
        assertThat(face.get("ja").get("hint").asString()).isEqualTo("資格の任期を確認できませんでした");
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

    @Test
    void everyFaceThatIsNotGoodTellsStaffWhatToDo() throws IOException {
        JsonNode faces = texts().get("faces");
        Set<String> needNone = Set.of("ALREADY", "PREVIOUS_CARD", "READING", "STAFF_CALLED", "FORGOTTEN_CARD");
        for (String face : faces.propertyNames()) {
            boolean good =
                    List.of("good", "out").contains(faces.get(face).get("tone").asString());
            for (String language : LANGUAGES) {
                assertThat(faces.get(face).get(language).has("staff"))
                        .as(face + " " + language)
                        .isEqualTo(!good && !needNone.contains(face));
            }
        }
    }

    @Test
    void onlyWhatWasRecordedForASessionOrWillBeNamesOne() throws IOException {
        JsonNode faces = texts().get("faces");
        List<String> naming = faces.propertyNames().stream()
                .filter(face -> faces.get(face).get("details").toString().contains("\"session\""))
                .toList();

        assertThat(naming)
                .containsExactlyInAnyOrder(
                        "CHECKED_IN",
                        "CHECKED_OUT",
                        "ALREADY",
                        "PREVIOUS_CARD",
                        "NO_TERM",
                        "NO_ROSTER",
                        "TOO_EARLY",
                        "TOO_LATE",
                        "WRONG_SESSION");
    }

    @Test
    void nothingIsPromisedThatTheBoothCannotKnow() throws IOException {
        JsonNode faces = texts().get("faces");

        assertThat(faces.get("NO_ROSTER").toString()).doesNotContain("単位", "credit", "\"meeting\"");
        assertThat(faces.get("CHECKED_OUT").toString()).doesNotContain("反映されます", "will appear");
    }

    @Test
    void everyRefusalOfAPassAndEveryTroubleHasWordsAndNoneIsLeftOver() throws IOException {
        JsonNode texts = texts();

        assertThat(texts.get("refusals").propertyNames())
                .containsExactlyInAnyOrderElementsOf(names(PassRefusal.values()));
        assertThat(texts.get("sync").propertyNames()).containsExactlyInAnyOrderElementsOf(names(SyncTrouble.values()));
        for (SyncTrouble trouble : SyncTrouble.values()) {
            assertThat(texts.get("sync").get(trouble.name()).has("passing"))
                    .as(trouble.name())
                    .isEqualTo(!trouble.refused());
        }
        for (String part : List.of("refusals", "sync", "page")) {
            for (JsonNode entry : texts.get(part)) {
                for (String language : LANGUAGES) {
                    assertThat(entry.get(language).asString())
                            .as(entry.toString())
                            .isNotBlank();
                }
                assertThat(entry.get("ja").asString())
                        .as("Japanese")
                        .doesNotContain("エラー")
                        .containsPattern("[ぁ-ん一-龠ァ-ヶ（）]");
                assertThat(entry.get("en").asString()).as("English").doesNotContainPattern("[ぁ-ん一-龠ァ-ヶ]");
            }
        }
    }

    @Test
    void everyTextOfThePageIsUsed() throws IOException {
        StringBuilder scripts = new StringBuilder();
        for (String script : List.of("camera", "door", "language", "main", "results", "standing")) {
            scripts.append(new String(resource(script + ".js"), StandardCharsets.UTF_8));
        }

        assertThat(texts().get("page").propertyNames())
                .allSatisfy(key -> assertThat(scripts.toString()).contains("\"" + key + "\""));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static JsonNode texts() throws IOException {
        return JsonMapper.shared().readTree(resource("texts.json"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FaceTest.class.getResourceAsStream("/screen/" + name)) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
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
