package org.uketsuke.server.enrolment;

/**
 * The server's public keys that a kiosk is given when it enrols.
 *
 * @param rosterKey Ed25519 key that signs rosters, 32 raw bytes
 * @param sealingKey X25519 key for sealed tokens, 32 raw bytes
 */
public record ServerKeys(byte[] rosterKey, byte[] sealingKey) {}
