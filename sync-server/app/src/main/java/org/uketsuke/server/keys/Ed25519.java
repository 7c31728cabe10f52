package org.uketsuke.server.keys;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.uketsuke.protocol.Signer;

/** Ed25519 (RFC 8032) over raw keys. BouncyCastle's is six times as fast as the JDK's on Java 17. */
public final class Ed25519 {
    /** Length of a private and of a public key. */
    public static final int KEY_BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    /** A new private key of {@link #KEY_BYTES} bytes. */
    public static byte[] newPrivateKey(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /** The public key that belongs to a private one. */
    public static byte[] publicKey(byte[] privateKey) {
        return new Ed25519PrivateKeyParameters(privateKey).generatePublicKey().getEncoded();
    }

    /** Signs with a private key. */
    public static Signer signer(byte[] privateKey) {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(privateKey);
        return message -> {
            byte[] signature = new byte[SIGNATURE_BYTES];
            key.sign(
                    org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm.Ed25519,
                    null,
                    message,
                    0,
                    message.length,
                    signature,
                    0);
            return signature;
        };
    }

    /** Whether the signature over the message was made by that key; false also for what is no key or no signature. */
    public static boolean holds(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        PublicPoint point = org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(publicKey, 0);
        return point != null
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length);
    }
}
