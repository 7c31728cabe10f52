package org.uketsuke.server.ingest;

/**
 * A kiosk as enrolled. None of this ever changes for an id.
 *
 * @param id kiosk id
 * @param society society it serves
 * @param meeting meeting it serves
 * @param publicKey Ed25519, 32 raw bytes
 */
record KioskRow(String id, String society, String meeting, byte[] publicKey) {}
