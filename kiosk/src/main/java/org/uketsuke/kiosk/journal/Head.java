package org.uketsuke.kiosk.journal;

/**
 * The end of a journal.
 *
 * @param seq number of the last entry, 0 for none
 * @param hashHex its hash, 64 hex digits; for seq 0 {@link org.uketsuke.protocol.JournalChain#first}
 */
public record Head(long seq, String hashHex) {}
