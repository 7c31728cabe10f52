package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CardTokenTest {
    private static final byte[] KEY = new byte[32];

    @ParameterizedTest
    @CsvSource({
        "FELICA,   01:39:a1:b2:c3:d4:e5:f6, 0139A1B2C3D4E5F6",
        "FELICA,   0139 a1b2 c3d4 e5f6,     0139A1B2C3D4E5F6",
        "ISO14443, 04-a1-b2-c3,             04A1B2C3",
        "ISO7816,  ＤＲ-000123,              DR-000123",
        "BARCODE,  ' 4901234567894 ',       4901234567894",
    })
    void readerAndCsvFileAgreeOnTheCanonicalToken(Medium medium, String raw, String canonical) {
        assertThat(RawToken.of(medium, raw).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"FELICA, 0139A1B2", "ISO14443, 04A1B2C3D4", "FELICA, 0139A1B2C3D4E5FX", "ISO7816, ' '", "PASS, UKP1"})
    void impossibleTokenIsRefusedWithoutRepeatingIt(Medium medium, String raw) {
        assertThatThrownBy(() -> RawToken.of(medium, raw))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain(raw.isBlank() ? "\0" : raw);
    }

    @Test
    void rawTokenHidesItselfFromLogs() {
        assertThat(RawToken.of(Medium.FELICA, "0139A1B2C3D4E5F6").toString()).doesNotContain("0139");
    }

    /** Computed apart: {@code printf 'felica:0139A1B2C3D4E5F6' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00}. */
    @Test
    void tokenIsTheHmacOfMediumAndText() {
        CardToken token = CardToken.of(KEY, RawToken.of(Medium.FELICA, "0139A1B2C3D4E5F6"));

        assertThat(token.hex()).isEqualTo("fcc04e4aa11c850327c7f4e8cc7a4086475b69730522f37e6e3c8b5c3bef2dc4");
    }

    @Test
    void sameIdOfAnotherMediumIsAnotherCard() {
        CardToken uid = CardToken.of(KEY, RawToken.of(Medium.ISO7816, "04A1B2C3"));

        assertThat(CardToken.of(KEY, RawToken.of(Medium.ISO14443, "04A1B2C3"))).isNotEqualTo(uid);
    }

    @Test
    void sealedScanOpensOnlyForTheServerAndTheMeetingItWasSealedFor() {
        SecureRandom random = new SecureRandom();
        KeyPair server = SealedToken.newSealingKey(random);
        RawToken raw = RawToken.of(Medium.FELICA, "0139A1B2C3D4E5F6");

        SealedToken sealed = SealedToken.seal(raw, "m1", SealedToken.rawPublicKey(server.getPublic()), random);

        assertThat(sealed.open("m1", server)).contains("felica:0139A1B2C3D4E5F6");
        assertThat(sealed.open("m2", server)).isEmpty();
        assertThat(sealed.open("m1", SealedToken.newSealingKey(random))).isEmpty();
        assertThat(sealed.text()).doesNotContain("0139A1B2");
    }

    @Test
    void alteredSealIsRefusedAtEveryByte() {
        SecureRandom random = new SecureRandom();
        KeyPair server = SealedToken.newSealingKey(random);
        SealedToken sealed =
                SealedToken.sealPass("UKP1ABC", "m1", SealedToken.rawPublicKey(server.getPublic()), random);
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.text());

        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            SealedToken forged =
                    new SealedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
            assertThat(forged.open("m1", server)).as("byte " + i).isEmpty();
        }
        assertThat(new SealedToken("").open("m1", server)).isEmpty();
        assertThat(new SealedToken("not base64!").open("m1", server)).isEmpty();
    }
}
