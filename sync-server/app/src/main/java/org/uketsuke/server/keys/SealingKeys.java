package org.uketsuke.server.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An X25519 key pair as text: Base64 of its PKCS #8 and X.509 forms. */
final class SealingKeys {
    private SealingKeys() {}

    static String text(KeyPair pair) {
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(pair.getPrivate().getEncoded())
                + " "
                + base64.encodeToString(pair.getPublic().getEncoded());
    }

    static KeyPair pair(String text) {
        try {
            int gap = text.indexOf(' ');
            byte[] privateKey = Base64.getDecoder().decode(text.substring(0, gap));
            byte[] publicKey = Base64.getDecoder().decode(text.substring(gap + 1));
            KeyFactory factory = KeyFactory.getInstance("X25519");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
        } catch (GeneralSecurityException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The server's sealing key in table server_fact is damaged; put the latest backup in place", e);
        }
    }
}
