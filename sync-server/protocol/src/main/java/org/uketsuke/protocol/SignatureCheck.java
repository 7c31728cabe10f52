package org.uketsuke.protocol;

/** Checks Ed25519 signatures. */
@FunctionalInterface
public interface SignatureCheck {
    /** Whether the signature over the message was made by the key whose 32 raw public bytes are given. */
    boolean holds(byte[] publicKey, byte[] message, byte[] signature);
}
