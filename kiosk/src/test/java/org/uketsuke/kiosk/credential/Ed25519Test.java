package org.uketsuke.kiosk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SEED = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    private static final byte[] PUBLIC =
            HEX.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    private static final byte[] MESSAGE = {0x72};
    private static final byte[] SIGNATURE =
            HEX.parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    @Test
    void agreesWithTheSecondVectorOfRfc8032() {
        assertThat(Ed25519.publicKey(SEED)).isEqualTo(PUBLIC);
        assertThat(Ed25519.signer(SEED).sign(MESSAGE)).isEqualTo(SIGNATURE);
        assertThat(Ed25519.check().holds(PUBLIC, MESSAGE, SIGNATURE)).isTrue();
    }

    @Test
    void refusesWhatWasAltered() {
        byte[] altered = SIGNATURE.clone();
        altered[3] ^= 1;

        assertThat(Ed25519.check().holds(PUBLIC, MESSAGE, altered)).isFalse();
        assertThat(Ed25519.check().holds(PUBLIC, new byte[] {0x73}, SIGNATURE)).isFalse();
        assertThat(Ed25519.check().holds(Ed25519.publicKey(new byte[32]), MESSAGE, SIGNATURE))
                .isFalse();
    }

    @Test
    void refusesKeysAndSignaturesOfTheWrongLength() {
        assertThat(Ed25519.check().holds(new byte[31], MESSAGE, SIGNATURE)).isFalse();
        assertThat(Ed25519.check().holds(PUBLIC, MESSAGE, new byte[63])).isFalse();
        assertThat(Ed25519.check().holds(PUBLIC, MESSAGE, new byte[0])).isFalse();
    }
}
