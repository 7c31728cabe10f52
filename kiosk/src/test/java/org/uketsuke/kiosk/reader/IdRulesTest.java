package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.kiosk.profile.CardInterface;
import org.uketsuke.kiosk.profile.CardProfile;
import org.uketsuke.kiosk.profile.CardProfile.Encoding;
import org.uketsuke.kiosk.profile.CardProfile.IdRule;
import org.uketsuke.kiosk.profile.CardProfile.Reject;
import org.uketsuke.kiosk.scan.Scan.Why;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** Which bytes are an identity. */
class IdRulesTest {
    private static final IdRule UID = new IdRule(
            Medium.ISO14443,
            0,
            0,
            Encoding.HEX,
            Set.of(4, 7, 10),
            Optional.empty(),
            Set.of(Reject.RANDOM, Reject.NUID));
    private static final IdRule IDM =
            new IdRule(Medium.FELICA, 0, 0, Encoding.HEX, Set.of(8), Optional.empty(), Set.of(Reject.RANDOM));

    private static Reading judge(IdRule rule, String hex) {
        return judge(rule, HexFormat.of().parseHex(hex), false);
    }

    private static Reading judge(IdRule rule, byte[] answer, boolean reversed) {
        CardProfile card = new CardProfile(
                "card", "Card", "test", CardInterface.ANY, 1, List.of(), List.of(), List.of(), Optional.of(rule));
        return IdRules.judge(answer, card, reversed);
    }

    private static Reading identified(Medium medium, String text) {
        return new Reading.Identified(RawToken.of(medium, text), "card");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C1C2C3C4", "04112233445566", "04112233445566778899", "80112233", "07000000"})
    void fixedUidsAreIdentities(String uid) {
        assertThat(judge(UID, uid)).isEqualTo(identified(Medium.ISO14443, uid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08112233", "08FFFFFF", "0F112233", "FF112233", "1F000000"})
    void randomAndNonUniqueUidsAreRefused(String uid) {
        assertThat(judge(UID, uid)).isEqualTo(new Reading.Refused(Why.RANDOM_ID));
    }

    @Test
    void sevenBytesThatStartWith08AreNotRandom() {
        assertThat(judge(UID, "08112233445566")).isEqualTo(identified(Medium.ISO14443, "08112233445566"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02FE112233445566", "01FE112233445566"})
    void idmOfPhonesAndPeersIsRefused(String idm) {
        assertThat(judge(IDM, idm)).isEqualTo(new Reading.Refused(Why.RANDOM_ID));
    }

    @Test
    void typeBIdIsRefusedWhereItMayBeOne() {
        IdRule rule = new IdRule(Medium.ISO14443, 0, 0, Encoding.HEX, Set.of(), Optional.empty(), Set.of(Reject.PUPI));

        assertThat(judge(rule, "11223344")).isEqualTo(new Reading.Refused(Why.RANDOM_ID));
        assertThat(judge(rule, "04112233445566")).isEqualTo(identified(Medium.ISO14443, "04112233445566"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00000000", "FFFFFFFF", "00000000000000", "", "1122", "1122334455", "112233445566778899AABB"})
    void emptyAndOddIdsAreFailedReadings(String uid) {
        assertThat(judge(UID, uid)).isInstanceOf(Reading.Failed.class);
    }

    @Test
    void readerThatTurnsIdsRoundIsTurnedBack() {
        assertThat(judge(UID, HexFormat.of().parseHex("44332211"), true))
                .isEqualTo(identified(Medium.ISO14443, "11223344"));
        assertThat(judge(UID, HexFormat.of().parseHex("33221108"), true)).isEqualTo(new Reading.Refused(Why.RANDOM_ID));
    }

    @Test
    void textLosesItsFillingAndMustLookRight() {
        IdRule rule = new IdRule(
                Medium.ISO7816, 2, 10, Encoding.ASCII, Set.of(), Optional.of(Pattern.compile("M[0-9]+")), Set.of());

        assertThat(judge(rule, "xxM123456   yy".getBytes(StandardCharsets.US_ASCII), true))
                .isEqualTo(identified(Medium.ISO7816, "M123456"));
        assertThat(judge(rule, "xxM123456\0\0\0yy".getBytes(StandardCharsets.US_ASCII), false))
                .isEqualTo(identified(Medium.ISO7816, "M123456"));
        assertThat(judge(rule, "xxN123456   yy".getBytes(StandardCharsets.US_ASCII), false))
                .isInstanceOf(Reading.Failed.class);
        assertThat(judge(rule, "xxM12".getBytes(StandardCharsets.US_ASCII), false))
                .isInstanceOf(Reading.Failed.class);
    }

    @Test
    void noReasonRepeatsTheId() {
        String secret = "M0012345-SECRET\u0001";

        IdRule rule = new IdRule(
                Medium.ISO7816, 0, 0, Encoding.ASCII, Set.of(), Optional.of(Pattern.compile("[0-9]+")), Set.of());
        IdRule open = new IdRule(Medium.ISO7816, 0, 0, Encoding.ASCII, Set.of(), Optional.empty(), Set.of());

        assertThat(judge(rule, secret.getBytes(StandardCharsets.US_ASCII), false)
                        .toString())
                .doesNotContain("0012345");
        assertThat(judge(open, secret.getBytes(StandardCharsets.US_ASCII), false)
                        .toString())
                .doesNotContain("0012345");
        assertThat(judge(UID, "C1C2C3C4").toString()).doesNotContainIgnoringCase("C1C2C3C4");
    }
}
