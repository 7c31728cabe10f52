package org.uketsuke.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class ServerKeysTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theServerStaysWhoItIs(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            ServerKeys first = ServerKeys.of(storage, random);
            ServerKeys again = ServerKeys.of(storage, random);

            assertThat(again.rosterPublicKey()).isEqualTo(first.rosterPublicKey());
            assertThat(again.sealingPublicKey()).isEqualTo(first.sealingPublicKey());
            assertThat(again.epoch()).isEqualTo(first.epoch());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatKiosksSealAndCheckFitsTheServersKeys(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            ServerKeys keys = ServerKeys.of(storage, random);
            RawToken card = RawToken.of(Medium.FELICA, "0123456789ABCDEF");
            byte[] statement = "roster".getBytes(StandardCharsets.UTF_8);

            SealedToken sealed = SealedToken.seal(card, "m1", keys.sealingPublicKey(), random);
            byte[] signature = keys.rosterSigner().sign(statement);

            assertThat(sealed.open("m1", ServerKeys.of(storage, random).sealingKey()))
                    .contains("felica:0123456789ABCDEF");
            assertThat(Ed25519.holds(keys.rosterPublicKey(), statement, signature))
                    .isTrue();
        }
    }

    /** RFC 8032 §7.1, test 2. */
    @Test
    void signaturesAreThoseOfTheStandard() {
        HexFormat hex = HexFormat.of();
        byte[] privateKey = hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] publicKey = hex.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] message = {0x72};

        byte[] signature = Ed25519.signer(privateKey).sign(message);

        assertThat(Ed25519.publicKey(privateKey)).isEqualTo(publicKey);
        assertThat(hex.formatHex(signature))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(Ed25519.holds(publicKey, message, signature)).isTrue();
    }

    @Test
    void whatIsAlteredOrNoSignatureDoesNotHold() {
        byte[] privateKey = Ed25519.newPrivateKey(random);
        byte[] publicKey = Ed25519.publicKey(privateKey);
        byte[] signature = Ed25519.signer(privateKey).sign(new byte[] {1, 2, 3});
        byte[] altered = signature.clone();
        altered[10] ^= 1;

        assertThat(Ed25519.holds(publicKey, new byte[] {1, 2, 4}, signature)).isFalse();
        assertThat(Ed25519.holds(publicKey, new byte[] {1, 2, 3}, altered)).isFalse();
        assertThat(Ed25519.holds(publicKey, new byte[] {1, 2, 3}, new byte[5])).isFalse();
        assertThat(Ed25519.holds(new byte[31], new byte[] {1, 2, 3}, signature)).isFalse();
        assertThat(Ed25519.holds(Ed25519.publicKey(Ed25519.newPrivateKey(random)), new byte[] {1, 2, 3}, signature))
                .isFalse();
    }
}
