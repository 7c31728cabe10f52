package org.uketsuke.kiosk.journal;

import java.util.HexFormat;
import org.uketsuke.protocol.JournalChain;

/**
 * The end of a journal.
 *
 * @param seq number of the last entry, 0 for none
 * @param hashHex its hash, 64 hex digits; for seq 0 {@link JournalChain#first}
 */
public record Head(long seq, String hashHex) {
    /** The end of a journal without entries. */
    static Head beginning(String journalId) {
        return new Head(0, HexFormat.of().formatHex(JournalChain.first(journalId)));
    }
}
