package org.uketsuke.protocol;

/** Signs with one Ed25519 private key. */
@FunctionalInterface
public interface Signer {
    /** The 64-byte signature (RFC 8032) over the message. */
    byte[] sign(byte[] message);
}
