package org.uketsuke.server.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.server.imports.Office;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class PassesTest {
    private static final Instant NOW = Instant.parse("2026-05-21T01:23:45Z");

    @TempDir
    Path folder;

    private static Passes passes(Storage storage, Instant now) {
        return new Passes(storage, Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    }

    private void members(Storage storage) {
        Office office = Office.of(storage, folder, NOW);
        office.members("1001,山田,太郎,ヤマダ,タロウ,,,,,active", "1002,鈴木,花子,スズキ,ハナコ,,,,,active");
        office.qualifications(
                "1001,specialist,S-1,2024-04-01,2029-03-31,50", "1001,instructor,I-1,2022-04-01,2027-03-31,0");
    }

    @ParameterizedTest
    @EnumSource
    void aPassNamesItsMemberAndLastsTheTerm(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            members(storage);

            MemberPass pass = claimed(passes(storage, NOW).issue("jsh", "1001", Optional.empty(), false))
                    .pass();

            String passId = storage.read(handle -> new MemberStore(handle)
                    .byNumber("jsh", "1001")
                    .orElseThrow()
                    .passId());
            assertThat(pass.passId()).isEqualTo(passId);
            assertThat(pass.societyNumber()).isEqualTo(1);
            assertThat(pass.generation()).isZero();
            assertThat(pass.notBefore()).isBeforeOrEqualTo(NOW);
            assertThat(pass.notAfter()).isEqualTo(Instant.parse("2029-03-31T15:00:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void kiosksCanCheckItWithTheKeyTheyGet(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            members(storage);

            MemberPass.Reading.Claimed claimed =
                    claimed(passes(storage, NOW).issue("jsh", "1002", Optional.of(Duration.ofHours(8)), false));

            PassKey key = keys(storage).get(0);
            assertThat(key.id()).isEqualTo(claimed.pass().keyId());
            assertThat(claimed.signatureHolds(Base64.getUrlDecoder().decode(key.publicKey()), Ed25519::holds))
                    .isTrue();
            assertThat(key.validFrom()).isBeforeOrEqualTo(claimed.pass().notBefore());
            assertThat(key.validTo()).isAfter(claimed.pass().notAfter());
            assertThat(claimed.pass().notAfter()).isEqualTo(Instant.parse("2026-05-21T09:23:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeySignsForAYearAndTheNextOverlaps(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            members(storage);
            passes(storage, NOW).issue("jsh", "1001", Optional.empty(), false);
            passes(storage, NOW.plus(Duration.ofDays(364))).issue("jsh", "1002", Optional.empty(), false);

            MemberPass later = claimed(passes(storage, NOW.plus(Duration.ofDays(366)))
                            .issue("jsh", "1001", Optional.empty(), false))
                    .pass();

            List<PassKey> keys = keys(storage);
            assertThat(keys).hasSize(2);
            assertThat(later.keyId()).isEqualTo(keys.get(1).id());
            assertThat(keys.get(0).validTo()).isAfter(keys.get(1).validFrom());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewPassMayVoidTheOlderOnes(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            members(storage);
            passes(storage, NOW).issue("jsh", "1001", Optional.empty(), false);

            MemberPass pass = claimed(passes(storage, NOW).issue("jsh", "1001", Optional.empty(), true))
                    .pass();

            assertThat(pass.generation()).isEqualTo(1);
            int oldestGood = storage.read(handle -> new MemberStore(handle)
                    .byNumber("jsh", "1001")
                    .orElseThrow()
                    .passGeneration());
            assertThat(oldestGood).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void strangersGetNone(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            members(storage);

            assertThat(passes(storage, NOW).issue("jsh", "9999", Optional.empty(), false))
                    .isEqualTo(new Passes.Answer.UnknownMember());
            assertThat(passes(storage, NOW).issue("jcs", "1001", Optional.empty(), false))
                    .isEqualTo(new Passes.Answer.UnknownSociety());
            assertThatThrownBy(
                            () -> passes(storage, NOW).issue("jsh", "1001", Optional.of(Duration.ofDays(4000)), false))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(keys(storage)).isEmpty();
        }
    }

    @Test
    void thePictureSaysTheText() throws Exception {
        byte[] privateKey = Ed25519.newPrivateKey(new SecureRandom());
        String text = new MemberPass(
                        1,
                        1,
                        "0123456789abcdef",
                        0,
                        Instant.parse("2026-05-21T00:00:00Z"),
                        Duration.ofDays(1),
                        "0123456789ab")
                .issue(Ed25519.signer(privateKey));

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(QrPicture.png(text)));

        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        // told that it is a drawing: in a photograph it would search for the corners, and miss those of one code in a
        // hundred
        Result read = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels))),
                        Map.of(DecodeHintType.PURE_BARCODE, true));
        assertThat(read.getText()).isEqualTo(text);
    }

    private static MemberPass.Reading.Claimed claimed(Passes.Answer answer) {
        assertThat(answer).isInstanceOf(Passes.Answer.Issued.class);
        return (MemberPass.Reading.Claimed) MemberPass.read(((Passes.Answer.Issued) answer).text());
    }

    private static List<PassKey> keys(Storage storage) {
        return storage.read(handle -> new PassKeyStore(handle).forKiosks("jsh"));
    }
}
