package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.protocol.MemberPass.Reading.Claimed;
import org.uketsuke.protocol.MemberPass.Reading.Refused;

final class MemberPassTest {
    private static final MemberPass PASS = new MemberPass(
            7,
            65_535,
            "0011223344556677",
            2,
            Instant.parse("2026-10-16T00:00:00Z"),
            Duration.ofDays(3),
            "a1b2c3d4e5f6");
    private static final KeyPair KEY = newKey();

    @Test
    void issuedPassReadsBackWithItsSignatureHolding() {
        String text = PASS.issue(MemberPassTest::sign);

        Claimed claimed = (Claimed) MemberPass.read(text);

        assertThat(claimed.pass()).isEqualTo(PASS);
        assertThat(claimed.signatureHolds(raw(KEY.getPublic()), MemberPassTest::holds))
                .isTrue();
        assertThat(claimed.signatureHolds(raw(newKey().getPublic()), MemberPassTest::holds))
                .isFalse();
        assertThat(claimed.pass().notAfter()).isEqualTo("2026-10-19T00:00:00Z");
    }

    @Test
    void textSurvivesEveryKeyboardAndFitsAQrCodeInAlphanumericMode() {
        assertThat(PASS.issue(MemberPassTest::sign)).matches("UKP1[A-Z2-7]{149}");
    }

    @Test
    void everyAlteredLetterIsRefused() {
        String text = PASS.issue(MemberPassTest::sign);

        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            MemberPass.Reading reading = MemberPass.read(text.substring(0, i) + other + text.substring(i + 1));
            boolean taken = reading instanceof Claimed claimed
                    && claimed.signatureHolds(raw(KEY.getPublic()), MemberPassTest::holds);
            assertThat(taken).as("letter " + i).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UKP1SAMPLE, SAMPLE",
        "4901234567894, NOT_A_PASS",
        "UKP1AAAA, WRONG_LENGTH",
        "'', NOT_A_PASS",
    })
    void textThatIsNoPassSaysWhy(String text, PassRefusal why) {
        assertThat(MemberPass.read(text)).isEqualTo(new Refused(why));
    }

    @Test
    void smallLettersAndOtherVersionsAreTheirOwnRefusals() {
        String text = PASS.issue(MemberPassTest::sign);

        assertThat(MemberPass.read("UKP1" + text.substring(4).toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(new Refused(PassRefusal.WRONG_LETTER));
        assertThat(MemberPass.read("UKP1" + "C" + text.substring(5)))
                .isEqualTo(new Refused(PassRefusal.UNKNOWN_VERSION));
    }

    /** RFC 4648 §10, without padding. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32AgreesWithTheRfc(String plain, String encoded) {
        byte[] bytes = plain.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(Base32.encode(bytes)).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(bytes);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] raw(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
    }

    private static byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holds(byte[] publicKey, byte[] message, byte[] value) {
        try {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] spki = ByteBuffer.allocate(44).put(prefix).put(publicKey).array();
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            signature.update(message);
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
