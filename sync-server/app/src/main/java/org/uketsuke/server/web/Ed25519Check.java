package org.uketsuke.server.web;

import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.uketsuke.protocol.SignatureCheck;

/** Checks Ed25519 signatures (RFC 8032) with raw keys; several times as fast as the JDK's own provider. */
public final class Ed25519Check implements SignatureCheck {
    @Override
    public boolean holds(byte[] publicKey, byte[] message, byte[] signature) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                && signature.length == Ed25519.SIGNATURE_SIZE
                && Ed25519.validatePublicKeyPartial(publicKey, 0)
                && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }
}
