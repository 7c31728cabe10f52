package org.uketsuke.kiosk.journal;

/**
 * An entry as it stands on disk and travels.
 *
 * @param seq its number
 * @param text exact JSON text that was hashed
 * @param hashHex its hash, 64 hex digits
 */
public record Line(long seq, String text, String hashHex) {}
